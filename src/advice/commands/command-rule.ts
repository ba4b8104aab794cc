import type {Fix} from '../../model/check.ts'
import type {AccountSettings, Alias, LambdaFunction, LogGroup, Mapping, Table, Versions} from '../../model/evidence/evidence.ts'
import type {PrintedRequest} from '../../text/printed-request.ts'

/** The known facts of the pipeline that a command is about: undefined where it was not read, null where AWS has no such thing. */
export interface Around {
  nowMs: number
  mapping?: Mapping | undefined
  function?: LambdaFunction | null | undefined
  /** None where the function itself is gone. */
  versions?: Versions | undefined
  alias?: Alias | null | undefined
  accountSettings?: AccountSettings | undefined
  logGroup?: LogGroup | null | undefined
  table?: Table | null | undefined
}

/** Why AWS refuses a command, as a sentence. */
export interface Refusal {
  why: string
  /** The fix that makes it possible. */
  instead?: Fix
}

/** One of AWS's own rules; null where the request keeps it, or where nothing is known against it. */
export type Rule = (request: PrintedRequest, around: Around) => Refusal | null

/** Only the user knows this value. */
export const isPlaceholder = (word: string): boolean => /^(fileb:\/\/)?[A-Z][A-Z_]+(\.zip)?$/.test(word)

/** The function that the request names, without the qualifier; null where it names none. */
export function functionIn({options, names, service}: PrintedRequest): string | null {
  const text = options['function-name'] ?? (service === 'ddbstream' ? names[0] : undefined)
  if (text === undefined) return null
  return text.startsWith('arn:') ? (text.split(':')[6] ?? null) : (text.split(':')[0] ?? null)
}

/** Whether the request is about the function of this pipeline. */
export const isOwnFunction = (request: PrintedRequest, {mapping, function: target}: Around): boolean => {
  const named = functionIn(request)
  return named !== null && named === (mapping?.functionName ?? target?.functionName)
}
