/** JSON as it stands on AWS's wire: instants are epoch seconds, names are AWS's own. */
export type Wire = Record<string, unknown>

/** An error in AWS's words. */
export class AwsFailure extends Error {
  readonly code: string
  readonly status: number

  constructor(code: string, message: string, status = 400) {
    super(message)
    this.code = code
    this.status = status
  }
}

/** The answer to a role without the permission; whoever answers puts in the partition. */
export const denied = (action: string): AwsFailure =>
  new AwsFailure(
    'AccessDeniedException',
    `User: arn:PARTITION:sts::111122223333:assumed-role/oncall/sam is not authorized to perform: ${action} because no identity-based policy allows the ${action} action`,
    403,
  )

/** The value of an incident's object, or the denial that stands for all that an incident does not give. */
export function given<T>(value: T | undefined, action: string): T {
  if (value === undefined) throw denied(action)
  return value
}

/** The answers of one service by the name of its operation. */
export type Operations<Input> = Readonly<Record<string, (input: Input) => Wire>>

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** The names of list entries: `item` in EC2, `member` in IAM and STS, `entry` in the maps of SNS. */
export type ListEntry = 'item' | 'member' | 'entry'

/** Elements by their names. */
export function xml(value: unknown, entry: ListEntry): string {
  if (Array.isArray(value)) return value.map(one => `<${entry}>${xml(one, entry)}</${entry}>`).join('')
  if (typeof value !== 'object' || value === null) return escaped(String(value))
  return Object.entries(value)
    .filter(([, one]) => one !== undefined)
    .map(([name, one]) => `<${name}>${xml(one, entry)}</${name}>`)
    .join('')
}
