/**
 * What AWS answered, as facts: an operation, its input, and the answer's names, types, values and messages.
 *
 * Strings of an input and of an answer may hold
 * - `{name}`: a name of the lab that is asked (`names.ts`);
 * - `<kind>` or `<kind:label>`: a value that AWS chose (`values.ts`). A label stands for one value throughout a story:
 *   other labels of its kind stand for other values.
 */
export interface Recordings {
  /** The repository and the file that the answers were carried over from. */
  source: string
  stories: readonly Story[]
}

/** Calls in their order, on a lab of their own. */
export interface Story {
  /** The recorded test. */
  test: string
  /** The day on which AWS answered, ISO 8601. */
  recorded: string
  /** The incident whose lab is asked, and its seed; `healthy` where it is left out. */
  lab?: readonly [incident: string, seed: number]
  steps: readonly Step[]
}

/** `keep`: members of the answer that later steps name by their label. */
export type Step = {given: Operation; input: object; keep?: object} | {passSeconds: number} | Recorded

/** A service and an operation, in AWS's names: `lambda:GetFunction`. */
export type Operation = `${string}:${string}`

/** A recorded answer. */
export interface Recorded {
  asked: Operation
  input: object
  /** The region that is asked; the lab's own where it is left out. */
  region?: string
  /** HTTP status. */
  status: number
  /** Every member of the answer, unless AWS refused. */
  answer?: object
  refused?: Refused
  /** Places at which the lab differs on purpose, with the reason. The test fails where one does not differ. */
  differs?: {at: readonly string[]; reason: string}
}

export interface Refused {
  code: string
  /** Left out where AWS documents or shows no words. */
  message?: string
  /** The member `Type` of the error, where AWS sends one. */
  type?: string
}

/** Items of a list that may hold others. */
export interface Among {
  among: readonly object[]
}

export const among = (...items: object[]): Among => ({among: items})
