import {defineCause, type Present, ruledOut} from '../model/cause.ts'
import {maybe} from '../model/derived.ts'
import type {Destination, FunctionMetrics, Mapping, RolePermissions} from '../model/evidence.ts'
import {destinationPlaceholder} from '../model/mapping-change.ts'
import {allowing, putPolicy} from '../model/policy-statement.ts'
import {regionFlag} from '../model/region-flag.ts'
import {between, total} from '../model/series.ts'
import {shellWord} from '../model/shell.ts'
import {count} from '../model/units.ts'

const windowMs = 60 * 60_000
const refusals = ['explicitDeny', 'implicitDeny']

const failedDeliveries = (metrics: FunctionMetrics, nowMs: number): number =>
  total(between(metrics['DestinationDeliveryFailures.Sum'], nowMs - windowMs, nowMs))

interface Fault {
  why: string
  kind: 'gone' | 'fifo' | 'denied'
}

/** What is wrong with the destination, as AWS itself says. */
function faultOf(arn: string, destination: Destination | null | undefined, permissions: RolePermissions | null | undefined): Fault | null {
  // FIFO queues and topics must be named so, and Lambda does not write to them.
  if (destination?.fifo ?? arn.endsWith('.fifo'))
    return {kind: 'fifo', why: `${arn} is FIFO, and only standard queues and topics can be a destination.`}
  if (destination && !destination.exists) return {kind: 'gone', why: `${arn} does not exist.`}
  const denied = permissions?.results.find(({purpose, decision}) => purpose === 'destination' && refusals.includes(decision))
  return denied ? {kind: 'denied', why: `The execution role may not call ${denied.action} on ${denied.resource}.`} : null
}

function treatmentOf(fault: Fault | null, arn: string, mapping: Mapping, permissions: RolePermissions | null | undefined) {
  const rest = 'What was dropped meanwhile is in the stream for 24 hours.'
  if (fault?.kind === 'gone' || fault?.kind === 'fifo')
    return {
      summary: `Name a standard queue that exists and that the execution role may send to. ${rest}`,
      change: {DestinationConfig: destinationPlaceholder},
    }
  const action = permissions?.results.find(({purpose}) => purpose === 'destination')?.action ?? 'sqs:SendMessage'
  return fault?.kind === 'denied'
    ? {
        summary: `Let the execution role write to the destination. ${rest}`,
        command: putPolicy(permissions?.role ?? 'ROLE', 'ddbstream-destination', allowing([{action, resource: arn}])),
      }
    : {
        summary: `See what the destination refuses: its resource policy, its KMS key, its size limit. ${rest}`,
        command: `aws lambda get-event-source-mapping${regionFlag(mapping.functionArn)} --uuid ${shellWord(mapping.uuid)} --query DestinationConfig`,
      }
}

export const brokenDestination = defineCause({
  id: 'broken-destination',
  title: 'The on-failure destination takes nothing',
  harm: 'what the mapping gives up is lost for good',
  harmful: true,
  needs: ['mapping', 'functionMetrics'],
  wants: [],
  asks: ['destination', 'rolePermissions'],
  weigh: ({mapping, functionMetrics}, wanted, {nowMs}) => {
    const arn = mapping.onFailureDestination
    const failed = failedDeliveries(functionMetrics, nowMs)
    // A destination that nothing was sent to lately is a matter of the checks.
    if (!arn || failed === 0) return ruledOut
    const permissions = maybe(wanted.rolePermissions)
    const fault = faultOf(arn, maybe(wanted.destination), permissions)
    const present: Present = {
      is: 'present',
      confidence: fault ? 0.97 : 0.8,
      summary: `What the mapping gives up does not reach its destination: ${count(failed, 'delivery', 'deliveries')} failed within the hour.`,
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
      treatments: [treatmentOf(fault, arn, mapping, permissions)],
    }
    return present
  },
})
