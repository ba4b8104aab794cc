import type {CreateAliasCommandOutput, PublishVersionCommandOutput, UpdateFunctionConfigurationCommandOutput} from '@aws-sdk/client-lambda'
import {revisionOf} from '../../simulation/function/revisions.ts'
import type {Account} from '../protocol/account.ts'
import {AwsError} from '../protocol/errors.ts'
import {type Answer, operation} from '../protocol/operation.ts'
import {list, map, oneOf, required, structure, text, whole} from '../protocol/shapes.ts'
import {aliasInput, aliasView, checkVersion, checkWeights, stale} from './aliases.ts'
import {configuration} from './functions.ts'
import {findTarget, functionArn, functionName, notFound, type Target} from './names.ts'
import {checkRuntime} from './runtime-names.ts'
import {transitionMs, transitionOf} from './transitions.ts'

const arnOf = (input: {FunctionName: string}, {world}: Account): string => functionArn(world, input.FunctionName)

/** While an update is in progress, another one is refused. */
function settled(account: Account, given: string): Target {
  const {world} = account
  const target = findTarget(world, given)
  const transition = transitionOf(account, target)
  if (transition === 'created') throw inState('Pending')
  if (transition === 'updated') {
    const words = `The operation cannot be performed at this time. An update is in progress for resource: ${target.fn.arn}`
    throw new AwsError('ResourceConflictException', words, {status: 409})
  }
  // What failed at its creation has to be deleted and created again (Lambda Developer Guide, "functions-states").
  if (target.fn.state === 'Failed') throw inState('Failed')
  return target
}

const inState = (state: string): AwsError =>
  new AwsError(
    'ResourceConflictException',
    `The operation cannot be performed at this time. The function is currently in the following state: ${state}`,
    {status: 409},
  )

/** Those of the settings that the lab shows; ranges are those of Lambda's service model. */
export const updateFunctionConfiguration = operation({
  action: 'lambda:UpdateFunctionConfiguration',
  input: {
    FunctionName: required(functionName),
    Role: text({pattern: /arn:(aws[a-zA-Z-]*)?:iam::\d{12}:role\/?[a-zA-Z_0-9+=,.@\-_/]+/}),
    Runtime: text(),
    Handler: text({max: 128}),
    Description: text({max: 256}),
    Timeout: whole({min: 1, max: 5400}),
    MemorySize: whole({min: 128, max: 32_768}),
    Environment: structure({Variables: map(text())}),
    VpcConfig: structure({SubnetIds: list(text(), {max: 16}), SecurityGroupIds: list(text(), {max: 5})}),
    TracingConfig: structure({Mode: oneOf('Active', 'PassThrough')}),
    RevisionId: text(),
  },
  resource: arnOf,
  run: (given, account): Answer<UpdateFunctionConfigurationCommandOutput> => {
    const {world, changes, transitions} = account
    checkRuntime(given.Runtime)
    const {fn} = settled(account, given.FunctionName)
    if (given.RevisionId !== undefined && given.RevisionId !== fn.revisionId) throw stale()
    // The shape takes the values of managed instances; the lab's functions run on none.
    if ((given.Timeout ?? 0) > 1800) {
      throw new AwsError(
        'InvalidParameterValueException',
        `'Timeout' value failed to satisfy constraint: Member must have value less than or equal to 1800`,
      )
    }
    if ((given.MemorySize ?? 0) > 10_240) {
      throw new AwsError(
        'InvalidParameterValueException',
        `'MemorySize' value failed to satisfy constraint: Member must have value less than or equal to 10240`,
      )
    }
    const change = {
      role: given.Role,
      description: given.Description,
      timeoutSeconds: given.Timeout,
      memoryMb: given.MemorySize,
      runtime: given.Runtime,
      handler: given.Handler,
      environment: given.Environment?.Variables,
      environmentGiven: given.Environment === undefined ? undefined : true,
      subnetIds: given.VpcConfig?.SubnetIds,
      securityGroupIds: given.VpcConfig?.SecurityGroupIds,
      tracing: given.TracingConfig?.Mode,
    }
    changes.updateFunctionConfiguration(
      world,
      fn.name,
      Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)),
    )
    transitions.set(fn.name, {kind: 'updated', untilMs: world.nowMs + transitionMs})
    return configuration(account, findTarget(world, fn.name))
  },
})

export const publishVersion = operation({
  action: 'lambda:PublishVersion',
  input: {FunctionName: required(functionName), CodeSha256: text(), Description: text({max: 256}), RevisionId: text()},
  resource: arnOf,
  run: (given, account): Answer<PublishVersionCommandOutput> => {
    const {world, changes} = account
    const {fn} = settled(account, given.FunctionName)
    if (given.RevisionId !== undefined && given.RevisionId !== fn.revisionId) throw stale()
    if (given.CodeSha256 !== undefined && given.CodeSha256 !== fn.codeSha256) {
      throw new AwsError(
        'InvalidParameterValueException',
        `CodeSHA256 (${given.CodeSha256}) is different from current CodeSHA256 in $LATEST (${fn.codeSha256}). Please try again with the CodeSHA256 in $LATEST.`,
      )
    }
    const version = changes.publishVersion(world, fn.name, given.Description ?? fn.description)
    return configuration(account, findTarget(world, fn.name, version))
  },
})

export const createAlias = operation({
  action: 'lambda:CreateAlias',
  input: {...aliasInput, FunctionVersion: required(aliasInput.FunctionVersion)},
  resource: arnOf,
  run: (given, {world}): Answer<CreateAliasCommandOutput> => {
    const {Name: name, FunctionVersion: version} = given
    const {fn} = findTarget(world, given.FunctionName, undefined, arn => notFound(`${arn}:${version}`))
    const weights = given.RoutingConfig?.AdditionalVersionWeights ?? {}
    if (fn.aliases.has(name)) {
      throw new AwsError('ResourceConflictException', `Alias already exists: ${fn.arn}:${name}`, {status: 409})
    }
    checkVersion(world, fn, version)
    checkWeights(world, fn, version, weights)
    const revisionId = revisionOf(`${fn.arn}:${name} ${world.nowMs}`)
    const alias = {name, version, description: given.Description ?? '', additionalVersionWeights: weights, revisionId}
    fn.aliases.set(name, alias)
    return aliasView(fn, alias)
  },
})
