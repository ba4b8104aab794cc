import type {Call, Settings, Target} from '../../model/plan/plan.ts'

/** The IAM actions of a target's calls: `forth` in a plan, `back` when it is undone. A published version stays, and plans make no alarm that was there. */
export const callActions = {
  mapping: {forth: ['lambda:UpdateEventSourceMapping'], back: ['lambda:UpdateEventSourceMapping']},
  alias: {forth: ['lambda:UpdateAlias'], back: ['lambda:UpdateAlias']},
  version: {forth: ['lambda:PublishVersion'], back: []},
  concurrency: {
    forth: ['lambda:PutFunctionConcurrency', 'lambda:DeleteFunctionConcurrency'],
    back: ['lambda:PutFunctionConcurrency', 'lambda:DeleteFunctionConcurrency'],
  },
  configuration: {forth: ['lambda:UpdateFunctionConfiguration'], back: ['lambda:UpdateFunctionConfiguration']},
  alarm: {forth: ['cloudwatch:PutMetricAlarm'], back: ['cloudwatch:DeleteAlarms']},
  insights: {forth: ['dynamodb:UpdateContributorInsights'], back: ['dynamodb:UpdateContributorInsights']},
  'stream-mapping': {
    forth: ['lambda:CreateEventSourceMapping', 'lambda:DeleteEventSourceMapping'],
    back: ['lambda:CreateEventSourceMapping', 'lambda:DeleteEventSourceMapping'],
  },
} as const satisfies Record<Target['kind'], {forth: readonly string[]; back: readonly string[]}>

type StreamMapping = Extract<Target, {kind: 'stream-mapping'}>

/** An action that changes something. */
export type ChangeAction = (typeof callActions)[Target['kind']]['forth' | 'back'][number]

/** A setting that is not set: UpdateEventSourceMapping takes it so, CreateEventSourceMapping does without. */
const isEmpty = (value: unknown): boolean =>
  value === '' || (typeof value === 'object' && value !== null && Object.values(value).every(isEmpty))

/** A mapping for a stream, from the oldest record on that the stream still has. */
const creation = ({eventSourceArn, tags}: StreamMapping, mapping: Settings): Settings => ({
  EventSourceArn: eventSourceArn,
  StartingPosition: 'TRIM_HORIZON',
  ...(Object.fromEntries(Object.entries(mapping).filter(([name, value]) => name !== 'UUID' && !isEmpty(value))) as Settings),
  ...(Object.keys(tags).length > 0 && {Tags: tags}),
})

/** The API call that gives a target these settings. `revision`: the RevisionId that an alias must still have, or the UUID of a mapping on a stream. */
export function callFor(target: Target, after: Settings, revision: string | null = null): Call & {action: ChangeAction} {
  switch (target.kind) {
    case 'mapping':
      return {action: 'lambda:UpdateEventSourceMapping', input: {UUID: target.uuid, ...after}}
    case 'alias':
      return {
        action: 'lambda:UpdateAlias',
        input: {FunctionName: target.functionName, Name: target.alias, ...after, ...(revision !== null && {RevisionId: revision})},
      }
    case 'version':
      return {action: 'lambda:PublishVersion', input: {FunctionName: target.functionName}}
    case 'concurrency':
      return after.ReservedConcurrentExecutions === null
        ? {action: 'lambda:DeleteFunctionConcurrency', input: {FunctionName: target.functionName}}
        : {action: 'lambda:PutFunctionConcurrency', input: {FunctionName: target.functionName, ...after}}
    case 'configuration':
      return {action: 'lambda:UpdateFunctionConfiguration', input: {FunctionName: target.functionName, ...after}}
    case 'alarm':
      return after.Alarm === null
        ? {action: 'cloudwatch:DeleteAlarms', input: {AlarmNames: [target.name]}}
        : {action: 'cloudwatch:PutMetricAlarm', input: after.Alarm as Settings}
    case 'insights':
      return {
        action: 'dynamodb:UpdateContributorInsights',
        input: {TableName: target.table, ContributorInsightsAction: after.ContributorInsightsStatus === 'ENABLED' ? 'ENABLE' : 'DISABLE'},
      }
    case 'stream-mapping':
      return after.Mapping === null
        ? {action: 'lambda:DeleteEventSourceMapping', input: {UUID: revision}}
        : {action: 'lambda:CreateEventSourceMapping', input: creation(target, after.Mapping as Settings)}
  }
}
