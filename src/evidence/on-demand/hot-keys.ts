import {getInsightRuleReport, type InsightRuleReportAnswer} from '../../aws/cloudwatch.ts'
import {describeContributorInsights} from '../../aws/dynamodb.ts'
import type {MetricWindow} from '../../aws/metrics.ts'
import {orNull} from '../../aws/not-found.ts'
import type {Aws} from '../../aws/transport/connection.ts'
import {insightRuleContributors} from '../../aws-facts/limits.ts'
import type {HotKeys} from '../../model/evidence/evidence.ts'
import {defineOnDemand} from './on-demand.ts'

type Key = HotKeys['keys'][number]

const hourMs = 3_600_000

/** The busiest keys of the newest hour, where Contributor Insights counts them. It is never switched on here: that costs. */
export const hotKeys = defineOnDemand({
  key: 'hotKeys',
  scope: 'stream',
  needs: ['table'],
  actions: ['dynamodb:DescribeContributorInsights', 'cloudwatch:GetInsightRuleReport'],
  collect: async (aws, {table}, {window}) => {
    if (table === null) return null
    const answer = await orNull(describeContributorInsights(aws, table.tableArn ?? table.tableName))
    if (answer === null) return null
    const status = answer.ContributorInsightsStatus ?? ''
    const rules = status === 'ENABLED' ? (answer.ContributorInsightsRuleList ?? []) : []
    const keys = await Promise.all(rules.map(rule => keysOf(aws, rule, window)))
    return {status, mode: answer.ContributorInsightsMode ?? null, keys: keys.flat()}
  },
})

/** Names of rules: DynamoDBContributorInsights-{PKC|SKC|PKT|SKT}-TABLE-TIME; C counts accesses, T throttles. */
export function countsOf(ruleName: string): Key['counts'] | null {
  const [, kind] = /^DynamoDBContributorInsights-[PS]K([CT])-/.exec(ruleName) ?? []
  if (kind === undefined) return null
  return kind === 'C' ? 'accessed' : 'throttled'
}

async function keysOf(aws: Aws, ruleName: string, {startMs, endMs}: MetricWindow): Promise<Key[]> {
  const counts = countsOf(ruleName)
  if (counts === null) return []
  const report = await getInsightRuleReport(aws, {
    RuleName: ruleName,
    StartTime: new Date(Math.max(startMs, endMs - hourMs)),
    EndTime: new Date(endMs),
    Period: 60,
    MaxContributorCount: insightRuleContributors,
    Metrics: ['Maximum'],
    OrderBy: 'Maximum',
  })
  return keysFrom(report, counts)
}

/** The busiest minute of each key. A sum over more than a minute, which AWS gives as well, would say nothing. */
export const keysFrom = ({KeyLabels = [], Contributors = []}: InsightRuleReportAnswer, counts: Key['counts']): Key[] =>
  Contributors.flatMap(({Keys, Datapoints}) => {
    const values = (Datapoints ?? []).flatMap(({ApproximateValue}) => ApproximateValue ?? [])
    return values.length === 0 ? [] : [{counts, labels: KeyLabels, key: Keys ?? [], maximumPerMinute: Math.max(...values)}]
  })
