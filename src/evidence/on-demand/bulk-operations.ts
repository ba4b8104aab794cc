import {type BulkOperationAnswer, describeBulkOperation, listBulkOperations} from '../../aws/bulk-operations.ts'
import type {BulkOperation} from '../../model/evidence/evidence.ts'
import {defineOnDemand} from './on-demand.ts'

/** A burst may be worked off for so long after its writes have ended, in milliseconds. Our choice. */
const longestBacklogMs = 6 * 3_600_000

/** The bulk writes of the table that ran in the window, or shortly before it. */
export const bulkOperations = defineOnDemand({
  key: 'bulkOperations',
  scope: 'stream',
  needs: ['table'],
  actions: ['dynamodb:ListBulkOperations', 'dynamodb:DescribeBulkOperation'],
  collect: async (aws, {table}, {window}) => {
    if (table === null) return []
    const listed = await listBulkOperations(aws)
    const near = listed.filter(({StartTime, EndTime}) => {
      const [startMs, endMs] = [StartTime?.getTime() ?? 0, EndTime?.getTime() ?? window.endMs]
      return startMs <= window.endMs && endMs >= window.startMs - longestBacklogMs
    })
    const described = await Promise.all(near.map(({BulkOperationArn = ''}) => describeBulkOperation(aws, BulkOperationArn)))
    return described
      .filter(({TableDetails}) => TableDetails?.some(({TableName = ''}) => TableName === table.tableName || TableName === table.tableArn))
      .map(bulkOperationFrom)
  },
})

const bulkOperationFrom = (answer: BulkOperationAnswer): BulkOperation => ({
  arn: answer.BulkOperationArn ?? '',
  status: answer.BulkOperationStatus ?? '',
  startMs: answer.StartTime?.getTime() ?? null,
  endMs: answer.EndTime?.getTime() ?? null,
  items: answer.ProcessedItemCount ?? null,
})
