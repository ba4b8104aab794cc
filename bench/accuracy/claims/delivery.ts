import type {LabTruth} from '../../../packages/lab/src/entrance.ts'
import type {Claim} from './claim.ts'
import {msOf} from './said.ts'
import {minuteMs} from './windows.ts'

/** "sqs:SendMessage on arn:…": not allowed to the execution role. */
function isDenied({roleAllows}: LabTruth, call: string): boolean {
  const [action = '', resource = ''] = call.split(' on ')
  return !roleAllows(action, resource)
}

/** Where records go, and where they do not. */
export const ofDelivery: readonly Claim[] = [
  {pattern: /^The destination is (?<arn>arn:\S+)\.$/, holds: ({truth}, {arn}) => truth.mapping.settings.OnFailureDestination === arn},
  {pattern: /^(?<arn>arn:\S+) does not exist\.$/, holds: ({truth}, {arn = ''}) => !truth.destinations.includes(arn)},
  {pattern: /^The mapping has no on-failure destination/, holds: ({truth}) => truth.mapping.settings.OnFailureDestination === ''},
  {pattern: /^DestinationDeliveryFailures counts/, holds: ({truth}) => truth.counts.dropped.delivery > 0},
  {
    pattern: /^DroppedEventCount counts [\d.,]+ records? in half an hour\.$/,
    holds: ({truth}) => truth.counts.dropped.retries + truth.counts.dropped.age + truth.counts.dropped.delivery > 0,
  },
  {
    pattern: /read from the stream since (?<since>[^\s,]+),? (?:and none was delivered|were filtered out)\.$/,
    holds: ({truth}, {since}) => truth.counts.filtered > 0 && truth.invocations(msOf(since) + minuteMs, truth.nowMs).count === 0,
  },
  {
    pattern: /^Batches were delivered regularly until (?<at>[^\s,]+), and none since\.$/,
    holds: ({truth}, {at}) => truth.invocations(msOf(at) + minuteMs, truth.nowMs).count === 0,
  },
  {pattern: /^dynamodb:Get\S+.* on arn:\S+\/stream\//, holds: ({truth}) => !truth.mayRead},
  {pattern: /^Lag: the stream is not read/, holds: ({truth}) => !truth.mayRead || truth.mapping.state !== 'Enabled'},
  {
    pattern: /^The execution role may not call (?<calls>[a-z0-9]+:\S+ on arn:\S+(?:, [a-z0-9]+:\S+ on arn:\S+)*)\.$/,
    holds: ({truth}, {calls = ''}) => calls.split(', ').every(call => isDenied(truth, call)),
  },
  {pattern: /^Denied: (?<call>\S+ on arn:\S+)\.$/, holds: ({truth}, {call = ''}) => isDenied(truth, call)},
  {
    pattern: /^(?<arn>arn:\S+) is FIFO, and only standard queues and topics can be a destination\.$/,
    holds: ({truth}, {arn = ''}) => arn.endsWith('.fifo') && truth.mapping.settings.OnFailureDestination === arn,
  },
  {
    pattern:
      /^The destination is encrypted with (?<key>arn:\S+?)(?:, on which the execution role may not call|\. Its key policy does not allow the execution role to call) (?<actions>[^.]+)\.$/,
    holds: ({truth}, {key = '', actions = ''}) => actions.split(', ').some(action => truth.mayUseKey(action, key) === false),
  },
  {
    // Why a filter pattern matches nothing: it stands so in the mapping, and nothing is handed over.
    pattern: /^`(?<path>[^`]+)`: (?:The|A|No)\b/,
    holds: ({truth}, {path = ''}) =>
      truth.mapping.settings.FilterPatterns.some(pattern => path.split('.').every(step => pattern.includes(`"${step}"`))) &&
      truth.invocations(truth.nowMs - 3 * minuteMs, truth.nowMs).count === 0,
  },
]
