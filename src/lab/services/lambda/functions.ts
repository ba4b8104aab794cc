import type {
  FunctionConfiguration,
  GetFunctionCommandOutput,
  GetFunctionConfigurationCommandOutput,
  ListFunctionsCommandOutput,
  ListVersionsByFunctionCommandOutput,
} from '@aws-sdk/client-lambda'
import type {LabFunction, World} from '../../simulation/world.ts'
import {type Answer, operation} from '../operation.ts'
import {oneOf, required} from '../shapes.ts'
import {findTarget, functionArn, functionName, qualifier, type Target} from './names.ts'
import {markedPage, paging} from './pages.ts'

/** ListFunctions and ListVersionsByFunction return 50 at most (Lambda API reference). */
const functionsPerPage = 50
/** The account's only VPC. */
const vpcId = 'vpc-0a1b2c3d4e5f60718'

const arnOf = (input: {FunctionName: string; Qualifier?: string | undefined}, {world}: {world: World}): string =>
  functionArn(world, input.FunctionName, input.Qualifier)

export const getFunction = operation({
  action: 'lambda:GetFunction',
  input: {FunctionName: required(functionName), Qualifier: qualifier},
  resource: arnOf,
  run: (input, {world}): Answer<GetFunctionCommandOutput> => {
    const target = findTarget(world, input.FunctionName, input.Qualifier)
    const {reservedConcurrency} = target.fn
    return {
      Configuration: configuration(target),
      Code: {RepositoryType: 'S3', Location: codeLocation(world, target.fn)},
      ...(reservedConcurrency === null ? {} : {Concurrency: {ReservedConcurrentExecutions: reservedConcurrency}}),
    }
  },
})

export const getFunctionConfiguration = operation({
  action: 'lambda:GetFunctionConfiguration',
  input: {FunctionName: required(functionName), Qualifier: qualifier},
  resource: arnOf,
  run: (input, {world}): Answer<GetFunctionConfigurationCommandOutput> =>
    configuration(findTarget(world, input.FunctionName, input.Qualifier)),
})

export const listFunctions = operation({
  action: 'lambda:ListFunctions',
  input: {...paging, FunctionVersion: oneOf('ALL')},
  run: (input, {world}): Answer<ListFunctionsCommandOutput> => {
    const functions = [...world.functions.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
    const targets = functions.flatMap(fn => (input.FunctionVersion === 'ALL' ? versions(fn) : [latest(fn)]))
    const found = markedPage(targets, input, functionsPerPage)
    return {Functions: found.items.map(listed), NextMarker: found.next}
  },
})

export const listVersionsByFunction = operation({
  action: 'lambda:ListVersionsByFunction',
  input: {FunctionName: required(functionName), ...paging},
  resource: arnOf,
  run: (input, {world}): Answer<ListVersionsByFunctionCommandOutput> => {
    const found = markedPage(versions(findTarget(world, input.FunctionName).fn), input, functionsPerPage)
    return {Versions: found.items.map(listed), NextMarker: found.next}
  },
})

const latest = (fn: LabFunction): Target => ({fn, arn: fn.arn, qualifier: null, version: '$LATEST'})

/** `$LATEST` first, then the published versions in their order. */
function versions(fn: LabFunction): Target[] {
  const numbers = [...fn.versions.keys()].sort((a, b) => Number(a) - Number(b))
  return ['$LATEST', ...numbers].map(version => ({fn, arn: `${fn.arn}:${version}`, qualifier: version, version}))
}

/** Lists leave out what is only known once a function is read: its state and its last update (Lambda API reference, ListFunctions). */
function listed(target: Target): FunctionConfiguration {
  const {State: _, LastUpdateStatus: __, ...rest} = configuration(target)
  return rest
}

function configuration({fn, arn, version}: Target): FunctionConfiguration {
  const published = fn.versions.get(version)
  return {
    FunctionName: fn.name,
    FunctionArn: arn,
    Runtime: fn.runtime as NonNullable<FunctionConfiguration['Runtime']>,
    Role: fn.role,
    Handler: fn.handler,
    CodeSize: fn.codeSize,
    Description: published?.description ?? fn.description,
    Timeout: fn.timeoutSeconds,
    MemorySize: fn.memoryMb,
    // Lambda writes this one as text, with an offset and not with "Z".
    LastModified: new Date(published?.publishedMs ?? fn.lastModifiedMs).toISOString().replace('Z', '+0000'),
    CodeSha256: fn.codeSha256,
    Version: version,
    ...(fn.subnetIds.length > 0 ? {VpcConfig: {SubnetIds: fn.subnetIds, SecurityGroupIds: fn.securityGroupIds, VpcId: vpcId}} : {}),
    ...(Object.keys(fn.environment).length > 0 ? {Environment: {Variables: fn.environment}} : {}),
    TracingConfig: {Mode: fn.tracing},
    RevisionId: fn.revisionId,
    State: fn.state as NonNullable<FunctionConfiguration['State']>,
    LastUpdateStatus: fn.lastUpdateStatus as NonNullable<FunctionConfiguration['LastUpdateStatus']>,
    PackageType: 'Zip',
    Architectures: [fn.architecture],
    EphemeralStorage: {Size: 512},
    SnapStart: {ApplyOn: 'None', OptimizationStatus: 'Off'},
    LoggingConfig: {LogFormat: fn.logFormat, LogGroup: fn.logGroup},
  }
}

const codeLocation = (world: World, fn: LabFunction): string =>
  `https://awslambda-${world.region}-tasks.s3.${world.region}.amazonaws.com/snapshots/${world.accountId}/${fn.name}`
