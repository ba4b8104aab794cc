/** A row of Logs Insights: columns as text; one without a value is absent. */
export type InsightsRow = Readonly<Record<string, string>>

/** A number of a row, or null when it has none. */
export function numberIn(row: InsightsRow, column: string): number | null {
  const number = Number(row[column] ?? Number.NaN)
  return Number.isFinite(number) ? number : null
}

/** An instant as epoch milliseconds. Logs Insights prints the minimum of a timestamp as that, a timestamp and a bin as text in UTC. */
export function instantIn(row: InsightsRow, column: string): number {
  const text = row[column] ?? ''
  const ms = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : Date.parse(`${text.replace(' ', 'T')}Z`)
  if (Number.isNaN(ms)) throw new Error(`no instant in ${column}`)
  return ms
}
