import type {GetRuntimeManagementConfigCommandOutput, PutRuntimeManagementConfigCommandOutput} from '@aws-sdk/client-lambda'
import type {LabFunction, World} from '../../simulation/engine/world.ts'
import {runtimeArn, updatesAt} from '../../simulation/function/runtimes.ts'
import {AwsError} from '../protocol/errors.ts'
import {type Answer, operation} from '../protocol/operation.ts'
import {oneOf, required, text} from '../protocol/shapes.ts'
import {findTarget, functionArn, functionName, qualifier, type Target} from './names.ts'

const invalid = (words: string): AwsError => new AwsError('InvalidParameterValueException', words)

/** A version of the function: an alias is none. */
function versionNamed(world: World, given: string, qualifierGiven: string | undefined): Target {
  const target = findTarget(world, given, qualifierGiven)
  if (target.qualifier !== null && target.qualifier !== target.version) throw invalid(`${target.qualifier} is an alias, not a version.`)
  return target
}

/** How many updates of the runtime an ARN stands for; AWS has made one at most. */
function updatesIn(fn: LabFunction, arn: string): 0 | 1 {
  const known = ([0, 1] as const).filter(updates => updates === 0 || fn.runtimeUpdatedMs !== undefined)
  const found = known.find(updates => runtimeArn(fn, updates) === arn)
  if (found === undefined) throw invalid(`The runtime version ${arn} is not valid for the runtime ${fn.runtime}.`)
  return found
}

export const putRuntimeManagementConfig = operation({
  action: 'lambda:PutRuntimeManagementConfig',
  input: {
    FunctionName: required(functionName),
    Qualifier: qualifier,
    UpdateRuntimeOn: required(oneOf('Auto', 'Manual', 'FunctionUpdate')),
    RuntimeVersionArn: text({min: 26, max: 2048, pattern: /arn:(aws[a-zA-Z-]*):lambda:[a-z0-9-]+::runtime:.+/}),
  },
  resource: (input, {world}) => functionArn(world, input.FunctionName, input.Qualifier),
  run: (
    {FunctionName, Qualifier, UpdateRuntimeOn, RuntimeVersionArn},
    {world, changes},
  ): Answer<PutRuntimeManagementConfigCommandOutput> => {
    const {fn, version, arn} = versionNamed(world, FunctionName, Qualifier)
    // The ARN belongs to the Manual mode, and that mode needs it (Lambda API reference, "PutRuntimeManagementConfig").
    if ((UpdateRuntimeOn === 'Manual') !== (RuntimeVersionArn !== undefined))
      throw invalid('RuntimeVersionArn is given with the runtime update mode Manual, and with no other.')
    const updates = RuntimeVersionArn === undefined ? (fn.runtimeUpdatedMs === undefined ? 0 : 1) : updatesIn(fn, RuntimeVersionArn)
    changes.putRuntimeManagement(world, fn.name, version, UpdateRuntimeOn, updates)
    return {UpdateRuntimeOn, FunctionArn: arn, ...(RuntimeVersionArn !== undefined && {RuntimeVersionArn})}
  },
})

export const getRuntimeManagementConfig = operation({
  action: 'lambda:GetRuntimeManagementConfig',
  input: {FunctionName: required(functionName), Qualifier: qualifier},
  resource: (input, {world}) => functionArn(world, input.FunctionName, input.Qualifier),
  run: ({FunctionName, Qualifier}, {world}): Answer<GetRuntimeManagementConfigCommandOutput> => {
    const {fn, version, arn} = versionNamed(world, FunctionName, Qualifier)
    const updateOn = fn.runtimeManagement?.get(version)?.updateOn ?? 'Auto'
    return {
      UpdateRuntimeOn: updateOn,
      FunctionArn: arn,
      ...(updateOn === 'Manual' && {RuntimeVersionArn: runtimeArn(fn, updatesAt(fn, version, world.nowMs))}),
    }
  },
})
