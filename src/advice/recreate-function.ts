import type {Fix} from '../model/check.ts'
import type {LambdaFunction, Mapping} from '../model/evidence/evidence.ts'
import {option, structureOption} from '../text/shell.ts'
import {kept, thenTarget} from './bring-back.ts'
import {fixCommand} from './fix-command.ts'
import {isPublished} from './former-version.ts'
import {regionFlag} from './region-flag.ts'

const text = {
  recreate:
    'Correct the reason, then delete the function and create it again: AWS accepts no update of a Failed function. The command downloads its package first, and stops if that fails. Deleting removes its versions, aliases, permissions and reserved concurrency. Set them again, and its layers.',
  values: 'Replace each VALUE with the value of the environment variable.',
  onlyIfFailed: 'The command stops unless $LATEST is Failed as well.',
  doubt: 'It is Failed again if the reason stands.',
  publish: (qualifier: string) =>
    `If $LATEST is Active and only ${qualifier} is Failed, correct the reason and publish a new version. ${kept}`,
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
    wrong === name || known.length === 0 ? [placeholders[name]] : known
  return structureOption('vpc-config', {
    SubnetIds: ids('SubnetIds', subnetIds),
    SecurityGroupIds: ids('SecurityGroupIds', securityGroupIds),
  })
}

/** The settings that AWS shows of a function, as CreateFunction takes them. The values of its environment are never kept. */
function settingsOf(target: LambdaFunction): string {
  const {runtime, handler, role, memoryMb, timeoutSeconds, architecture, environmentNames, environmentKeyArn, tracingMode} = target
  return [
    option('runtime', runtime ?? 'RUNTIME'),
    option('handler', handler ?? 'HANDLER'),
    option('role', role ?? 'ROLE_ARN'),
    option('memory-size', memoryMb ?? 'MEMORY_MB'),
    option('timeout', timeoutSeconds ?? 'TIMEOUT_SECONDS'),
    architecture === null ? '' : option('architectures', architecture),
    environmentNames.length === 0
      ? ''
      : structureOption('environment', {Variables: Object.fromEntries(environmentNames.map(name => [name, 'VALUE']))}),
    environmentKeyArn === null ? '' : option('kms-key-arn', environmentKeyArn),
    tracingMode === 'Active' ? ' --tracing-config Mode=Active' : '',
    vpcConfig(target),
  ].join('')
}

/** Settings that the evidence does not hold as CreateFunction takes them. */
const isSpecial = ({packageType, managedInstances, durable, tenantIsolation, fileSystems = []}: LambdaFunction): boolean =>
  packageType === 'Image' || managedInstances || durable || tenantIsolation || fileSystems.length > 0

/**
 * What ends the state Failed: "you must delete and recreate the function" (Lambda Developer Guide, "functions-states"). Null for
 * an image, of which the evidence does not name the URI, and where other settings would be lost.
 */
export function recreate(target: LambdaFunction, mapping: Mapping): Fix[] | null {
  if (target.state !== 'Failed' || isSpecial(target)) return null
  const at = `${regionFlag(target.functionArn)}${option('function-name', target.functionName)}`
  const isQualified = isPublished(mapping)
  const guard = `[ "$(aws lambda get-function-configuration${at} --query State --output text)" = Failed ] && `
  const download = `curl -sfo PACKAGE.zip "$(aws lambda get-function${at} --query Code.Location --output text)"`
  const create = `aws lambda create-function${at}${settingsOf(target)} --zip-file fileb://PACKAGE.zip`
  const then = isQualified ? ` --publish && aws lambda wait function-active-v2${at} && ${thenTarget(mapping)}` : ''
  const first: Fix = {
    summary: [
      text.recreate,
      ...(target.environmentNames.length > 0 ? [text.values] : []),
      ...(isQualified ? [text.onlyIfFailed] : []),
      kept,
    ].join(' '),
    command: `${isQualified ? guard : ''}${download} && aws lambda delete-function${at} && ${create}${then}`,
    doubt: text.doubt,
    carries: {like: 'before'},
  }
  return isQualified
    ? [first, {summary: text.publish(mapping.qualifier ?? ''), command: fixCommand('remap', mapping, [['publish']])}]
    : [first]
}

/** Another network for a function that is Inactive since its own does not exist; null where it is something else. */
export function anotherNetwork(target: LambdaFunction, mapping: Mapping): Fix | null {
  if (target.state !== 'Inactive' || ofNetwork[target.stateReasonCode ?? ''] === undefined || target.subnetIds.length === 0) return null
  const at = `${regionFlag(target.functionArn)}${option('function-name', target.functionName)}`
  const update = `aws lambda update-function-configuration${at}${vpcConfig(target)}`
  return {
    summary: text.network,
    command: isPublished(mapping)
      ? `${update} && aws lambda wait function-updated-v2${at} && ${fixCommand('remap', mapping, [['publish']])}`
      : update,
    carries: {like: 'before'},
  }
}
