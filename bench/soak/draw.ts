import {labIncidents} from '../../packages/lab/src/entrance.ts'
import {type Random, randomOf} from '../../packages/lab/src/simulation/engine/random.ts'
import type {Settings} from '../../src/model/plan/plan.ts'
import {type DrawnChange, drawChange} from './draw-change.ts'
import {drawTroubles, type Trouble} from './draw-troubles.ts'

/** A state in which somebody left the account. */
export const preparations = [
  ...(['weights', 'no-concurrency', 'disabled', 'locked', 'expired-lock', 'role-without-stream', 'stream-off'] as const),
  ...(['released-apart', 'mapped-to-latest'] as const),
] as const
export type Preparation = (typeof preparations)[number]

/** A change that somebody makes with the AWS CLI while the command runs, before its nth request. */
export interface ByHand {
  nth: number
  change: {target: 'mapping'; settings: Settings} | {target: 'concurrency'; reserved: number}
}

/** What the user does before the undo. */
export const betweens = ['nothing', 'change-again', 'forget', 'other-account', 'still-runs', 'unknown-id'] as const
export type Between = (typeof betweens)[number]

/** All that varies between runs. The seed gives it, and nothing else does. */
export interface Drawn {
  seed: number
  incident: string
  /** Of the incident. */
  labSeed: number
  /** Opened in the middle of its incident; a young pipeline is open for less than an hour and costs a fraction of it. */
  isInTrouble: boolean
  /** Age of a young pipeline. */
  ageSeconds: number
  preparation: Preparation | null
  change: DrawnChange
  accepted: {gap: boolean; loss: boolean; denied: boolean}
  steal: boolean
  onInconclusive: 'keep' | 'rollback'
  /** In the change. */
  troubles: readonly Trouble[]
  byHand: ByHand | null
  /** Another operator's change of the same pipeline at the same time. */
  other: DrawnChange | null
  between: Between
  /** Seconds that pass before the undo. */
  pauseSeconds: number
  /** In the undo. */
  undoTroubles: readonly Trouble[]
  /** Whether a change that succeeded is undone. */
  undoesDone: boolean
}

/** Incidents in which nobody changes a setting by himself: in the others, a change during the run would be somebody else's. */
const steady = [
  ...['healthy', 'healthy-bursty', 'healthy-noisy-log', 'idle', 'poison-record', 'careless-function', 'careless-alarms', 'careless-table'],
  ...['cold-start-burden', 'hot-partition', 'insufficient-throughput', 'shard-rollover', 'write-burst', 'poison-record+write-burst'],
]

/** These take ten times as long to simulate as others, for the sake of more shards. */
const large: ReadonlySet<string> = new Set(['parallelization-lowered', 'careless-mapping', 'reader-contention'])

const worldOf = (random: Random) => {
  const labSeed = random.whole(1, 999)
  const ageSeconds = (random.chance(0.25) ? random.whole(20, 30) : random.whole(8, 14)) * 60
  if (random.chance(0.06)) return {labSeed, incident: 'stale-stream', isInTrouble: true, ageSeconds}
  if (random.chance(0.01)) return {labSeed, incident: 'function-unavailable', isInTrouble: true, ageSeconds}
  // An incident is hours old when somebody looks, and takes as long to simulate.
  const isInTrouble = random.chance(0.1)
  const isLarge = random.chance(0.02)
  const incident = random.pick(isInTrouble ? labIncidents.map(({id}) => id).filter(id => large.has(id) === isLarge) : steady)
  return {labSeed, incident, isInTrouble, ageSeconds}
}

function byHand(random: Random): ByHand | null {
  const nth = random.whole(1, 60)
  const changes: ByHand['change'][] = [
    {target: 'mapping', settings: {BatchSize: random.whole(1, 1000)}},
    {target: 'mapping', settings: {Enabled: false}},
    {target: 'concurrency', reserved: random.whole(5, 90)},
  ]
  const change = random.pick(changes)
  return random.chance(0.12) ? {nth, change} : null
}

/** The run of a seed. */
export function draw(seed: number): Drawn {
  const of = (name: string): Random => randomOf(seed, 'soak', name)
  const world = worldOf(of('world'))
  const user = of('user')
  const isStale = world.incident === 'stale-stream'
  const preparation = of('preparation')
  const drawn = preparation.pick(preparations)
  const fits = (drawn === 'mapped-to-latest') === isStale
  return {
    seed,
    ...world,
    preparation: preparation.chance(isStale ? 0.4 : 0.24) && fits ? drawn : isStale && preparation.chance(0.3) ? 'mapped-to-latest' : null,
    change: drawChange(of('change'), isStale),
    accepted: {gap: user.chance(0.75), loss: user.chance(0.6), denied: user.chance(0.5)},
    steal: user.chance(0.15),
    onInconclusive: user.pick(['keep', 'rollback']),
    troubles: drawTroubles(of('troubles'), 80),
    byHand: byHand(of('by hand')),
    other: of('other').chance(0.08) ? drawChange(of('other change'), false) : null,
    between: user.chance(0.75) ? 'nothing' : user.pick(betweens),
    pauseSeconds: user.chance(0.04) ? 4000 : user.pick([0, 0, 5, 60, 120, 300]),
    undoTroubles: drawTroubles(of('undo troubles'), 25),
    undoesDone: user.chance(0.8),
  }
}
