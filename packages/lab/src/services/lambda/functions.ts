import type {
  FunctionConfiguration,
  GetFunctionCommandOutput,
  GetFunctionConfigurationCommandOutput,
  ListFunctionsCommandOutput,
  ListVersionsByFunctionCommandOutput,
} from '@aws-sdk/client-lambda'
import type {LabFunction, World} from '../../simulation/engine/world.ts'
import {configurationOf} from '../../simulation/function/configurations.ts'
import {runtimeArn, updatesAt} from '../../simulation/function/runtimes.ts'
import {codeLocation} from '../code/location.ts'
import type {Account} from '../protocol/account.ts'
import {type Answer, operation} from '../protocol/operation.ts'
import {oneOf, required} from '../protocol/shapes.ts'
import {findTarget, functionArn, functionName, qualifier, type Target} from './names.ts'
import {markedPage, paging} from './pages.ts'
import {shownRevision, stateOf} from './transitions.ts'

/** ListFunctions and ListVersionsByFunction return 50 at most (Lambda API reference). */
const functionsPerPage = 50

const arnOf = (input: {FunctionName: string; Qualifier?: string | undefined}, {world}: {world: World}): string =>
  functionArn(world, input.FunctionName, input.Qualifier)

export const getFunction = operation({
  action: 'lambda:GetFunction',
  input: {FunctionName: required(functionName), Qualifier: qualifier},
  resource: arnOf,
  run: (input, account): Answer<GetFunctionCommandOutput> => {
    const {world} = account
    const target = findTarget(world, input.FunctionName, input.Qualifier)
    const {reservedConcurrency} = target.fn
    const tags = account.tags.get(target.fn.arn) ?? {}
    return {
      Configuration: configuration(account, target),
      Code: {RepositoryType: 'S3', Location: codeLocation(account, target.fn, target.version)},
      ...(Object.keys(tags).length === 0 ? {} : {Tags: tags}),
      ...(reservedConcurrency === null ? {} : {Concurrency: {ReservedConcurrentExecutions: reservedConcurrency}}),
    }
  },
})

export const getFunctionConfiguration = operation({
  action: 'lambda:GetFunctionConfiguration',
  input: {FunctionName: required(functionName), Qualifier: qualifier},
  resource: arnOf,
  run: (input, account): Answer<GetFunctionConfigurationCommandOutput> =>
    configuration(account, findTarget(account.world, input.FunctionName, input.Qualifier)),
})

export const listFunctions = operation({
  action: 'lambda:ListFunctions',
  input: {...paging, FunctionVersion: oneOf('ALL')},
  run: (input, account): Answer<ListFunctionsCommandOutput> => {
    const functions = [...account.world.functions.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
    const targets = functions.flatMap(fn => (input.FunctionVersion === 'ALL' ? versions(fn) : [latest(fn)]))
    const found = markedPage(targets, input, functionsPerPage)
    return {Functions: found.items.map(target => listed(account, target)), NextMarker: found.next}
  },
})

export const listVersionsByFunction = operation({
  action: 'lambda:ListVersionsByFunction',
  input: {FunctionName: required(functionName), ...paging},
  resource: arnOf,
  run: (input, account): Answer<ListVersionsByFunctionCommandOutput> => {
    const found = markedPage(versions(findTarget(account.world, input.FunctionName).fn), input, functionsPerPage)
    return {Versions: found.items.map(target => listed(account, target)), NextMarker: found.next}
  },
})

const latest = (fn: LabFunction): Target => ({fn, arn: fn.arn, qualifier: null, version: '$LATEST'})

/** `$LATEST` first, then the published versions in their order. */
function versions(fn: LabFunction): Target[] {
  const numbers = [...fn.versions.keys()].sort((a, b) => Number(a) - Number(b))
  return ['$LATEST', ...numbers].map(version => ({fn, arn: `${fn.arn}:${version}`, qualifier: version, version}))
}

/** Lists leave out the values that only GetFunction returns: the state and the last update (Lambda API reference, ListFunctions). */
function listed(account: Account, target: Target): FunctionConfiguration {
  const {State, StateReason, StateReasonCode, LastUpdateStatus, LastUpdateStatusReason, ...rest} = configuration(account, target)
  const {LastUpdateStatusReasonCode, RuntimeVersionConfig, ...shown} = rest
  return shown
}

export function configuration(account: Account, target: Target): FunctionConfiguration {
  const {world} = account
  const {fn, arn, version} = target
  const published = fn.versions.get(version)
  const settings = configurationOf(fn, version)
  const runs = {...fn, runtime: settings.runtime}
  return {
    FunctionName: fn.name,
    FunctionArn: arn,
    Runtime: settings.runtime as NonNullable<FunctionConfiguration['Runtime']>,
    Role: fn.role,
    Handler: settings.handler,
    CodeSize: fn.codeSize,
    Description: published?.description ?? fn.description,
    Timeout: settings.timeoutSeconds,
    MemorySize: settings.memoryMb,
    // Lambda writes this one as text, with an offset and not with "Z".
    LastModified: new Date(published?.publishedMs ?? fn.lastModifiedMs).toISOString().replace('Z', '+0000'),
    CodeSha256: published?.codeSha256 ?? fn.codeSha256,
    Version: version,
    ...(fn.subnetIds.length > 0 ? {VpcConfig: vpcConfig(world, fn)} : {}),
    ...(fn.environmentGiven || Object.keys(settings.environment).length > 0 ? {Environment: {Variables: settings.environment}} : {}),
    ...(fn.environmentKeyArn === undefined ? {} : {KMSKeyArn: fn.environmentKeyArn}),
    TracingConfig: {Mode: fn.tracing},
    ...(fn.deadLetterArn === undefined ? {} : {DeadLetterConfig: {TargetArn: fn.deadLetterArn}}),
    ...(fn.isolatesTenants ? {TenancyConfig: {TenantIsolationMode: 'PER_TENANT' as const}} : {}),
    // AWS makes no mapping for an execution that may take longer than a function's timeout; the console proposes two weeks.
    ...(fn.durable ? {DurableConfig: {ExecutionTimeout: 900, RetentionPeriodInDays: 14}} : {}),
    RevisionId: shownRevision(account, target),
    ...stateOf(account, target),
    RuntimeVersionConfig: {RuntimeVersionArn: runtimeArn(runs, updatesAt(runs, version, world.nowMs))},
    PackageType: 'Zip',
    Architectures: [fn.architecture],
    EphemeralStorage: {Size: 512},
    SnapStart: {ApplyOn: fn.snapStart ? 'PublishedVersions' : 'None', OptimizationStatus: settings.snapStart ? 'On' : 'Off'},
    LoggingConfig: {
      LogFormat: fn.logFormat,
      ...(fn.logFormat === 'JSON'
        ? {ApplicationLogLevel: fn.applicationLogLevel ?? 'INFO', SystemLogLevel: fn.systemLogLevel ?? 'INFO'}
        : {}),
      LogGroup: fn.logGroup,
    },
  }
}

const vpcConfig = ({network}: World, {subnetIds, securityGroupIds}: LabFunction): FunctionConfiguration['VpcConfig'] => ({
  SubnetIds: subnetIds,
  SecurityGroupIds: securityGroupIds,
  Ipv6AllowedForDualStack: false,
  VpcId: network.subnets.find(subnet => subnet.id === subnetIds[0])?.vpcId,
})
