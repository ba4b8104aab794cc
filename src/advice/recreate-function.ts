import type {Fix} from '../model/check.ts'
import type {LambdaFunction, Mapping} from '../model/evidence/evidence.ts'
import {shellWord} from '../text/shell.ts'
import {kept, thenTarget} from './bring-back.ts'
import {fixCommand} from './fix-command.ts'
import {isPublished} from './former-version.ts'
import {regionFlag} from './region-flag.ts'

const text = {
  recreate:
    'Correct the reason, then delete the function and create it again: AWS accepts no update of a Failed function. The command first saves its settings and its package, and stops if that fails.',
  secrets: 'FUNCTION.json then holds the values of the environment variables: delete it afterwards.',
  rest: 'Deleting also removes its versions, aliases, permissions, tags, function URL, reserved concurrency and asynchronous settings. Note them first, and set them again.',
  onlyIfFailed: 'The command stops unless $LATEST is Failed as well.',
  doubt: 'It is Failed again if the reason stands.',
  publish: (qualifier: string, then: string) =>
    `If $LATEST is Active and only ${qualifier} is Failed, correct the reason and publish a new version. ${then}`,
  second:
    'AWS does not change the tenant isolation of a function. Create a second function from its package and settings without tenant isolation, and point the mapping at it.',
  secondDoubt: 'A mapping passes no tenant: the handler has to take it from the record.',
  network: `Give the function subnets and security groups that exist. ${kept}`,
}

/** Reasons that lie in the network settings, with the option that is wrong. */
const ofNetwork: Readonly<Record<string, 'SubnetIds' | 'SecurityGroupIds'>> = {
  InvalidSubnet: 'SubnetIds',
  InvalidSecurityGroup: 'SecurityGroupIds',
}

const placeholders = {SubnetIds: 'SUBNET_IDS', SecurityGroupIds: 'SECURITY_GROUP_IDS'} as const

/** The network that the function has, with a placeholder for what does not exist; nothing outside of a VPC. */
function vpcConfig({subnetIds, securityGroupIds, stateReasonCode}: LambdaFunction): string {
  const wrong = ofNetwork[stateReasonCode ?? '']
  if (subnetIds.length === 0) return ''
  const ids = (name: 'SubnetIds' | 'SecurityGroupIds', known: readonly string[]) =>
    `${name}=${wrong === name || known.length === 0 ? placeholders[name] : known.join(',')}`
  return ` --vpc-config ${shellWord(`${ids('SubnetIds', subnetIds)},${ids('SecurityGroupIds', securityGroupIds)}`)}`
}

const inVpc =
  'VpcConfig:{SubnetIds:VpcConfig.SubnetIds,SecurityGroupIds:VpcConfig.SecurityGroupIds,Ipv6AllowedForDualStack:not_null(VpcConfig.Ipv6AllowedForDualStack,`false`)}'

const layers = 'Layers&&{Layers:Layers[].Arn}||`{}`'
/** Values that the caller cannot decrypt make the query fail, so that nothing is deleted. */
const environment = 'Environment.Error.Message||Environment.Variables&&{Environment:{Variables:Environment.Variables}}||`{}`'

/**
 * The settings that GetFunctionConfiguration returns, in the form in which CreateFunction takes them, as the CLI's query. A setting that
 * the function does not have is left out: CreateFunction takes no null.
 */
function settingsQuery({subnetIds, environmentKeyArn, deadLetterTarget, fileSystems = []}: LambdaFunction): string {
  const same = [
    ...['Runtime', 'Role', 'Handler', 'Description', 'Timeout', 'MemorySize', 'Architectures', 'EphemeralStorage', 'TracingConfig'],
    'LoggingConfig',
    ...(environmentKeyArn === null ? [] : ['KMSKeyArn']),
    ...(deadLetterTarget === null ? [] : ['DeadLetterConfig']),
    ...(fileSystems.length === 0 ? [] : ['FileSystemConfigs']),
  ].map(name => `${name}:${name}`)
  const others = ['SnapStart:{ApplyOn:SnapStart.ApplyOn}', ...(subnetIds.length === 0 ? [] : [inVpc])]
  return `merge({${[...same, ...others].join()}},${layers},${environment})`
}

/** The settings and the package of a function, in files of the current folder. */
const save = (target: LambdaFunction, at: string): string =>
  `aws lambda get-function-configuration${at} --query ${shellWord(settingsQuery(target))} --output json > FUNCTION.json && curl -sfo PACKAGE.zip "$(aws lambda get-function${at} --query Code.Location --output text)"`

const createSaved = (at: string): string =>
  `aws lambda create-function${at} --cli-input-json file://FUNCTION.json --zip-file fileb://PACKAGE.zip`

/** Settings that cannot be created again as they were. */
const isSpecial = ({packageType, managedInstances, durable, tenantIsolation}: LambdaFunction): boolean =>
  packageType === 'Image' || managedInstances || durable || tenantIsolation

/**
 * What ends the state Failed: "you must delete and recreate the function" (Lambda Developer Guide, "functions-states"). Null for
 * an image, of which the evidence does not name the URI, and where other settings would be lost. `then` is the sentence with the step after it.
 */
export function recreate(target: LambdaFunction, mapping: Mapping, then = kept): Fix[] | null {
  if (target.state !== 'Failed' || isSpecial(target)) return null
  const at = `${regionFlag(target.functionArn)} --function-name ${shellWord(target.functionName)}`
  const isQualified = isPublished(mapping)
  const guard = `[ "$(aws lambda get-function-configuration${at} --query State --output text)" = Failed ] && `
  // An option on the line counts in place of the saved one.
  const network = ofNetwork[target.stateReasonCode ?? ''] === undefined ? '' : vpcConfig(target)
  const published = isQualified ? ` --publish && aws lambda wait function-active-v2${at} && ${thenTarget(mapping)}` : ''
  const first: Fix = {
    summary: [
      text.recreate,
      ...(target.environmentNames.length > 0 ? [text.secrets] : []),
      text.rest,
      ...(isQualified ? [text.onlyIfFailed] : []),
      then,
    ].join(' '),
    command: `${isQualified ? guard : ''}${save(target, at)} && aws lambda delete-function${at} && ${createSaved(at)}${network}${published}`,
    doubt: text.doubt,
    // Nothing moves before a further step.
    ...(then === kept && {carries: {like: 'before'} as const}),
  }
  return isQualified
    ? [first, {summary: text.publish(mapping.qualifier ?? '', then), command: fixCommand('remap', mapping, ['--publish'])}]
    : [first]
}

/** A second function of the same package, which a mapping can invoke. */
export function withoutTenants(target: LambdaFunction, mapping: Mapping): Fix {
  const region = regionFlag(target.functionArn)
  const at = `${region} --function-name ${shellWord(target.functionName)}`
  const second = `${region} --function-name ${shellWord(`${target.functionName}-stream`)}`
  const update = `aws lambda update-event-source-mapping${region} --uuid ${shellWord(mapping.uuid)} --function-name ${shellWord(`${target.functionName}-stream`)}`
  // The evidence does not name the URI of an image.
  if (target.packageType === 'Image') return {summary: text.second, command: '', doubt: text.secondDoubt}
  return {
    summary: [text.second, ...(target.environmentNames.length > 0 ? [text.secrets] : []), kept].join(' '),
    command: `${save(target, at)} && ${createSaved(second)} && aws lambda wait function-active-v2${second} && ${update}`,
    settings: [{name: 'FunctionName', before: target.functionName, after: `${target.functionName}-stream`}],
    doubt: text.secondDoubt,
    carries: {like: 'before'},
  }
}

/** Another network for a function that is Inactive since its own does not exist; null where it is something else. */
export function anotherNetwork(target: LambdaFunction, mapping: Mapping): Fix | null {
  if (target.state !== 'Inactive' || ofNetwork[target.stateReasonCode ?? ''] === undefined || target.subnetIds.length === 0) return null
  const at = `${regionFlag(target.functionArn)} --function-name ${shellWord(target.functionName)}`
  const update = `aws lambda update-function-configuration${at}${vpcConfig(target)}`
  return {
    summary: text.network,
    command: isPublished(mapping)
      ? `${update} && aws lambda wait function-updated-v2${at} && ${fixCommand('remap', mapping, ['--publish'])}`
      : update,
    carries: {like: 'before'},
  }
}
