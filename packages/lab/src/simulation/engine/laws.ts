import type {Backoff} from '../poller/mapping-run.ts'
import {mix, type Random, randomOf} from './random.ts'

/** The laws that AWS does not document, and the chance in code and writers. A tool that is measured against one set only may have learnt its quirks. */
export interface Laws {
  /** How long the poller waits before try number `tries` + 1, ms. */
  retryWaitMs(backoff: Backoff, tries: number, random: Random): number
  /** How long after its end CloudWatch shows a minute of an emitter (a function, a mapping, a table), ms. */
  publicationMs(emitterKey: number, minute: number): number
  /** How long after an attempt GetEventSourceMapping shows its result, ms. AWS documents no delay. */
  resultMs: number
  /** While too many read a shard, two get through for one turn, then perhaps others: the present turn and its end, ms since the start. */
  readerTurn(partitionKey: number, sinceStartMs: number): {turn: number; endMs: number}
  /** Durations vary by factors around 1; `noise` is about their standard deviation. */
  durationFactor(noise: number, random: Random): number
  /** The writes of a second, where `mean` is to be expected. */
  writesIn(mean: number, random: Random): number
}

/** Those that thresholds are tuned on. */
export const firstLaws: Laws = {
  /** Doubled each time up to the cap, with up to a fifth more or less. */
  retryWaitMs({baseMs, capMs}, tries, random) {
    const wait = Math.min(capMs, baseMs * 2 ** Math.max(0, Math.min(30, tries - 1)))
    return Math.round(wait * random.between(0.8, 1.2))
  },
  /**
   * 1–3 minutes: AWS documents no delay, and none that differs between the metrics of one function, mapping or table, so a minute's
   * Errors come with its Invocations.
   */
  publicationMs: (emitterKey, minute) => 60_000 + (mix(emitterKey, minute) % 120_000),
  resultMs: 0,
  /** Of 5–25 s, as long for the whole life of a partition. */
  readerTurn(partitionKey, sinceStartMs) {
    const length = 5000 + (mix(partitionKey, 0x7e4d) % 20_000)
    const turn = Math.floor(sinceStartMs / length)
    return {turn, endMs: (turn + 1) * length}
  },
  /** Log-normal. */
  durationFactor: (noise, random) => Math.exp(noise * random.normal() - (noise * noise) / 2),
  writesIn: (mean, random) => random.poisson(mean),
}

/** Uniform in [0, 1), from a hash. */
const shareOf = (key: number, n: number): number => mix(key, n) / 2 ** 32

/** Waits between tries: any up to the doubled one ("full jitter"), growing by as much each time, or all alike. */
const retryLaws: readonly Laws['retryWaitMs'][] = [
  ({baseMs, capMs}, tries, random) => {
    const most = Math.min(capMs, baseMs * 2 ** Math.max(0, Math.min(30, tries - 1)))
    return Math.round(Math.max(baseMs / 2, most * random.next()))
  },
  ({baseMs, capMs}, tries, random) => Math.round(Math.min(capMs, baseMs * Math.max(1, tries)) * random.between(0.9, 1.1)),
  ({baseMs, capMs}, _tries, random) => Math.round(Math.sqrt(baseMs * capMs) * random.between(0.95, 1.05)),
]

/** Durations: a least one and an exponential tail, or two speeds (a cache that is missed now and then). The mean is 1. */
function durationLaw(random: Random): Laws['durationFactor'] {
  if (random.chance(0.5)) return (noise, draws) => 1 - noise - noise * Math.log(1 - draws.next())
  const slowShare = random.between(0.03, 0.12)
  const slowTimes = random.between(1.5, 3)
  const fast = 1 / (1 - slowShare + slowShare * slowTimes)
  return (noise, draws) => fast * (draws.chance(slowShare) ? slowTimes : 1) * (1 + (noise / 2) * (2 * draws.next() - 1))
}

/** Writers that send several items in a request (BatchWriteItem takes 25): as many on average, in clumps. */
function writesLaw(random: Random): Laws['writesIn'] {
  const clump = Math.round(random.logBetween(2, 25))
  return (mean, draws) => clump * draws.poisson(mean / clump)
}

/** A family that nothing is tuned on: each seed draws its laws again, from streams of their own. */
export function secondLaws(seed: number): Laws {
  const draw = (name: string) => randomOf(seed, 'second laws', name)
  const publication = draw('publication')
  const leastMs = publication.between(40_000, 90_000)
  const tailMs = publication.between(15_000, 50_000)
  const frameMs = Math.round(draw('reader turns').between(20_000, 80_000))
  return {
    retryWaitMs: draw('retries').pick(retryLaws),
    /** A least delay and an exponential tail, five minutes at most. */
    publicationMs: (emitterKey, minute) => Math.min(300_000, Math.round(leastMs - tailMs * Math.log(1 - shareOf(emitterKey, minute)))),
    resultMs: Math.round(draw('results').between(0, 60_000)),
    /** Turns of very different lengths: each frame of time is cut in two somewhere. */
    readerTurn(partitionKey, sinceStartMs) {
      const frame = Math.floor(sinceStartMs / frameMs)
      const cutMs = Math.round((frame + 0.1 + 0.8 * shareOf(partitionKey, frame)) * frameMs)
      return sinceStartMs < cutMs ? {turn: 2 * frame, endMs: cutMs} : {turn: 2 * frame + 1, endMs: (frame + 1) * frameMs}
    },
    durationFactor: durationLaw(draw('durations')),
    writesIn: writesLaw(draw('writes')),
  }
}
