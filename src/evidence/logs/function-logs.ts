import {type FunctionAnswer, getFunction} from '../../aws/lambda.ts'
import {describeLogGroup} from '../../aws/logs.ts'
import {type MetricWindow, readMetrics} from '../../aws/metrics.ts'
import type {AwsError} from '../../aws/transport/aws-error.ts'
import type {Aws} from '../../aws/transport/connection.ts'
import {toUserError} from '../../aws/transport/user-error.ts'
import type {Item} from '../../model/evidence/item.ts'
import {known} from '../../model/evidence/item.ts'
import {points, total} from '../../model/evidence/series.ts'
import {UserError} from '../../model/user-error.ts'
import {attempt, missingFrom} from '../collector.ts'
import {functionFrom} from '../first-round/function.ts'
import {named} from '../first-round/named-metrics.ts'
import {aliasesFor, noAliasWords} from '../no-alias.ts'
import {type FunctionReference, parseFunction} from '../parse-function.ts'
import {streamFilter} from './insights-query.ts'

/** A function whose log is to be read. */
export interface LoggedFunction {
  named: FunctionReference
  functionArn: string
  logGroup: string
  logFormat: string | null
  systemLogLevel: string | null
  runtime: string | null
  memoryMb: number | null
  architecture: string | null
  snapStart: boolean
  managedInstances: boolean
  /** The `filter` for the log streams of this function and version; null when all streams of the group are. */
  streams: string | null
}

export const loggedFunctionActions: readonly string[] = ['lambda:GetFunction']
export const logGroupActions: readonly string[] = ['logs:DescribeLogGroups']

/** The function with the settings of its log, or a UserError: there is no such function, or it may not be read. */
export async function loggedFunction(aws: Aws, functionText: string): Promise<LoggedFunction> {
  const named = parseFunction(functionText)
  const answer = await attempt('lambda:GetFunction', () => getFunction(aws, named.unqualified, named.qualifier))
  if (!answer.ok) throw await notReadable(answer.error, functionText, aws)
  const target = functionFrom(answer.value, null)
  return {
    named,
    functionArn: target.functionArn,
    logGroup: target.logGroup,
    logFormat: target.logFormat,
    systemLogLevel: target.systemLogLevel,
    runtime: target.runtime,
    memoryMb: target.memoryMb,
    architecture: target.architecture,
    snapStart: hasSnapStart(answer.value),
    managedInstances: target.managedInstances,
    streams: streamFilter(named.name, target.logGroup, named.qualifier === null ? null : target.version),
  }
}

const hasSnapStart = ({Configuration}: FunctionAnswer): boolean => Configuration?.SnapStart?.ApplyOn === 'PublishedVersions'

async function notReadable(error: AwsError, functionText: string, aws: Aws): Promise<UserError> {
  if (error.kind === 'not-found') {
    const reference = parseFunction(functionText)
    const noAlias = noAliasWords(reference, await aliasesFor(aws, reference))
    return new UserError('E_NO_FUNCTION', noAlias ?? `There is no function ${functionText}.`, [
      'Check the name, its qualifier, --region and --profile.',
    ])
  }
  if (error.kind === 'denied')
    return new UserError('E_DENIED', `The function could not be read: ${error.detail}`, [`Allow ${error.action}.`])
  return toUserError(error, aws.options)
}

/** Why the log cannot tell, in words; null when it can, as far as can be seen before it is read. */
export async function whyNoLog(aws: Aws, {logGroup}: LoggedFunction): Promise<string | null> {
  const group = await attempt('logs:DescribeLogGroups', () => describeLogGroup(aws, logGroup))
  // Not being allowed to list groups says nothing about the log itself.
  if (!group.ok) return null
  if (group.value === null)
    return `The log group ${logGroup} does not exist: the function was never invoked, or its role may not write to CloudWatch Logs.`
  return group.value.logGroupClass === 'DELIVERY' ? `The log group ${logGroup} is of the class DELIVERY, which cannot be queried.` : null
}

/** The bytes that came into the log group in the window, which a query over it will scan. Null when no metric tells. */
export async function bytesLogged(aws: Aws, logGroup: string, window: MetricWindow): Promise<Item<number | null>> {
  const query = named('AWS/Logs', 'IncomingBytes.Sum', {LogGroupName: logGroup})
  const answer = await attempt('cloudwatch:GetMetricData', () => readMetrics(aws, [query], window))
  if (!answer.ok) return missingFrom(answer.error)
  const found = answer.value[0] ? points(answer.value[0]) : []
  return known(found.length ? total(found) : null)
}
