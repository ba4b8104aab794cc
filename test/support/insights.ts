import {parseQuery} from '../../packages/lab/src/services/logs/insights/parse-query.ts'
import {printRows} from '../../packages/lab/src/services/logs/insights/print-rows.ts'
import {rowOf} from '../../packages/lab/src/services/logs/insights/rows.ts'
import {runQuery} from '../../packages/lab/src/services/logs/insights/run-query.ts'
import {eventOf, type Line} from '../lab/services/logs/lines.ts'
import {startMs} from '../lab/services/world-of-one.ts'

/** The instant that `secondsAgo` of a line counts from. */
export const logStart = startMs

/** The rows of a Logs Insights query over these lines, as the client hands them over. */
export function insights(query: string, lines: readonly Line[], discovers = true): Record<string, string>[] {
  const source = {log: '123456789012:/aws/lambda/orders', discovers}
  const rows = lines.map(line => rowOf(eventOf(line), source))
  return printRows(runQuery(query, parseQuery(query), rows, startMs)).map(row =>
    Object.fromEntries(row.filter(({field}) => field !== '@ptr').map(({field, value}) => [field, value])),
  )
}
