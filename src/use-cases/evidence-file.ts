import type {Evidence} from '../model/evidence/evidence.ts'
import {evidenceSchemaVersion} from '../model/evidence/evidence-version.ts'
import {UserError} from '../model/user-error.ts'

const refuse = (message: string, ...hints: string[]): UserError => new UserError('E_EVIDENCE_FILE', message, hints)

function parse(text: string): unknown {
  try {
    // Editors and shells of Windows begin a file with a byte order mark.
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    throw refuse(
      'The evidence file is not complete JSON.',
      'It may have been cut off while it was copied. Save it again with `ddbstream doctor FUNCTION --save FILE`.',
    )
  }
}

/** Reads the file of `--save`. A cut-off, foreign or newer file is refused with the reason. */
export async function readEvidence(text: string): Promise<Evidence> {
  const data = parse(text)
  const version = (data as {schemaVersion?: unknown} | null)?.schemaVersion
  const tool = (data as {tool?: {name?: unknown}} | null)?.tool?.name
  if (tool !== 'ddbstream' || typeof version !== 'number')
    throw refuse('This is not an evidence file of ddbstream.', 'Evidence is written by `ddbstream doctor FUNCTION --save FILE`.')
  if (version > evidenceSchemaVersion)
    throw refuse(
      `The evidence file has version ${version}, and this ddbstream reads up to ${evidenceSchemaVersion}.`,
      'Use a newer ddbstream: update it the way it was installed here.',
    )
  if ((data as {pipelines?: {lag?: unknown}[]}).pipelines?.some?.(p => p !== null && typeof p === 'object' && 'lag' in p))
    throw refuse(
      'This is a report, not an evidence file.',
      'Reports come from `--json`; evidence comes from `ddbstream doctor FUNCTION --save FILE`.',
    )
  // zod is loaded here alone: a run against AWS does not pay for it.
  const {evidenceSchema} = await import('../model/evidence/evidence-schema.ts')
  const parsed = evidenceSchema.safeParse(data)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw refuse(
    `The evidence file does not have the expected shape: ${issue?.path.join('.') || 'the file'}: ${issue?.message ?? 'unknown'}.`,
    'Save it again with `ddbstream doctor FUNCTION --save FILE`.',
  )
}
