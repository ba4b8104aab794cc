import {DescribeAlarmsCommand} from '@aws-sdk/client-cloudwatch'
import {DescribeContributorInsightsCommand} from '@aws-sdk/client-dynamodb'
import {GetAliasCommand, GetFunctionCommand, ListEventSourceMappingsCommand, ListTagsCommand} from '@aws-sdk/client-lambda'
import {tableName} from '../../src/lab/incidents/index.ts'
import {clientsWith} from '../lab/services/clients.ts'
import type {Scene} from './scene.ts'

/** All of the account that a treatment can change, and where the records went. */
export interface Account {
  settings: Record<string, unknown>
  /** Records that no invocation will ever get. */
  lost: number
  /** Records that the lab's count misses: always 0. */
  uncounted: number
  /** The operation in the lock of the mapping. */
  lockedBy: string | null
}

/** Read with the SDK alone, past the code under test. */
export async function accountOf({lab, functionName, records}: Scene): Promise<Account> {
  const {lambda, cloudwatch, dynamodb} = clientsWith({endpoint: lab.endpoint, requestHandler: lab.requestHandler})
  const {EventSourceMappings = []} = await lambda.send(new ListEventSourceMappingsCommand({}))
  const [mapping] = EventSourceMappings
  const {LastModified: _, LastProcessingResult: __, StateTransitionReason: ___, ...settings} = mapping ?? {}
  const alias = await lambda.send(new GetAliasCommand({FunctionName: functionName, Name: 'live'}))
  const {Configuration, Concurrency} = await lambda.send(new GetFunctionCommand({FunctionName: functionName}))
  const insights = await dynamodb.send(new DescribeContributorInsightsCommand({TableName: tableName}))
  const {MetricAlarms = []} = await cloudwatch.send(new DescribeAlarmsCommand({}))
  const {Tags = {}} = await lambda.send(new ListTagsCommand({Resource: mapping?.EventSourceMappingArn}))
  const {mapping: ____, written, processed, filtered, dropped, destination, trimmed, skipped, pending} = records()
  const lost = dropped.age + dropped.retries + dropped.delivery + trimmed + skipped
  return {
    settings: {
      mapping: settings,
      alias: alias.FunctionVersion,
      memory: Configuration?.MemorySize,
      reserved: Concurrency?.ReservedConcurrentExecutions,
      insights: insights.ContributorInsightsStatus,
      alarms: MetricAlarms.map(({AlarmName}) => AlarmName),
    },
    lost,
    uncounted: written - (processed + filtered + destination + lost + pending),
    lockedBy: Tags['ddbstream:lock']?.split(' ')[0] ?? null,
  }
}
