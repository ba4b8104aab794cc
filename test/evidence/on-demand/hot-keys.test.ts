import {expect, it} from 'vitest'
import {countsOf} from '../../../src/evidence/on-demand/hot-keys.ts'
import {known} from '../../../src/model/evidence/item.ts'
import {ask} from '../../support/ask.ts'
import {nowMs} from '../../support/evidence.ts'
import {denied, failure} from '../../support/stub-aws.ts'

const describeInsights = 'dynamodb:DescribeContributorInsights'
const report = 'cloudwatch:GetInsightRuleReport'
const rules = ['PKC', 'SKT', 'XYZ'].map(kind => `DynamoDBContributorInsights-${kind}-orders-1770000000000`)
const enabled = {
  ContributorInsightsStatus: 'ENABLED',
  ContributorInsightsMode: 'ACCESSED_AND_THROTTLED_KEYS',
  ContributorInsightsRuleList: rules,
}

it('hot keys have the value of their busiest minute', async () => {
  const {item, calls} = await ask(
    'hotKeys',
    {},
    {
      [describeInsights]: enabled,
      [report]: ({RuleName}) => {
        const isPartition = String(RuleName).includes('PKC')
        return {
          KeyLabels: isPartition ? ['customerId'] : ['customerId', 'orderId'],
          AggregationStatistic: 'SUM',
          Contributors: [
            {
              Keys: isPartition ? ['c-1'] : ['c-1', 'o-1'],
              ApproximateAggregateValue: 99_999,
              Datapoints: [5, 180, 7].map((ApproximateValue, i) => ({Timestamp: nowMs / 1000 - 60 * i, ApproximateValue})),
            },
            {Keys: ['never'], ApproximateAggregateValue: 3, Datapoints: []},
          ],
        }
      },
    },
  )
  expect(item).toEqual(
    known({
      status: 'ENABLED',
      mode: 'ACCESSED_AND_THROTTLED_KEYS',
      keys: [
        {counts: 'accessed', labels: ['customerId'], key: ['c-1'], maximumPerMinute: 180},
        {counts: 'throttled', labels: ['customerId', 'orderId'], key: ['c-1', 'o-1'], maximumPerMinute: 180},
      ],
    }),
  )
  const reports = calls.filter(({action}) => action === report)
  expect(reports.map(({input}) => input.RuleName)).toEqual(rules.slice(0, 2))
  expect(reports[0]?.input).toMatchObject({
    StartTime: nowMs / 1000 - 3600,
    EndTime: nowMs / 1000,
    Period: 60,
    MaxContributorCount: 25,
    OrderBy: 'Maximum',
  })
})

it('nobody counts while it is off', async () => {
  const {item, calls} = await ask('hotKeys', {}, {[describeInsights]: {ContributorInsightsStatus: 'DISABLED'}})
  expect(item).toEqual(known({status: 'DISABLED', mode: null, keys: []}))
  expect(calls).toHaveLength(1)
})

it('a table that is gone has none', async () => {
  expect((await ask('hotKeys', {}, {[describeInsights]: failure(400, 'ResourceNotFoundException')})).item).toEqual(known(null))
})

it('a report that is denied is missing', async () => {
  const {item} = await ask('hotKeys', {}, {[describeInsights]: enabled, [report]: denied(report)})
  expect(item).toMatchObject({state: 'missing', reason: 'denied', action: report})
})

it('rules are known by their names', () => {
  const kinds = ['PKC', 'SKC', 'PKT', 'SKT', 'NEW'].map(kind => countsOf(`DynamoDBContributorInsights-${kind}-t-1`))
  expect(kinds).toEqual(['accessed', 'accessed', 'throttled', 'throttled', null])
})
