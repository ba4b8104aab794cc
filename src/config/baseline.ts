import {z} from 'zod'
import {UserError} from '../model/user-error.ts'

const entry = z.strictObject({
  account: z.string().nullable(),
  region: z.string(),
  function: z.string().describe('with its alias or version'),
  table: z
    .string()
    .nullable()
    .default(null)
    .describe('with the function it identifies the pipeline, also after its mapping is replaced; null in files of older versions'),
  mapping: z.string().describe('the UUID of the event source mapping; it identifies the pipeline where the table is null'),
  kind: z.enum(['cause', 'verdict', 'finding']),
  id: z.string().describe('the cause, the state of the lag, or the check'),
})

export const baselineSchema = z.strictObject({
  schemaVersion: z.literal(1),
  tool: z.literal('ddbstream'),
  entries: z.array(entry),
})

export type BaselineEntry = z.infer<typeof entry>

/** Reads the file of `--update-baseline`. */
export function parseBaseline(text: string, file: string): BaselineEntry[] {
  const refuse = (why: string): UserError =>
    new UserError('E_BASELINE', `${file} is not a baseline of ddbstream: ${why}.`, [
      '`ddbstream doctor … --baseline FILE --update-baseline` writes a baseline.',
    ])
  let data: unknown
  try {
    data = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    throw refuse('it is not complete JSON')
  }
  const parsed = baselineSchema.safeParse(data)
  if (parsed.success) return parsed.data.entries
  const [issue] = parsed.error.issues
  throw refuse(`${issue?.path.join('.') || 'the file'}: ${issue?.message ?? 'unknown'}`)
}

/** The same problems give the same file, so that its history shows new and gone ones. */
export function baselineText(entries: readonly BaselineEntry[]): string {
  const name = (one: BaselineEntry): string => [one.function, one.table, one.region, one.mapping, one.kind, one.id].join(' ')
  const sorted = [...entries].sort((a, b) => (name(a) < name(b) ? -1 : 1))
  return `${JSON.stringify({schemaVersion: 1, tool: 'ddbstream', entries: sorted}, null, 2)}\n`
}
