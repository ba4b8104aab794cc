import type {
  GetAccountSettingsCommandOutput,
  GetFunctionConcurrencyCommandOutput,
  GetFunctionRecursionConfigCommandOutput,
  ListProvisionedConcurrencyConfigsCommandOutput,
  PutFunctionConcurrencyCommandOutput,
} from '@aws-sdk/client-lambda'
import type {World} from '../../simulation/engine/world.ts'
import {AwsError} from '../protocol/errors.ts'
import {type Answer, operation} from '../protocol/operation.ts'
import {required, whole} from '../protocol/shapes.ts'
import {untyped} from './aliases.ts'
import {checkName, findTarget, functionArn, functionName, latestNotFound, notFound, qualifier} from './names.ts'
import {paging} from './pages.ts'

const functionsOnly =
  'This operation is permitted on Lambda functions only. Aliases and versions do not support this operation. Please specify either a function name or an unqualified function ARN.'

/** At least this much stays unreserved (Lambda Developer Guide, "Configuring reserved concurrency"); smaller accounts cannot reserve. */
const leastUnreserved = 100

export const getFunctionConcurrency = operation({
  action: 'lambda:GetFunctionConcurrency',
  input: {FunctionName: required(functionName)},
  resource: (input, {world}) => functionArn(world, input.FunctionName),
  run: (input, {world}): Answer<GetFunctionConcurrencyCommandOutput> => {
    const {reservedConcurrency} = findTarget(world, input.FunctionName).fn
    return reservedConcurrency === null ? {} : {ReservedConcurrentExecutions: reservedConcurrency}
  },
})

export const putFunctionConcurrency = operation({
  action: 'lambda:PutFunctionConcurrency',
  input: {FunctionName: required(functionName), ReservedConcurrentExecutions: required(whole({min: 0}))},
  resource: (input, {world}) => functionArn(world, input.FunctionName),
  run: (input, {world, changes}): Answer<PutFunctionConcurrencyCommandOutput> => {
    const {fn, qualifier: named} = findTarget(world, input.FunctionName, undefined, latestNotFound)
    if (named !== null) throw new AwsError('InvalidParameterValueException', functionsOnly)
    const asked = input.ReservedConcurrentExecutions
    const least = Math.min(leastUnreserved, world.concurrencyLimit)
    // Zero only stops the function: it takes nothing from the others.
    if (asked > 0 && unreserved(world) + (fn.reservedConcurrency ?? 0) - asked < least) {
      throw untyped(
        `Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${least}].`,
      )
    }
    changes.putFunctionConcurrency(world, fn.name, asked)
    return {ReservedConcurrentExecutions: asked}
  },
})

export const deleteFunctionConcurrency = operation({
  action: 'lambda:DeleteFunctionConcurrency',
  input: {FunctionName: required(functionName)},
  resource: (input, {world}) => functionArn(world, input.FunctionName),
  run: (input, {world, changes}) => {
    changes.deleteFunctionConcurrency(world, findTarget(world, input.FunctionName).fn.name)
    return {}
  },
})

/** As an allocation that is complete: the function has had it for long. */
const provisionedView = (requested: number) => ({
  RequestedProvisionedConcurrentExecutions: requested,
  AvailableProvisionedConcurrentExecutions: requested,
  AllocatedProvisionedConcurrentExecutions: requested,
  Status: 'READY' as const,
})

export const listProvisionedConcurrencyConfigs = operation({
  action: 'lambda:ListProvisionedConcurrencyConfigs',
  input: {FunctionName: required(functionName), ...paging},
  resource: (input, {world}) => functionArn(world, input.FunctionName),
  run: (input, {world}): Answer<ListProvisionedConcurrencyConfigsCommandOutput> => {
    const {fn} = findTarget(world, input.FunctionName)
    const configs = Object.entries(fn.provisioned ?? {})
    return {
      ProvisionedConcurrencyConfigs: configs.map(([name, requested]) => ({
        FunctionArn: `${fn.arn}:${name}`,
        ...provisionedView(requested),
        LastModified: new Date(fn.lastModifiedMs).toISOString().replace('Z', '+0000'),
      })),
    }
  },
})

const noSuch = (arn: string, named: string): AwsError =>
  /^\d+$/.test(named) ? notFound(arn) : new AwsError('ResourceNotFoundException', `Cannot find alias arn: ${arn}`, {status: 404})

export const getProvisionedConcurrencyConfig = operation({
  action: 'lambda:GetProvisionedConcurrencyConfig',
  input: {FunctionName: required(functionName), Qualifier: required(qualifier)},
  resource: (input, {world}) => functionArn(world, input.FunctionName, input.Qualifier),
  run: (input, {world}) => {
    checkName(world, input.FunctionName, input.Qualifier)
    if (input.Qualifier === '$LATEST') {
      throw new AwsError('InvalidParameterValueException', 'The function resource provided must be an alias or a published version.')
    }
    const arn = functionArn(world, input.FunctionName, input.Qualifier)
    const fn = world.functions.get(arn.split(':')[6] ?? '')
    if (fn?.aliases.has(input.Qualifier) !== true && fn?.versions.has(input.Qualifier) !== true) throw noSuch(arn, input.Qualifier)
    const requested = fn.provisioned?.[input.Qualifier]
    if (requested !== undefined) return provisionedView(requested)
    const words = 'No Provisioned Concurrency Config found for this function'
    throw new AwsError('ProvisionedConcurrencyConfigNotFoundException', words, {status: 404})
  },
})

/** Lambda stops loops of a function that calls itself, unless that is switched off (Lambda Developer Guide, "Recursive loop detection"). */
export const getFunctionRecursionConfig = operation({
  action: 'lambda:GetFunctionRecursionConfig',
  input: {FunctionName: required(functionName)},
  resource: (input, {world}) => functionArn(world, input.FunctionName),
  run: (input, {world}): Answer<GetFunctionRecursionConfigCommandOutput> => {
    findTarget(world, input.FunctionName)
    return {RecursiveLoop: 'Terminate'}
  },
})

/** Nor has a function a resource policy: pollers need none, they use the function's role. */
export const getPolicy = operation({
  action: 'lambda:GetPolicy',
  input: {FunctionName: required(functionName), Qualifier: qualifier},
  resource: (input, {world}) => functionArn(world, input.FunctionName, input.Qualifier),
  run: (input, {world}) => {
    checkName(world, input.FunctionName, input.Qualifier)
    throw new AwsError('ResourceNotFoundException', 'The resource you requested does not exist.', {status: 404})
  },
})

export const getAccountSettings = operation({
  action: 'lambda:GetAccountSettings',
  input: {},
  run: (_, {world}): Answer<GetAccountSettingsCommandOutput> => ({
    AccountLimit: {
      // Sizes are Lambda's defaults in bytes (Lambda quotas page).
      TotalCodeSize: 322_122_547_200,
      CodeSizeUnzipped: 262_144_000,
      CodeSizeZipped: 52_428_800,
      ConcurrentExecutions: world.concurrencyLimit,
      UnreservedConcurrentExecutions: unreserved(world),
    },
    AccountUsage: {
      TotalCodeSize: [...world.functions.values()].reduce((sum, fn) => sum + fn.codeSize, 0),
      FunctionCount: world.functions.size,
    },
  }),
})

const unreserved = (world: World): number =>
  world.concurrencyLimit - [...world.functions.values()].reduce((sum, fn) => sum + (fn.reservedConcurrency ?? 0), 0)
