/** One command of the AWS CLI and AWS's answer; or virtual time that passes. */
export type Row = Command | {advance: number}

interface Command {
  /**
   * `service operation --flag value …`, separated by blanks. `{name}` stands for a value of this row's `with`, of the lab
   * (`{mapping}`, `{function}`, …), of its clock (`{now}`, `{hourAgo}`, `{tenMinutesAgo}`, with `Seconds` behind: epoch seconds), or one that an earlier row kept.
   */
  aws: string
  /** Values that hold blanks, or that are too long for the line. */
  with?: Record<string, string>
  /** The least content of the answer (`toMatchObject`); null: nothing is printed. */
  answers?: object | null
  /** The code of AWS's error. */
  refused?: string
  /** The words of its message. */
  saying?: RegExp
  /** Repeats the command until it is answered like this. */
  until?: true
  /** Values of the answer for later rows, by the path to each; with a slash at the end only the part after its last slash. */
  keep?: Record<string, string>
}

export type Values = Readonly<Record<string, string>>

/** The arguments of a command, with its values filled in. */
export function argumentsOf(command: Command, values: Values): string[] {
  const all: Values = {...values, ...command.with}
  const fill = (text: string): string =>
    text.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = all[name]
      if (value === undefined) throw new Error(`{${name}} is not known: the row that keeps it failed, or comes later.`)
      return value
    })
  return command.aws.split(' ').map(fill)
}

/** The values of an answer that a row keeps. */
export function kept(command: Command, answer: unknown): Values {
  const entries = Object.entries(command.keep ?? {}).map(([name, path]) => [name, valueAt(path, answer)] as const)
  return Object.fromEntries(entries)
}

function valueAt(path: string, answer: unknown): string {
  const steps = path.replace(/\/$/, '').split('.')
  const found = steps.reduce<unknown>((value, step) => (value as Record<string, unknown> | undefined)?.[step], answer)
  if (found === undefined) throw new Error(`The answer has no ${path}: ${JSON.stringify(answer)}`)
  return path.endsWith('/') ? (String(found).split('/').at(-1) ?? '') : String(found)
}
