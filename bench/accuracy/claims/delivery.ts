import type {Claim} from './claim.ts'
import {msOf} from './said.ts'
import {minuteMs} from './windows.ts'

/** Where records go, and where they do not. */
export const ofDelivery: readonly Claim[] = [
  {pattern: /^The destination is (?<arn>arn:\S+)\.$/, holds: ({truth}, {arn}) => truth.mapping.settings.OnFailureDestination === arn},
  {pattern: /^(?<arn>arn:\S+) does not exist\.$/, holds: ({truth}, {arn = ''}) => !truth.destinations.includes(arn)},
  {pattern: /^The mapping has no on-failure destination/, holds: ({truth}) => truth.mapping.settings.OnFailureDestination === ''},
  {pattern: /^DestinationDeliveryFailures counts/, holds: ({truth}) => truth.counts.dropped.delivery > 0},
  {
    pattern: /^[\d.,]+ records? dropped in half an hour/,
    holds: ({truth}) => truth.counts.dropped.retries + truth.counts.dropped.age + truth.counts.dropped.delivery > 0,
  },
  {
    pattern: /read from the stream since (?<since>[^\s,]+),? (?:and none was handed over|were filtered out)\.$/,
    holds: ({truth}, {since}) => truth.counts.filtered > 0 && truth.invocations(msOf(since) + minuteMs, truth.nowMs).count === 0,
  },
  {
    pattern: /^Batches were started regularly until (?<at>[^\s,]+), and none since\.$/,
    holds: ({truth}, {at}) => truth.invocations(msOf(at) + minuteMs, truth.nowMs).count === 0,
  },
  {pattern: /^dynamodb:Get\S+.* on arn:\S+\/stream\//, holds: ({truth}) => !truth.mayRead},
  {pattern: /^Lag: the stream is not read/, holds: ({truth}) => !truth.mayRead || truth.mapping.state !== 'Enabled'},
]
