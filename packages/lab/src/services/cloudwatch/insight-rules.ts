import type {DescribeInsightRulesCommandOutput, GetInsightRuleReportCommandOutput, InsightRuleContributor} from '@aws-sdk/client-cloudwatch'
import type {KeyCount} from '../../simulation/table/top-keys.ts'
import {type InsightRule, rulesOf} from '../dynamodb/contributor-insights.ts'
import type {Account} from '../protocol/account.ts'
import {AwsError} from '../protocol/errors.ts'
import {type Answer, operation} from '../protocol/operation.ts'
import {page} from '../protocol/pages.ts'
import {instant, list, required, text, whole} from '../protocol/shapes.ts'
import {alignedDown, invalidToken, invalidValue} from './metrics.ts'

/** Rules of DynamoDB report 25 contributors at most (DynamoDB Developer Guide, "Contributor Insights"). */
const mostContributors = 25
/** Datapoints of a report; more than a day of minutes is not asked of it. */
const mostPeriods = 1440

export const describeInsightRules = operation({
  action: 'cloudwatch:DescribeInsightRules',
  input: {NextToken: text(), MaxResults: whole({min: 1, max: 500})},
  run: (given, account): Answer<DescribeInsightRulesCommandOutput> => {
    const part = page(rulesOf(account), given.NextToken, given.MaxResults ?? 500)
    if (part === null) throw invalidToken()
    return {InsightRules: part.items.map(rule => ({...described(rule), Definition: definition(rule)})), NextToken: part.next}
  },
})

const described = ({name}: InsightRule) => ({
  Name: name,
  State: 'ENABLED',
  Schema: '{"Name": "DynamoDBServiceLogRule", "Version": 1}',
  ManagedRule: true,
})

const labelsOf = ({table, kind}: InsightRule): string[] => table.keys.slice(0, kind.startsWith('SK') ? 2 : 1).map(key => key.name)

const definition = (rule: InsightRule): string =>
  JSON.stringify({
    Schema: {Name: 'DynamoDBServiceLogRule', Version: 1},
    AggregateOn: 'Sum',
    Contribution: {Keys: labelsOf(rule), ValueOf: rule.kind.endsWith('C') ? 'ConsumedThroughputUnits' : 'ThrottleCount'},
  })

export const getInsightRuleReport = operation({
  action: 'cloudwatch:GetInsightRuleReport',
  input: {
    RuleName: required(text({min: 1, max: 128, pattern: /[\x20-\x7E]+/})),
    StartTime: required(instant),
    EndTime: required(instant),
    Period: required(whole({min: 1})),
    MaxContributorCount: whole(),
    Metrics: list(text({min: 1, max: 32})),
    OrderBy: text({min: 1, max: 32}),
  },
  resource: ({RuleName}, {world}) => `arn:aws:cloudwatch:${world.region}:${world.accountId}:insight-rule/${RuleName}`,
  run: (given, account): Answer<GetInsightRuleReportCommandOutput> => {
    const rule = rulesOf(account).find(one => one.name === given.RuleName)
    if (rule === undefined) throw new AwsError('ResourceNotFoundException', `${given.RuleName} does not exist`, {status: 404})
    const {MaxContributorCount: most = 10, Period, StartTime, EndTime, OrderBy = 'Sum'} = given
    if (most < 1 || most > mostContributors) {
      throw invalidValue(`The parameter MaxContributorCount must be between 1 and ${mostContributors} for this rule.`)
    }
    if (StartTime >= EndTime) throw invalidValue('The parameter StartTime must be less than the parameter EndTime.')
    if (Period % 60 !== 0) throw invalidValue('The parameter Period must be a multiple of 60.')
    if ((EndTime - StartTime) / 1000 / Period > mostPeriods) throw invalidValue('Too many datapoints requested.')
    return report(account, rule, {most, orderBy: OrderBy, periodMs: Period * 1000, startMs: alignedDown(StartTime, Period), endMs: EndTime})
  },
})

interface Asked {
  most: number
  /** Contributors are ranked by their Sum, or by the Maximum of their periods. */
  orderBy: string
  periodMs: number
  startMs: number
  endMs: number
}

/** ConsumedThroughputUnits are three for each write unit; throttles count as they are. */
const contribution = (rule: InsightRule, {units, throttled}: KeyCount): number => (rule.kind.endsWith('C') ? 3 * units : throttled)

const keysOf = ({partitionKey, sortKey}: KeyCount): string[] => (sortKey === null ? [partitionKey] : [partitionKey, sortKey])

function report({world, changes}: Account, rule: InsightRule, asked: Asked): Answer<GetInsightRuleReportCommandOutput> {
  const counted = (fromMs: number, toMs: number): KeyCount[] => {
    const from = Math.max(fromMs, rule.sinceMs)
    const to = Math.min(toMs, world.nowMs)
    if (to <= from) return []
    const {partitionKeys, items} = changes.topKeys(world, rule.table.name, from, to)
    return (rule.kind.startsWith('SK') ? items : partitionKeys).filter(one => contribution(rule, one) > 0)
  }
  const all = counted(asked.startMs, asked.endMs)
  const periods: {ms: number; values: Map<string, number>}[] = []
  for (let ms = asked.startMs; ms < Math.min(asked.endMs, world.nowMs); ms += asked.periodMs) {
    const values = new Map(counted(ms, ms + asked.periodMs).map(one => [keysOf(one).join('\n'), contribution(rule, one)]))
    if (values.size > 0) periods.push({ms, values})
  }
  const valuesOf = (one: KeyCount) => periods.flatMap(({values}) => values.get(keysOf(one).join('\n')) ?? [])
  const rank = new Map(all.map(one => [one, asked.orderBy === 'Maximum' ? Math.max(0, ...valuesOf(one)) : contribution(rule, one)]))
  const ranked = [...all].sort((a, b) => (rank.get(b) ?? 0) - (rank.get(a) ?? 0))
  const top: InsightRuleContributor[] = ranked.slice(0, asked.most).map(one => ({
    Keys: keysOf(one),
    ApproximateAggregateValue: contribution(rule, one),
    Datapoints: periods.flatMap(({ms, values}) => {
      const value = values.get(keysOf(one).join('\n'))
      return value === undefined ? [] : [{Timestamp: new Date(ms), ApproximateValue: value}]
    }),
  }))
  const MetricDatapoints = periods.map(({ms, values}) => {
    const greatest = Math.max(...values.values())
    return {Timestamp: new Date(ms), MaxContributorValue: greatest, Maximum: greatest}
  })
  return {
    KeyLabels: labelsOf(rule),
    AggregationStatistic: 'SUM',
    AggregateValue: all.reduce((sum, one) => sum + contribution(rule, one), 0),
    ApproximateUniqueCount: all.length,
    Contributors: top,
    MetricDatapoints,
  }
}
