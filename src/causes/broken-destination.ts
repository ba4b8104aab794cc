import {mayUse, openKey, reopenKey} from '../advice/access/kms-key.ts'
import {allow, type Denial, inPolicy, isDenied} from '../advice/access/policy-statement.ts'
import {policyOn} from '../advice/access/resource-policy.ts'
import {destinationChoice} from '../advice/failed-batches.ts'
import {destinationPlaceholder} from '../advice/mapping-settings.ts'
import {regionFlag} from '../advice/region-flag.ts'
import {defineCause, type Present, ruledOut} from '../model/cause.ts'
import type {Fix} from '../model/check.ts'
import {maybe} from '../model/derived/derived.ts'
import type {CustomerKey, Destination, FunctionMetrics, Mapping, RolePermissions} from '../model/evidence/evidence.ts'
import {between, total} from '../model/evidence/series.ts'
import {reachesDestination} from '../signs/delivery.ts'
import {keyIs} from '../signs/key-state.ts'
import {option, structureOption} from '../text/shell.ts'
import {count} from '../text/units.ts'
import {known, when} from './parts/lines.ts'

const rest = 'Batches dropped meanwhile stay in the stream for 24 hours.'
const kept = 'The mapping and the permissions of the role do not change.'

const text = {
  title: 'Deliveries to the on-failure destination fail',
  harm: 'the records of discarded batches are lost for good',
  summary: (failed: number) =>
    `Discarded batches do not reach the on-failure destination: ${count(failed, 'delivery', 'deliveries')} failed within the hour.`,
  because: {
    fifo: (arn: string) => `${arn} is FIFO, and only standard queues and topics can be a destination.`,
    gone: (arn: string) => `${arn} does not exist.`,
    denied: (calls: string) => `The execution role may not call ${calls}.`,
    keyIsGone: (key: string) => `The destination is encrypted with ${key}, which does not exist.`,
    keyIsOff: (key: string, state: string) => `The destination is encrypted with ${key}, which is ${state}.`,
    keyDenied: (key: string, actions: string) =>
      `The destination is encrypted with ${key}, on which the execution role may not call ${actions}.`,
    keyPolicyDenies: (key: string, actions: string) =>
      `The destination is encrypted with ${key}. Its key policy does not allow the execution role to call ${actions}.`,
    counted: (failed: number) =>
      `DestinationDeliveryFailures counts ${count(failed, 'failure')} in the last hour: each is a batch that is lost.`,
    destination: (arn: string) => `The destination is ${arn}.`,
  },
  against: 'The destination exists and the role may write to it, as far as could be read. The metric also counts asynchronous invocations.',
  settledBy: 'The resource policy and the key of the destination.',
  fix: {
    nameAnother: `Name a standard queue, a topic or a bucket that exists and that the execution role may write to. ${destinationChoice} ${rest}`,
    makeBucket: `Create the bucket again: it receives the failed records; a queue receives only pointers. ${kept} ${rest}`,
    makeQueue: `Create the queue again. ${kept} ${rest}`,
    makeTopic: `Create the topic again, and subscribe to it. ${kept} ${rest}`,
    /** Of an advice that is another's. */
    andRest: (advice: string) => `${advice} ${rest}`,
    check: `Check why the destination refuses deliveries: its resource policy, its KMS key, its size limit. ${rest}`,
  },
}

const windowMs = 60 * 60_000

/** The on-demand evidence about the destination; undefined where it is missing. */
interface OnDemand {
  destination: Destination | null | undefined
  destinationKey: CustomerKey | null | undefined
  rolePermissions: RolePermissions | null | undefined
}

const failedDeliveries = (metrics: FunctionMetrics, nowMs: number): number =>
  total(between(metrics['DestinationDeliveryFailures.Sum'], nowMs - windowMs, nowMs))

interface Fault {
  why: string
  fix: Fix
  /** The fix in all other cases. */
  otherwise?: Fix
}

const nameAnother: Fix = {
  summary: text.fix.nameAnother,
  change: {DestinationConfig: destinationPlaceholder},
}

/** A deleted destination is made again under its name: then the mapping needs no update, and no pause. */
function makeAgain(arn: string, mappingArn: string): Fix {
  const [, , service, of, , name = ''] = arn.split(':')
  const at = regionFlag(service === 's3' ? mappingArn : arn)
  const region = of || (mappingArn.split(':')[3] ?? '')
  const where = region === 'us-east-1' ? '' : structureOption('create-bucket-configuration', {LocationConstraint: region})
  if (service === 's3') return {summary: text.fix.makeBucket, command: `aws s3api create-bucket${at}${option('bucket', name)}${where}`}
  if (service === 'sqs') return {summary: text.fix.makeQueue, command: `aws sqs create-queue${at}${option('queue-name', name)}`}
  if (service === 'sns') return {summary: text.fix.makeTopic, command: `aws sns create-topic${at}${option('name', name)}`}
  return nameAnother
}

/** The advice, and the outcome of the records that are lost already. */
const andTheRest = (fix: Fix): Fix => ({...fix, summary: text.fix.andRest(fix.summary)})

/** The policy of a queue or topic may let the role in by itself, where no policy of the role denies it. */
function mayLetIn(policy: string | null, role: string, {action, decision}: Denial): boolean {
  const says = policy === null ? 'nothing' : policyOn(policy, role, action)
  return decision !== 'explicitDeny' && (says === 'names' || says === 'may name')
}

/** The fault of the destination, in AWS's own terms. */
function faultOf(
  arn: string,
  mappingArn: string,
  {destination, destinationKey: key, rolePermissions: permissions}: OnDemand,
): Fault | null {
  // FIFO queues and topics must be named so, and Lambda does not write to them.
  if (destination?.fifo ?? arn.endsWith('.fifo')) return {why: text.because.fifo(arn), fix: nameAnother}
  if (destination && !destination.exists) return {why: text.because.gone(arn), fix: makeAgain(arn, mappingArn), otherwise: nameAnother}
  const role = permissions?.role ?? ''
  const results = (permissions?.results ?? []).filter(({purpose}) => purpose === 'destination')
  const denied = results.filter(one => isDenied(one) && !mayLetIn(destination?.policy ?? null, role, one))
  if (denied.length > 0) {
    const calls = denied.map(({action, resource}) => `${action} on ${inPolicy(resource)}`)
    return {why: text.because.denied(calls.join(', ')), fix: letIn(role, denied)}
  }
  return key ? keyFault(key, permissions) : null
}

const letIn = (role: string, denials: readonly Denial[]): Fix => andTheRest(allow(role, denials, 'ddbstream-destination'))

function keyFault(key: CustomerKey, permissions: RolePermissions | null | undefined): Fault | null {
  const {arn, state} = key
  if (keyIs(key) === 'off')
    return {
      why: state === null ? text.because.keyIsGone(arn) : text.because.keyIsOff(arn, state),
      fix: andTheRest(reopenKey(key)),
    }
  const use = permissions ? mayUse(key, permissions, 'destination-key') : null
  if (!permissions || use?.kind !== 'denied') return null
  const actions = use.denials.map(({action}) => action).join(', ')
  return use.by === 'key'
    ? {why: text.because.keyPolicyDenies(arn, actions), fix: andTheRest(openKey(arn))}
    : {why: text.because.keyDenied(arn, actions), fix: letIn(permissions.role, use.denials)}
}

const lookAtIt = ({functionArn, uuid}: Mapping): Fix => ({
  summary: text.fix.check,
  command: `aws lambda get-event-source-mapping${regionFlag(functionArn)}${option('uuid', uuid)} --query DestinationConfig`,
})

export const brokenDestination = defineCause({
  id: 'broken-destination',
  text,
  harmful: true,
  loses: true,
  needs: ['mapping', 'functionMetrics'],
  wants: ['mappingMetrics'],
  onDemand: ['destination', 'destinationKey', 'rolePermissions'],
  weigh: ({mapping, functionMetrics}, wanted, {nowMs}) => {
    const arn = mapping.onFailureDestination
    const failed = failedDeliveries(functionMetrics, nowMs)
    // A destination that nothing was sent to lately is a matter of the checks.
    if (!arn || failed === 0) return ruledOut
    const fault = faultOf(arn, mapping.functionArn, {
      destination: maybe(wanted.destination),
      destinationKey: maybe(wanted.destinationKey),
      // A failed batch that arrived since is stronger than a simulation.
      rolePermissions: reachesDestination({functionMetrics, mappingMetrics: maybe(wanted.mappingMetrics)})
        ? undefined
        : maybe(wanted.rolePermissions),
    })
    const present: Present = {
      kind: 'present',
      isSetting: true,
      confidence: fault ? 0.97 : 0.8,
      summary: text.summary(failed),
      because: [...known(fault, ({why}) => why), text.because.counted(failed), text.because.destination(arn)],
      against: when(fault === null, text.against),
      settledBy: fault ? null : text.settledBy,
      fixes: [fault?.fix ?? lookAtIt(mapping), ...(fault?.otherwise ? [fault.otherwise] : [])],
    }
    return present
  },
})
