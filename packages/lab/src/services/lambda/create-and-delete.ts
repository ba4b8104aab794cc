import type {CreateFunctionCommandOutput} from '@aws-sdk/client-lambda'
import {AwsError} from '../protocol/errors.ts'
import {type Answer, operation} from '../protocol/operation.ts'
import {flag, list, map, oneOf, required, structure, text, whole} from '../protocol/shapes.ts'
import {configuration} from './functions.ts'
import {findTarget, functionArn, functionName, qualifier} from './names.ts'

/** AWS's own settings of a function that names none (Lambda API reference, "CreateFunction"). */
const defaults = {memoryMb: 128, timeoutSeconds: 3, architecture: 'x86_64', tracing: 'PassThrough'} as const

const applicationLevels = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'] as const
const systemLevels = ['DEBUG', 'INFO', 'WARN'] as const

const conflict = (words: string): AwsError => new AwsError('ResourceConflictException', words, {status: 409})

/** A function that is no image; the lab has one kind of package. */
export const createFunction = operation({
  action: 'lambda:CreateFunction',
  input: {
    FunctionName: required(functionName),
    Role: required(text({pattern: /arn:(aws[a-zA-Z-]*)?:iam::\d{12}:role\/?[a-zA-Z_0-9+=,.@\-_/]+/})),
    Code: required(structure({ZipFile: text()})),
    Runtime: required(text()),
    Handler: required(text({max: 128})),
    Architectures: list(oneOf('x86_64', 'arm64'), {max: 1}),
    Description: text({max: 256}),
    Timeout: whole({min: 1, max: 1800}),
    MemorySize: whole({min: 128, max: 10_240}),
    Environment: structure({Variables: map(text())}),
    VpcConfig: structure({SubnetIds: list(text(), {max: 16}), SecurityGroupIds: list(text(), {max: 5})}),
    TracingConfig: structure({Mode: oneOf('Active', 'PassThrough')}),
    DeadLetterConfig: structure({TargetArn: text()}),
    KMSKeyArn: text(),
    EphemeralStorage: structure({Size: required(whole({min: 512, max: 10_240}))}),
    SnapStart: structure({ApplyOn: oneOf('PublishedVersions', 'None')}),
    LoggingConfig: structure({
      LogFormat: oneOf('JSON', 'Text'),
      ApplicationLogLevel: oneOf(...applicationLevels),
      SystemLogLevel: oneOf(...systemLevels),
      LogGroup: text({min: 1, max: 512}),
    }),
    Publish: flag,
  },
  resource: (input, {world}) => functionArn(world, input.FunctionName),
  run: (given, account): Answer<CreateFunctionCommandOutput> => {
    const {world, changes} = account
    const name = functionArn(world, given.FunctionName).split(':')[6] ?? ''
    if (world.functions.has(name)) throw conflict(`Function already exist: ${name}`)
    const {SubnetIds: subnetIds = [], SecurityGroupIds: securityGroupIds = []} = given.VpcConfig ?? {}
    const unknownSubnet = subnetIds.find(id => !world.network.subnets.some(subnet => subnet.id === id))
    if (unknownSubnet !== undefined) {
      throw new AwsError('InvalidParameterValueException', `The subnet ID '${unknownSubnet}' does not exist`)
    }
    const {LoggingConfig: logging = {}} = given
    const made = changes.createFunction(world, name, {
      role: given.Role,
      runtime: given.Runtime,
      handler: given.Handler,
      architecture: given.Architectures?.[0] ?? defaults.architecture,
      memoryMb: given.MemorySize ?? defaults.memoryMb,
      timeoutSeconds: given.Timeout ?? defaults.timeoutSeconds,
      environment: given.Environment?.Variables ?? {},
      tracing: given.TracingConfig?.Mode ?? defaults.tracing,
      description: given.Description ?? '',
      subnetIds,
      securityGroupIds,
      snapStart: given.SnapStart?.ApplyOn === 'PublishedVersions',
      logFormat: logging.LogFormat ?? 'Text',
      logGroup: logging.LogGroup ?? `/aws/lambda/${name}`,
      ...(logging.ApplicationLogLevel === undefined ? {} : {applicationLogLevel: logging.ApplicationLogLevel}),
      ...(logging.SystemLogLevel === undefined ? {} : {systemLogLevel: logging.SystemLogLevel}),
      ...(given.DeadLetterConfig?.TargetArn ? {deadLetterArn: given.DeadLetterConfig.TargetArn} : {}),
      ...(given.KMSKeyArn ? {environmentKeyArn: given.KMSKeyArn} : {}),
    })
    if (made === null) throw new AwsError('InvalidParameterValueException', `The lab has no code for a function ${name}.`)
    const version = given.Publish === true ? changes.publishVersion(world, name, '') : undefined
    return configuration(account, findTarget(world, name, version))
  },
})

/** Without a qualifier its versions and aliases go with it; its mappings stay (Lambda API reference, "DeleteFunction"). */
export const deleteFunction = operation({
  action: 'lambda:DeleteFunction',
  input: {FunctionName: required(functionName), Qualifier: qualifier},
  resource: (input, {world}) => functionArn(world, input.FunctionName, input.Qualifier),
  run: (input, {world, changes}) => {
    const {fn, qualifier: named} = findTarget(world, input.FunctionName, input.Qualifier)
    if (named === null) {
      changes.deleteFunction(world, fn.name)
      return {}
    }
    if (!fn.versions.has(named)) {
      throw new AwsError('InvalidParameterValueException', `${named} is no version that can be deleted.`)
    }
    const pointing = [...fn.aliases.values()].find(({version, additionalVersionWeights: w}) => version === named || named in w)
    if (pointing !== undefined) throw conflict(`Version ${named} is referenced by alias ${pointing.name}.`)
    fn.versions.delete(named)
    return {}
  },
})
