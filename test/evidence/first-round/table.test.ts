import {expect, test} from 'vitest'
import type {TableAnswer} from '../../../src/aws/dynamodb.ts'
import {tableFrom} from '../../../src/evidence/first-round/table.ts'
import type {Table} from '../../../src/model/evidence/evidence.ts'
import {streamArn, tableOnTheWire} from '../../support/stub-account.ts'

const answer = (given: object): TableAnswer => (tableOnTheWire(given) as {Table: TableAnswer}).Table

test.each<[string, object, Partial<Table>]>([
  ['a table with a stream', {}, {tableName: 'orders', streamEnabled: true, latestStreamArn: streamArn, billingMode: 'PAY_PER_REQUEST'}],
  [
    'a stream that was switched off',
    {StreamSpecification: undefined},
    {streamEnabled: false, streamViewType: null, latestStreamArn: streamArn},
  ],
  ['never a stream', {StreamSpecification: undefined, LatestStreamArn: undefined}, {streamEnabled: false, latestStreamArn: null}],
  ['always provisioned', {BillingModeSummary: undefined}, {billingMode: 'PROVISIONED'}],
  [
    'replicas',
    {Replicas: [{RegionName: 'eu-central-1'}, {}]},
    {replicaRegions: ['eu-central-1'], replicas: [{region: 'eu-central-1', account: null}]},
  ],
  [
    'replicas of other accounts',
    {
      Replicas: [
        {RegionName: 'eu-central-1', ReplicaArn: 'arn:aws:dynamodb:eu-central-1:111122223333:table/orders'},
        {ReplicaArn: 'arn:aws:dynamodb:eu-central-1:999988887777:table/orders'},
      ],
    },
    {
      replicaRegions: ['eu-central-1'],
      replicas: [
        {region: 'eu-central-1', account: '111122223333'},
        {region: 'eu-central-1', account: '999988887777'},
      ],
    },
  ],
])('%s', (_, given, expected) => {
  expect(tableFrom(answer(given))).toMatchObject(expected)
})
