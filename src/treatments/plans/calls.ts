import type {Call, Settings, Target} from '../../model/plan.ts'

/** The API call that gives a target these settings. `revision` is the RevisionId that an alias must still have. */
export function callFor(target: Target, after: Settings, revision: string | null = null): Call {
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
  }
}
