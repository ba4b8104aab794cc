import {UserError} from '../model/user-error.ts'
import {didYouMean} from '../text/closest.ts'
import {alarmsActions} from './changes/alarms.ts'
import {configureActions, switchActions} from './changes/configure.ts'
import {remapActions} from './changes/remap.ts'
import {remapStreamActions} from './changes/remap-stream.ts'
import {restartActions} from './changes/restart.ts'
import {undoActions} from './changes/undo.ts'
import {codeActions, doctorActions} from './doctor.ts'
import {doctorFleetActions} from './fleet/fleet.ts'
import {coldStartsActions} from './views/cold-starts.ts'
import {useActions} from './views/concurrency.ts'
import {configShowActions} from './views/configuration.ts'
import {errorsActions} from './views/errors.ts'
import {mappingsActions} from './views/mappings.ts'
import {iteratorAgeActions} from './watch/iterator-age.ts'

/** The IAM actions of each command that asks AWS, as its use case declares them. sts:GetCallerIdentity needs no permission. */
export const commandActions: Readonly<Record<string, readonly string[]>> = {
  doctor: doctorActions,
  'doctor --all': doctorFleetActions,
  'doctor --inspect-code': [...doctorActions, ...codeActions],
  'iterator-age': iteratorAgeActions,
  mappings: mappingsActions,
  concurrency: useActions,
  errors: errorsActions,
  'cold-starts': coldStartsActions,
  'config show': configShowActions,
  restart: restartActions,
  remap: remapActions,
  'remap --stream': remapStreamActions,
  configure: configureActions,
  enable: switchActions,
  disable: switchActions,
  alarms: alarmsActions,
  undo: undoActions,
  serve: doctorFleetActions,
}

/** The commands that change something: they are in a policy only when they are named. */
const changing = ['restart', 'remap', 'remap --stream', 'configure', 'enable', 'disable', 'alarms', 'undo']

/** The resources that an action is judged on, where IAM lets a policy name them (Service Authorization Reference); else on everything. */
const resources: readonly [RegExp, string][] = [
  [
    /^lambda:(Get|Update|Delete)EventSourceMapping$|^lambda:(ListTags|TagResource|UntagResource)$/,
    'arn:aws:lambda:*:*:event-source-mapping:*',
  ],
  [
    /^lambda:(GetFunction\w*|GetAlias|ListVersionsByFunction|ListProvisionedConcurrencyConfigs|UpdateAlias|PublishVersion|UpdateFunctionConfiguration|PutFunctionConcurrency|DeleteFunctionConcurrency)$/,
    'arn:aws:lambda:*:*:function:*',
  ],
  [/^cloudwatch:(PutMetricAlarm|DeleteAlarms)$/, 'arn:aws:cloudwatch:*:*:alarm:*'],
  [/^dynamodb:DescribeStream$/, 'arn:aws:dynamodb:*:*:table/*/stream/*'],
  // The list is of all tables, and no source gives the ARN of a bulk write.
  [/^dynamodb:(List|Describe)BulkOperations?$/, '*'],
  [/^dynamodb:/, 'arn:aws:dynamodb:*:*:table/*'],
  [/^iam:(GetPolicy|GetPolicyVersion)$/, 'arn:aws:iam::*:policy/*'],
  [/^iam:/, 'arn:aws:iam::*:role/*'],
  [/^kms:/, 'arn:aws:kms:*:*:key/*'],
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
    throw new UserError('E_UNKNOWN_COMMAND', `There is no command "${unknown}" that calls AWS.`, [
      ...didYouMean(unknown, Object.keys(commandActions)),
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
