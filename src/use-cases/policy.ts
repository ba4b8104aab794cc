import {askedCollectors, collectors, fleetActions} from '../evidence/index.ts'
import {exitCodes, UserError} from '../model/errors.ts'

interface Declaring {
  key: string
  actions: readonly string[]
}

const of = (list: readonly Declaring[], keys?: readonly string[]): string[] =>
  list.filter(({key}) => keys === undefined || keys.includes(key)).flatMap(({actions}) => actions)

/** What the collectors of the first round declare, and of the second but the reading of code. */
const diagnosis = [...of(collectors), ...of(askedCollectors.filter(({key}) => key !== 'code'))]
const lag = of(collectors, ['mapping', 'function', 'functionMetrics', 'stream', 'table'])
/** A treatment reads the pipeline, takes its lock as a tag of the mapping, and watches what it has done. */
const treatment = [...of(collectors), 'lambda:GetEventSourceMapping', 'lambda:ListTags', 'lambda:TagResource', 'lambda:UntagResource']

const logs = ['logs:DescribeLogGroups', 'logs:StartQuery', 'logs:GetQueryResults', 'logs:StopQuery']
const versions = ['lambda:ListVersionsByFunction', 'lambda:GetAlias', 'lambda:PublishVersion', 'lambda:UpdateAlias']
const remapping = [...versions, 'lambda:UpdateEventSourceMapping', 'iam:SimulatePrincipalPolicy']
const configuring = [
  ...versions,
  'lambda:UpdateEventSourceMapping',
  'lambda:UpdateFunctionConfiguration',
  'lambda:GetFunctionConcurrency',
  'lambda:PutFunctionConcurrency',
  'lambda:DeleteFunctionConcurrency',
  'dynamodb:DescribeContributorInsights',
  'dynamodb:UpdateContributorInsights',
]
const alarming = ['cloudwatch:DescribeAlarms', 'cloudwatch:PutMetricAlarm', 'cloudwatch:DeleteAlarms']

/** The IAM actions of each command that asks AWS. sts:GetCallerIdentity needs no permission. */
export const commandActions: Readonly<Record<string, readonly string[]>> = {
  doctor: diagnosis,
  'doctor --all': [...diagnosis, ...fleetActions],
  'doctor --inspect-code': [...diagnosis, ...of(askedCollectors, ['code'])],
  'iterator-age': lag,
  mappings: of(collectors, ['mapping', 'function', 'stream', 'table']),
  concurrency: [
    ...of(collectors, ['mapping', 'function', 'functionMetrics', 'stream', 'table', 'accountSettings']),
    'cloudwatch:ListMetrics',
  ],
  errors: [...of(collectors, ['mapping', 'function', 'functionMetrics', 'mappingMetrics']), 'cloudwatch:ListMetrics', ...logs],
  'cold-starts': [...of(collectors, ['function', 'functionMetrics']), ...logs],
  restart: [...treatment, 'lambda:UpdateEventSourceMapping'],
  remap: [...treatment, ...remapping],
  configure: [...treatment, ...configuring],
  alarms: [...treatment, ...alarming],
  undo: [...treatment, ...remapping, ...configuring, ...alarming],
  serve: [...diagnosis, ...fleetActions],
}

/** The commands that change something: they are in a policy only when they are named. */
const changing = ['restart', 'remap', 'configure', 'alarms', 'undo']

/** What an action is judged on, where IAM lets a policy say so (Service Authorization Reference); else on everything. */
const resources: readonly [RegExp, string][] = [
  [/^lambda:(Get|Update)EventSourceMapping$|^lambda:(ListTags|TagResource|UntagResource)$/, 'arn:aws:lambda:*:*:event-source-mapping:*'],
  [
    /^lambda:(GetFunction\w*|GetAlias|ListVersionsByFunction|ListProvisionedConcurrencyConfigs|UpdateAlias|PublishVersion|UpdateFunctionConfiguration|PutFunctionConcurrency|DeleteFunctionConcurrency)$/,
    'arn:aws:lambda:*:*:function:*',
  ],
  [/^cloudwatch:(PutMetricAlarm|DeleteAlarms)$/, 'arn:aws:cloudwatch:*:*:alarm:*'],
  [/^dynamodb:DescribeStream$/, 'arn:aws:dynamodb:*:*:table/*/stream/*'],
  [/^dynamodb:/, 'arn:aws:dynamodb:*:*:table/*'],
  [/^iam:(GetPolicy|GetPolicyVersion)$/, 'arn:aws:iam::*:policy/*'],
  [/^iam:/, 'arn:aws:iam::*:role/*'],
  [/^sqs:/, 'arn:aws:sqs:*:*:*'],
  [/^sns:/, 'arn:aws:sns:*:*:*'],
  [/^s3:/, 'arn:aws:s3:::*'],
  [/^sts:AssumeRole$/, 'arn:aws:iam::*:role/*'],
  [/^cloudformation:/, 'arn:aws:cloudformation:*:*:stack/*'],
]

export interface Policy {
  Version: '2012-10-17'
  Statement: {Effect: 'Allow'; Action: string[]; Resource: string}[]
}

/** The least that these commands need; without any, all that only read. */
export function policyFor(commands: readonly string[]): Policy {
  const unknown = commands.find(command => !Object.hasOwn(commandActions, command))
  if (unknown !== undefined)
    throw new UserError('E_UNKNOWN_COMMAND', exitCodes.usage, `There is no command "${unknown}" that asks AWS.`, [
      `Commands: ${Object.keys(commandActions).join(', ')}.`,
    ])
  const wanted =
    commands.length > 0
      ? commands
      : Object.keys(commandActions).filter(command => !changing.includes(command) && command !== 'doctor --inspect-code')
  return policyOf(wanted.flatMap(command => commandActions[command] ?? []))
}

/** One statement per kind of resource. */
export function policyOf(actions: readonly string[]): Policy {
  const byResource = new Map<string, string[]>()
  for (const action of [...new Set(actions)].sort()) {
    const resource = resources.find(([pattern]) => pattern.test(action))?.[1] ?? '*'
    byResource.set(resource, [...(byResource.get(resource) ?? []), action])
  }
  return {Version: '2012-10-17', Statement: [...byResource].sort().map(([Resource, Action]) => ({Effect: 'Allow', Action, Resource}))}
}
