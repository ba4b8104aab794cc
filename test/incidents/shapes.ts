import type {Band} from './stand-in/series.ts'

/** A number for each minute; 0 is the minute of the look, negative ones lie before it. */
export type Rate = (minute: number) => number
/** The samples of a minute in which so many invocations started. Milliseconds. */
export type Bands = (minute: number, invocations: number) => Band[]

/** A fixed fraction for a number: noise that is the same in every run. */
export function noise(minute: number, lane = 0): number {
  const x = Math.sin(minute * 127.1 + lane * 311.7) * 43_758.545_3
  return x - Math.floor(x)
}

/** About a value: up to 8 % more or less. */
export const about =
  (value: number, lane = 1, share = 0.08): Rate =>
  minute =>
    value * (1 + share * (2 * noise(minute, lane) - 1))

export const always =
  (value: number): Rate =>
  () =>
    value

/** One law from a minute on, another before it. */
export const from =
  <R>(minute: number, then: (at: number, invocations: number) => R, before: (at: number, invocations: number) => R) =>
  (at: number, invocations = 0): R =>
    at >= minute ? then(at, invocations) : before(at, invocations)

/** One law between two minutes (the last excluded), another around them. */
export const between =
  <R>(first: number, end: number, then: (at: number, invocations: number) => R, around: (at: number, invocations: number) => R) =>
  (at: number, invocations = 0): R =>
    at >= first && at < end ? then(at, invocations) : around(at, invocations)

/** All samples of a minute between two values, in milliseconds. */
export const evenly =
  (low: number, high: number): Bands =>
  (_, n) => [{n, low, high}]

/** Ages of a stream that is read as it is written: polls are 250 ms apart, and the batching window is a second. */
export const fresh: Bands = evenly(250, 1500)

/** Fresh ages as a graph shows them: never twice the same, and now and then some seconds for a cold start or for a shard that changes. */
export const lively =
  (lane = 60): Bands =>
  (minute, n) => {
    const peak = n > 0 && noise(minute, lane) < 0.06 ? 2500 + 5000 * noise(minute, lane + 1) : 0
    const [low, high] = [180 + 140 * noise(minute, lane + 2), 900 + 900 * noise(minute, lane + 3)]
    return peak === 0
      ? [{n, low, high}]
      : [
          {n: n - 1, low, high},
          {n: 1, low: peak, high: peak},
        ]
  }

/** All samples between two values that move by some percent from minute to minute. */
export const wavering =
  (low: number, high: number, lane = 70): Bands =>
  (minute, n) => [{n, low: low * (0.9 + 0.2 * noise(minute, lane)), high: high * (0.86 + 0.28 * noise(minute, lane + 1))}]

const secondMs = 1000

/**
 * One shard is blocked since a minute: the same batch is sent again and again, so that the age of its last record grows by a second in
 * each second. The other shards are fresh.
 * @param attempts how often in a minute it is sent.
 * @param leadSeconds how old the record was when the minute began.
 */
export const oneBlocked =
  (since: number, attempts: Rate, {leadSeconds = 5, others = fresh}: {leadSeconds?: number; others?: Bands} = {}): Bands =>
  (minute, n) => {
    if (minute < since) return others(minute, n)
    const retries = Math.min(n, Math.round(attempts(minute)))
    const age = ((minute - since) * 60 + leadSeconds) * secondMs
    return [...others(minute, n - retries), {n: retries, low: age, high: age + 58 * secondMs * (retries > 1 ? 1 : 0) + 50}]
  }

/** Every shard is blocked since a minute: all batches are sent again, each with its own last record. */
export const allBlocked =
  (since: number, {before = fresh, spreadSeconds = 40}: {before?: Bands; spreadSeconds?: number} = {}): Bands =>
  (minute, n) =>
    minute < since
      ? before(minute, n)
      : [{n, low: ((minute - since) * 60 + 3) * secondMs, high: ((minute - since) * 60 + 3 + spreadSeconds) * secondMs}]

/** Batches that all are about so old: a backlog that is worked through. */
export const aged =
  (ageSeconds: Rate, spreadSeconds = 20): Bands =>
  (minute, n) => {
    const age = Math.max(0.3, ageSeconds(minute))
    return [{n, low: age * secondMs, high: (age + Math.min(spreadSeconds, age)) * secondMs}]
  }

/** One shard is late and goes on: its batches, a share of all, are so old; the others are fresh. */
export const oneBehind =
  (since: number, share: number, ageSeconds: Rate, others: Bands = fresh): Bands =>
  (minute, n) =>
    minute < since ? others(minute, n) : [...others(minute, n * (1 - share)), ...aged(ageSeconds, 8)(minute, n * share)]
