import type {BulkOperation} from '../../model/evidence/evidence.ts'
import {count, iso} from '../../text/units.ts'
import {known} from './lines.ts'

const text = {
  writes: (arn: string, status: string, period: string, processed: string) =>
    `The bulk write ${arn} (${status}) writes to the table${period}.${processed}`,
  since: (startMs: number) => ` since ${iso(startMs)}`,
  until: (endMs: number) => `, until ${iso(endMs)}`,
  stillRuns: ', and still runs',
  processed: (items: number) => ` It has processed ${count(items, 'item')}.`,
}

/** The bulk writes (StartBulkPutItems) to the table that run, or ran lately, as sentences; none where they were not read. */
export const bulkLines = (operations: readonly BulkOperation[] | undefined): string[] =>
  (operations ?? []).map(({arn, status, startMs, endMs, items}) => {
    const period = [...known(startMs, text.since), endMs === null ? text.stillRuns : text.until(endMs)].join('')
    return text.writes(arn, status, period, known(items, text.processed).join(''))
  })
