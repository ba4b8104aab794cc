import {AwsError} from '../../aws/transport/aws-error.ts'

/** A row of Logs Insights: columns as text; one without a value is absent. */
export type InsightsRow = Readonly<Record<string, string>>

/** The rows, each of which must have these columns: a row without a requested column is no good news. */
export function withColumns<T extends InsightsRow>(rows: readonly T[], columns: readonly string[]): readonly T[] {
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

/** A number of a row, or null when it has none. */
export function numberIn(row: InsightsRow, column: string): number | null {
  const number = Number(row[column] ?? Number.NaN)
  return Number.isFinite(number) ? number : null
}

/**
 * An instant as epoch milliseconds, or null when the row has none. Logs Insights prints the minimum of a timestamp as that, a timestamp and a
 * bin as text in UTC: `2026-11-23 11:45:00.000`.
 */
export function instantIn(row: InsightsRow, column: string): number | null {
  const text = row[column] ?? ''
  const ms = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : Date.parse(`${text.replace(' ', 'T')}Z`)
  return Number.isNaN(ms) ? null : ms
}

/** The instant of a row that means nothing without it. */
export function requiredInstant(row: InsightsRow, column: string): number {
  const ms = instantIn(row, column)
  if (ms === null) throw new Error(`no instant in ${column}`)
  return ms
}
