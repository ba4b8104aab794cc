import {expect, it} from 'vitest'
import {known} from '../../../src/model/evidence/item.ts'
import {ask} from '../../support/ask.ts'
import {nowMs, startMs} from '../../support/evidence.ts'
import {denied} from '../../support/stub-aws.ts'

const [list, describe] = ['dynamodb:ListBulkOperations', 'dynamodb:DescribeBulkOperation']
const hourMs = 3_600_000
const arn = (id: string) => `arn:aws:dynamodb:us-east-1:123456789012:bulk-operation/${id}`
const summary = (id: string, fromMs: number, toMs: number | null) => ({
  BulkOperationArn: arn(id),
  BulkOperationStatus: toMs === null ? 'IN_PROGRESS' : 'COMPLETED',
  StartTime: fromMs / 1000,
  ...(toMs !== null && {EndTime: toMs / 1000}),
})
const runs = summary('runs', nowMs - hourMs, null)
const others = summary('others', nowMs - hourMs, null)
const ended = summary('ended', startMs - 8 * hourMs, startMs - 6 * hourMs)
const old = summary('old', startMs - 9 * hourMs, startMs - 6 * hourMs - 1000)

it('the bulk writes of the table are those of the window, and of six hours before it', async () => {
  const {item, calls} = await ask(
    'bulkOperations',
    {},
    {
      [list]: ({NextToken}) =>
        NextToken === undefined ? {BulkOperationsSummaryList: [runs, others], NextToken: 'n'} : {BulkOperationsSummaryList: [ended, old]},
      [describe]: ({BulkOperationArn}) => ({
        BulkOperationDescription: {
          ...[runs, others, ended].find(one => one.BulkOperationArn === BulkOperationArn),
          TableDetails: [{TableName: BulkOperationArn === arn('others') ? 'carts' : 'orders'}],
          ProcessedItemCount: 5000,
        },
      }),
    },
  )
  expect(item).toEqual(
    known([
      {arn: arn('runs'), status: 'IN_PROGRESS', startMs: nowMs - hourMs, endMs: null, items: 5000},
      {arn: arn('ended'), status: 'COMPLETED', startMs: startMs - 8 * hourMs, endMs: startMs - 6 * hourMs, items: 5000},
    ]),
  )
  expect(calls.filter(({action}) => action === describe)).toHaveLength(3)
})

it('are none of a table that is gone, and missing where they may not be listed', async () => {
  expect((await ask('bulkOperations', {table: null}, {})).item).toEqual(known([]))
  expect((await ask('bulkOperations', {}, {[list]: denied(list)})).item).toMatchObject({state: 'missing', reason: 'denied', action: list})
})
