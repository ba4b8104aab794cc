import {deleteAlarms, putMetricAlarm} from '../aws/alarms.ts'
import {updateContributorInsights} from '../aws/contributor-insights.ts'
import {
  createEventSourceMapping,
  deleteEventSourceMapping,
  deleteFunctionConcurrency,
  publishVersion,
  putFunctionConcurrency,
  updateAlias,
  updateEventSourceMapping,
  updateFunctionConfiguration,
} from '../aws/lambda-changes.ts'
import type {Aws} from '../aws/transport/connection.ts'
import type {Call, Settings} from '../model/plan/plan.ts'
import type {ChangeAction} from './plans/calls.ts'

type Performer = (aws: Aws, input: Settings) => Promise<unknown>

/** A call whose input is handed on as the plan shows it: plans hold AWS's own shapes. */
const asItIs =
  <I>(operation: (aws: Aws, input: I) => Promise<unknown>): Performer =>
  (aws, input) =>
    operation(aws, input as I)

/** The calls that a plan may hold, and nothing else. */
const performers: Readonly<Record<ChangeAction, Performer>> = {
  'lambda:UpdateEventSourceMapping': asItIs(updateEventSourceMapping),
  'lambda:CreateEventSourceMapping': asItIs(createEventSourceMapping),
  'lambda:DeleteEventSourceMapping': (aws, {UUID}) => deleteEventSourceMapping(aws, String(UUID)),
  'lambda:UpdateAlias': asItIs(updateAlias),
  'lambda:PublishVersion': asItIs(publishVersion),
  'lambda:PutFunctionConcurrency': (aws, {FunctionName, ReservedConcurrentExecutions}) =>
    putFunctionConcurrency(aws, String(FunctionName), Number(ReservedConcurrentExecutions)),
  'lambda:DeleteFunctionConcurrency': (aws, {FunctionName}) => deleteFunctionConcurrency(aws, String(FunctionName)),
  'lambda:UpdateFunctionConfiguration': asItIs(updateFunctionConfiguration),
  'cloudwatch:PutMetricAlarm': asItIs(putMetricAlarm),
  'cloudwatch:DeleteAlarms': (aws, {AlarmNames}) => deleteAlarms(aws, AlarmNames as string[]),
  'dynamodb:UpdateContributorInsights': (aws, {TableName, ContributorInsightsAction}) =>
    updateContributorInsights(aws, String(TableName), ContributorInsightsAction === 'ENABLE' ? 'ENABLE' : 'DISABLE'),
}

/** Makes the call. Answers the number of a published version, which only AWS's answer has; null otherwise. */
export async function perform(aws: Aws, {action, input}: Call): Promise<Settings | null> {
  // Anybody may have written a journal.
  if (!Object.hasOwn(performers, action)) throw new Error(`no plan may call ${action}`)
  const answer = await performers[action as ChangeAction](aws, input)
  return action === 'lambda:PublishVersion' ? {Version: String(answer)} : null
}
