import type {DescribeContributorInsightsCommandOutput, UpdateContributorInsightsCommandOutput} from '@aws-sdk/client-dynamodb'
import type {World} from '../../simulation/engine/world.ts'
import type {LabTable} from '../../simulation/table/table-shapes.ts'
import type {Account} from '../protocol/account.ts'
import {type Answer, operation} from '../protocol/operation.ts'
import {oneOf, required, text} from '../protocol/shapes.ts'
import {arnOf, tableInput, tableOf} from './tables.ts'

/** PKC and SKC count accesses, PKT and SKT throttles; SK* exist with a sort key alone (DynamoDB Developer Guide, "Contributor Insights"). */
export type RuleKind = 'PKC' | 'SKC' | 'PKT' | 'SKT'

/** A CloudWatch rule that DynamoDB made. */
export interface InsightRule {
  name: string
  kind: RuleKind
  table: LabTable
  sinceMs: number
}

const enablingMs = 60_000

export function rulesOf({world}: Pick<Account, 'world'>): InsightRule[] {
  return [...world.tables.values()].flatMap(table => {
    const {name: tableName, insights} = table
    if (insights === undefined || world.nowMs < insights.sinceMs) return []
    const {mode, sinceMs} = insights
    const accessed = mode === 'THROTTLED_KEYS' ? [] : (['PKC', 'SKC'] as const)
    const hasSortKey = table.keys.some(key => key.role === 'RANGE')
    const kinds = [...accessed, ...(['PKT', 'SKT'] as const)].filter(kind => hasSortKey || kind.startsWith('PK'))
    return kinds.map(kind => ({name: `DynamoDBContributorInsights-${kind}-${tableName}-${table.createdMs}`, kind, table, sinceMs}))
  })
}

const statusOf = (world: World, found: LabTable['insights']) =>
  found === undefined ? 'DISABLED' : world.nowMs - found.sinceMs < enablingMs ? 'ENABLING' : 'ENABLED'

export const describeContributorInsights = operation({
  action: 'dynamodb:DescribeContributorInsights',
  input: {...tableInput, IndexName: text({min: 3, max: 255})},
  resource: arnOf,
  run: ({TableName}, account): Answer<DescribeContributorInsightsCommandOutput> => {
    const {world} = account
    const {name, insights: found} = tableOf(world, TableName)
    if (found === undefined) return {TableName: name, ContributorInsightsStatus: 'DISABLED'}
    return {
      TableName: name,
      ContributorInsightsRuleList: rulesOf(account)
        .filter(rule => rule.table.name === name)
        .map(rule => rule.name),
      ContributorInsightsStatus: statusOf(world, found),
      LastUpdateDateTime: new Date(found.sinceMs),
      ContributorInsightsMode: found.mode,
    }
  },
})

/** Counts from now on: the time before is not known. */
export const updateContributorInsights = operation({
  action: 'dynamodb:UpdateContributorInsights',
  input: {
    ...tableInput,
    IndexName: text({min: 3, max: 255}),
    ContributorInsightsAction: required(oneOf('ENABLE', 'DISABLE')),
    ContributorInsightsMode: oneOf('ACCESSED_AND_THROTTLED_KEYS', 'THROTTLED_KEYS'),
  },
  resource: arnOf,
  run: (
    {TableName, ContributorInsightsAction, ContributorInsightsMode: asked},
    {world},
  ): Answer<UpdateContributorInsightsCommandOutput> => {
    const table = tableOf(world, TableName)
    const {name, insights: before} = table
    if (ContributorInsightsAction === 'DISABLE') {
      table.insights = undefined
      return {TableName: name, ContributorInsightsStatus: 'DISABLING'}
    }
    const mode = asked ?? before?.mode ?? 'ACCESSED_AND_THROTTLED_KEYS'
    table.insights = {mode, sinceMs: before?.sinceMs ?? world.nowMs}
    return {TableName: name, ContributorInsightsStatus: statusOf(world, table.insights), ContributorInsightsMode: mode}
  },
})
