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
import {shellWord} from '../text/shell.ts'
import {count} from '../text/units.ts'

const windowMs = 60 * 60_000

/** What was asked for about the destination; undefined where it is missing. */
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
  /** What else does. */
  otherwise?: Fix
}

const rest = 'Batches dropped meanwhile stay in the stream for 24 hours.'

const nameAnother: Fix = {
  summary: `Name a standard queue, a topic or a bucket that exists and that the execution role may write to. ${destinationChoice} ${rest}`,
  change: {DestinationConfig: destinationPlaceholder},
}

/** What was deleted is made again under its name: then the mapping needs no update, and no pause. */
function makeAgain(arn: string, mappingArn: string): Fix {
  const [, , service, of, , name = ''] = arn.split(':')
  const at = regionFlag(service === 's3' ? mappingArn : arn)
  const region = of || (mappingArn.split(':')[3] ?? '')
  const where = region === 'us-east-1' ? '' : ` --create-bucket-configuration LocationConstraint=${shellWord(region)}`
  const again = 'The mapping and the permissions of the role do not change.'
  if (service === 's3')
    return {
      summary: `Create the bucket again: it receives the failed records; a queue receives only pointers. ${again} ${rest}`,
      command: `aws s3api create-bucket${at} --bucket ${shellWord(name)}${where}`,
    }
  if (service === 'sqs')
    return {summary: `Create the queue again. ${again} ${rest}`, command: `aws sqs create-queue${at} --queue-name ${shellWord(name)}`}
  if (service === 'sns')
    return {
      summary: `Create the topic again, and subscribe to it. ${again} ${rest}`,
      command: `aws sns create-topic${at} --name ${shellWord(name)}`,
    }
  return nameAnother
}

/** The advice, and what becomes of the records that are lost already. */
const andTheRest = (fix: Fix): Fix => ({...fix, summary: `${fix.summary} ${rest}`})

/** The policy of a queue or topic may let the role in by itself, where no policy of the role denies it. */
function mayLetIn(policy: string | null, role: string, {action, decision}: Denial): boolean {
  const says = policy === null ? 'nothing' : policyOn(policy, role, action)
  return decision !== 'explicitDeny' && (says === 'names' || says === 'may name')
}

/** What is wrong with the destination, as AWS itself says. */
function faultOf(
  arn: string,
  mappingArn: string,
  {destination, destinationKey: key, rolePermissions: permissions}: OnDemand,
): Fault | null {
  // FIFO queues and topics must be named so, and Lambda does not write to them.
  if (destination?.fifo ?? arn.endsWith('.fifo'))
    return {why: `${arn} is FIFO, and only standard queues and topics can be a destination.`, fix: nameAnother}
  if (destination && !destination.exists) return {why: `${arn} does not exist.`, fix: makeAgain(arn, mappingArn), otherwise: nameAnother}
  const role = permissions?.role ?? ''
  const results = (permissions?.results ?? []).filter(({purpose}) => purpose === 'destination')
  const denied = results.filter(one => isDenied(one) && !mayLetIn(destination?.policy ?? null, role, one))
  if (denied.length > 0) {
    const calls = denied.map(({action, resource}) => `${action} on ${inPolicy(resource)}`)
    return {why: `The execution role may not call ${calls.join(', ')}.`, fix: letIn(role, denied)}
  }
  return key ? keyFault(key, permissions) : null
}

const letIn = (role: string, denials: readonly Denial[]): Fix => andTheRest(allow(role, denials, 'ddbstream-destination'))

function keyFault(key: CustomerKey, permissions: RolePermissions | null | undefined): Fault | null {
  const encrypted = `The destination is encrypted with ${key.arn}`
  if (keyIs(key) === 'off')
    return {
      why: `${encrypted}, ${key.state === null ? 'which does not exist' : `which is ${key.state}`}.`,
      fix: andTheRest(reopenKey(key)),
    }
  const use = permissions ? mayUse(key, permissions, 'destination-key') : null
  if (!permissions || use?.kind !== 'denied') return null
  const why = `${encrypted}, on which the execution role may not call ${use.denials.map(({action}) => action).join(', ')}`
  return use.by === 'key'
    ? {why: `${why}, by the policy of the key.`, fix: andTheRest(openKey(key.arn))}
    : {why: `${why}.`, fix: letIn(permissions.role, use.denials)}
}

const lookAtIt = ({functionArn, uuid}: Mapping): Fix => ({
  summary: `Check why the destination refuses deliveries: its resource policy, its KMS key, its size limit. ${rest}`,
  command: `aws lambda get-event-source-mapping${regionFlag(functionArn)} --uuid ${shellWord(uuid)} --query DestinationConfig`,
})

export const brokenDestination = defineCause({
  id: 'broken-destination',
  title: 'Deliveries to the on-failure destination fail',
  harm: 'the records of discarded batches are lost for good',
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
      summary: `Discarded batches do not reach the on-failure destination: ${count(failed, 'delivery', 'deliveries')} failed within the hour.`,
      because: [
        ...(fault ? [fault.why] : []),
        `DestinationDeliveryFailures counts ${count(failed, 'failure')} in the last hour: each is a batch that is lost.`,
        `The destination is ${arn}.`,
      ],
      against: fault
        ? []
        : [
            'The destination exists and the role may write to it, as far as could be read; the metric also counts asynchronous invocations.',
          ],
      settledBy: fault ? null : 'The resource policy and the key of the destination.',
      fixes: [fault?.fix ?? lookAtIt(mapping), ...(fault?.otherwise ? [fault.otherwise] : [])],
    }
    return present
  },
})
