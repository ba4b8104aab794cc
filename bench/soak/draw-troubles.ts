import type {FaultKind} from '../../packages/lab/src/faults.ts'
import type {Random} from '../../packages/lab/src/simulation/engine/random.ts'

/** A fault of AWS or of the network, as the lab injects it. */
export interface AwsTrouble {
  kind: 'aws'
  fault: FaultKind
  action: string
  spares: number
  count: number
  /** Of the calls that it could hit, 0–1. */
  share: number
  seconds: number
  /** Whether it begins before the plan is made, or with the change. */
  from: 'plan' | 'change'
}

/**
 * A fault, of AWS or of the user's own machine. `kill-call`: the process is killed at its nth request, before or after AWS acted on it.
 * `kill-save`: at its nth write of the journal; `torn` leaves a part of the file. `full-disk`: from the nth write on, the disk is full.
 * `interrupt`: Ctrl-C at the nth sign of progress.
 */
export type Trouble =
  | AwsTrouble
  | {kind: 'kill-call'; nth: number; when: 'before' | 'after'}
  | {kind: 'kill-save'; nth: number; when: 'before' | 'torn' | 'after'}
  | {kind: 'full-disk'; nth: number}
  | {kind: 'interrupt'; nth: number}

const mapping = ['lambda:UpdateEventSourceMapping', 'lambda:GetEventSourceMapping']
const others = [
  ...['lambda:UpdateAlias', 'lambda:PublishVersion', 'lambda:TagResource', 'lambda:UntagResource', 'lambda:ListTags'],
  ...['lambda:PutFunctionConcurrency', 'lambda:UpdateFunctionConfiguration', 'cloudwatch:PutMetricAlarm', 'cloudwatch:DeleteAlarms'],
  ...[
    'cloudwatch:GetMetricData',
    'lambda:CreateEventSourceMapping',
    'lambda:DeleteEventSourceMapping',
    'dynamodb:UpdateContributorInsights',
    'lambda:ListEventSourceMappings',
  ],
]

/** Most changes are of a mapping. */
const actionOf = (random: Random): string => {
  const share = random.next()
  return share < 0.4 ? '*' : random.pick(share < 0.7 ? mapping : others)
}

/** As often as they come; the faults that end a change are rarer than those that pass. */
const kinds = [
  ...(['error', 'throttle', 'drop', 'lost-response', 'lost-response', 'late', 'jump', 'expired', 'expired', 'deny', 'skew'] as const),
] satisfies FaultKind[]

const secondsOf = (random: Random, fault: FaultKind): number =>
  fault === 'skew' ? random.pick([-7200, -400, 400, 7200]) : random.pick([5, 30, 90, 300, 900, 4000])

/** A sign-in that has expired stays so; the others pass, or hit a fifth of the calls for as long as the command runs. */
function amountOf(random: Random, fault: FaultKind): Pick<AwsTrouble, 'count' | 'share'> {
  if (fault === 'expired' || fault === 'deny') return {count: random.pick([1, 1000]), share: 1}
  const isNoise = fault !== 'jump' && fault !== 'late' && fault !== 'stuck' && random.chance(0.2)
  return isNoise ? {count: 1000, share: 0.2} : {count: random.pick([1, 1, 2, 9]), share: 1}
}

function awsTrouble(random: Random): AwsTrouble {
  const action = actionOf(random)
  const fault = action === 'lambda:UpdateEventSourceMapping' && random.chance(0.1) ? 'stuck' : random.pick(kinds)
  return {
    kind: 'aws',
    fault,
    action,
    spares: action === '*' ? random.whole(0, 45) : random.pick([0, 0, 1, 2]),
    ...amountOf(random, fault),
    seconds: secondsOf(random, fault),
    from: random.chance(0.25) ? 'plan' : 'change',
  }
}

/** @param most requests that the command makes about. */
function drawTrouble(random: Random, most: number): Trouble {
  const share = random.next()
  if (share < 0.55) return awsTrouble(random)
  if (share < 0.75) return {kind: 'kill-call', nth: random.whole(1, most), when: random.pick(['before', 'after'])}
  if (share < 0.87) return {kind: 'kill-save', nth: random.whole(1, 12), when: random.pick(['before', 'torn', 'after'])}
  return share < 0.92 ? {kind: 'full-disk', nth: random.whole(1, 12)} : {kind: 'interrupt', nth: random.whole(1, 20)}
}

/** Up to two at once. */
export const drawTroubles = (random: Random, most: number): Trouble[] =>
  Array.from({length: random.pick([0, 1, 1, 1, 2, 2])}, () => drawTrouble(random, most))
