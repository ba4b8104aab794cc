import type {BulkOperation} from '../../model/evidence/evidence.ts'
import {count, iso} from '../../text/units.ts'

/** The bulk writes (StartBulkPutItems) to the table that run, or ran lately, as sentences; none where they were not read. */
export const bulkLines = (operations: readonly BulkOperation[] | undefined): string[] =>
  (operations ?? []).map(({arn, status, startMs, endMs, items}) => {
    const from = startMs === null ? '' : ` since ${iso(startMs)}`
    const until = endMs === null ? ', and still runs' : `, until ${iso(endMs)}`
    const written = items === null ? '' : ` It has processed ${count(items, 'item')}.`
    return `The bulk write ${arn} (${status}) writes to the table${from}${until}.${written}`
  })
