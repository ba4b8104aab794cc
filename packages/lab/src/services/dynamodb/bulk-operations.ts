import type {DescribeBulkOperationCommandOutput, ListBulkOperationsCommandOutput} from '@aws-sdk/client-dynamodb'
import type {LabBulkOperation, World} from '../../simulation/engine/world.ts'
import {AwsError} from '../protocol/errors.ts'
import {type Answer, operation} from '../protocol/operation.ts'
import {page} from '../protocol/pages.ts'
import {required, text, whole} from '../protocol/shapes.ts'

const stateOf = ({endMs}: LabBulkOperation, {nowMs}: World) =>
  nowMs < endMs ? {BulkOperationStatus: 'IN_PROGRESS' as const} : {BulkOperationStatus: 'COMPLETED' as const, EndTime: new Date(endMs)}

/** Ten on a page unless told (DynamoDB API reference); the newest first, which is assumed. */
export const listBulkOperations = operation({
  action: 'dynamodb:ListBulkOperations',
  input: {MaxResults: whole({min: 1, max: 100}), NextToken: text({min: 1})},
  run: ({MaxResults, NextToken}, {world}): Answer<ListBulkOperationsCommandOutput> => {
    const begun = [...world.bulkOperations.values()].filter(({startMs}) => startMs <= world.nowMs)
    const part = page(
      begun.sort((a, b) => b.startMs - a.startMs),
      NextToken,
      MaxResults ?? 10,
    )
    if (part === null) throw new AwsError('ValidationException', 'The NextToken is not valid.')
    return {
      BulkOperationsSummaryList: part.items.map(one => ({
        BulkOperationArn: one.arn,
        StartTime: new Date(one.startMs),
        ...stateOf(one, world),
      })),
      ...(part.next !== undefined && {NextToken: part.next}),
    }
  },
})

export const describeBulkOperation = operation({
  action: 'dynamodb:DescribeBulkOperation',
  input: {BulkOperationArn: required(text({min: 37, max: 1024}))},
  resource: ({BulkOperationArn}) => BulkOperationArn,
  run: ({BulkOperationArn}, {world}): Answer<DescribeBulkOperationCommandOutput> => {
    const one = world.bulkOperations.get(BulkOperationArn)
    if (one === undefined || one.startMs > world.nowMs)
      throw new AwsError('BulkOperationNotFoundException', `Bulk operation not found: ${BulkOperationArn}`)
    const share = Math.min(1, (world.nowMs - one.startMs) / Math.max(1, one.endMs - one.startMs))
    return {
      BulkOperationDescription: {
        BulkOperationArn,
        TableDetails: [{TableName: one.tableName}],
        StartTime: new Date(one.startMs),
        ProcessedItemCount: Math.round(share * one.items),
        ...stateOf(one, world),
      },
    }
  },
})
