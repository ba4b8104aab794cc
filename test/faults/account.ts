import {DescribeAlarmsCommand} from '@aws-sdk/client-cloudwatch'
import {DescribeContributorInsightsCommand} from '@aws-sdk/client-dynamodb'
import {
  type EventSourceMappingConfiguration,
  GetAliasCommand,
  GetFunctionCommand,
  ListEventSourceMappingsCommand,
  ListTagsCommand,
} from '@aws-sdk/client-lambda'
import {tableName} from '../../packages/lab/src/incidents/index.ts'
import type {RecordCount} from '../../packages/lab/src/simulation/engine/conservation.ts'
import {clientsWith} from '../lab/services/clients.ts'
import type {Scene} from './scene.ts'

/** All of the account that a fix can change, and where the records went. */
export interface Account {
  settings: Record<string, unknown>
  /** Records that no invocation will ever get. */
  lost: number
  /** Records that the lab's count misses: always 0. */
  uncounted: number
  /** The operation in the lock of the mapping. */
  lockedBy: string | null
}

function settingsOf(mapping: EventSourceMappingConfiguration = {}): object {
  const {LastModified: _, LastProcessingResult: __, StateTransitionReason: ___, ...settings} = mapping
  return settings
}

/** Read with the SDK alone, past the code under test. */
export async function accountOf({lab, functionName, records}: Scene): Promise<Account> {
  const {lambda, cloudwatch, dynamodb} = clientsWith({endpoint: lab.endpoint, requestHandler: lab.requestHandler})
  const {EventSourceMappings = []} = await lambda.send(new ListEventSourceMappingsCommand({}))
  // The label of a stream is its time: that of the oldest stream comes first.
  const [mapping, ...others] = EventSourceMappings.sort((a, b) => ((a.EventSourceArn ?? '') < (b.EventSourceArn ?? '') ? -1 : 1))
  const alias = await lambda.send(new GetAliasCommand({FunctionName: functionName, Name: 'live'}))
  const {Configuration, Concurrency} = await lambda.send(new GetFunctionCommand({FunctionName: functionName}))
  const insights = await dynamodb.send(new DescribeContributorInsightsCommand({TableName: tableName}))
  const {MetricAlarms = []} = await cloudwatch.send(new DescribeAlarmsCommand({}))
  const {Tags = {}} = await lambda.send(new ListTagsCommand({Resource: mapping?.EventSourceMappingArn}))
  const counts = records()
  const sum = (of: (count: RecordCount) => number): number => counts.reduce((all, count) => all + of(count), 0)
  const lost = sum(({dropped, trimmed, skipped}) => dropped.age + dropped.retries + dropped.delivery + trimmed + skipped)
  const known = sum(({processed, filtered, destination, pending}) => processed + filtered + destination + pending)
  return {
    settings: {
      mapping: settingsOf(mapping),
      others: others.map(settingsOf),
      alias: alias.FunctionVersion,
      memory: Configuration?.MemorySize,
      reserved: Concurrency?.ReservedConcurrentExecutions,
      insights: insights.ContributorInsightsStatus,
      alarms: MetricAlarms.map(({AlarmName}) => AlarmName),
    },
    lost,
    uncounted: sum(({written}) => written) - known - lost,
    lockedBy: Tags['ddbstream:lock']?.split(' ')[0] ?? null,
  }
}
