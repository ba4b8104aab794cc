import {z} from 'zod'
import {positive, whole} from '../schema-types.ts'

const codePlace = {file: z.string(), line: positive, column: positive}

/** The handling of a batch's records by a handler, read from its source. */
const handlingSchema = z.object({
  identifiers: z
    .array(
      z.object({
        kind: z.enum(['sequence-number', 'other', 'empty', 'late', 'not-followed']),
        value: z.string().describe('the keys that it is read from, without the record'),
        ...codePlace,
      }),
    )
    .describe('the values of itemIdentifier. late: empty until the work on the record is done'),
  swallowed: z
    .array(z.object({how: z.enum(['catch', 'promise', 'settled', 'not-awaited']), ...codePlace}))
    .describe('where a failure ends without an error and without a reported failure'),
  firstRecordOnly: z.array(z.object(codePlace)).describe('where a handler reads the first record of a batch, and never another one'),
  notJudged: z.string().nullable().describe('why some of the code could not be followed'),
})

/** The answer of the deployed code for failed records; read with --inspect-code only, and no code is kept. */
export const codeSchema = z.object({
  sizeBytes: whole.nullable(),
  files: whole.describe('source files that were read'),
  notRead: z.string().nullable().describe('why the package was not read'),
  mentionsFailures: z.boolean().describe('whether the code names batchItemFailures at all'),
  wrongKeys: z.array(z.object({key: z.string(), where: z.enum(['inner', 'outer']), file: z.string(), line: positive})),
  handling: handlingSchema
    .nullable()
    .default(null)
    .describe('how the handler treats records that fail; null in evidence of older versions'),
})
