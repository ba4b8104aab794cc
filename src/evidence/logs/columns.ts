import {AwsError} from '../../aws/transport/aws-error.ts'

type Row = Readonly<Record<string, string>>

/** The rows, each of which has these columns: a row without what was asked for tells nothing, and is no good news. */
export function withColumns<T extends Row>(rows: readonly T[], columns: readonly string[]): readonly T[] {
  for (const column of columns) {
    const lacking = rows.filter(row => row[column] === undefined).length
    if (lacking > 0)
      throw new AwsError(
        'logs:GetQueryResults',
        'other',
        `the response could not be read: rows without the column ${column}: ${lacking} of ${rows.length}`,
      )
  }
  return rows
}
