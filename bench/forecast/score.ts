import type {Run} from './run.ts'

const tolerance = 0.2
const grainSeconds = 120

/** How one answer was against the time that was really left. */
export interface Scored {
  leftSeconds: number
  /** Error as a share of the time left; null where nothing was predicted, which counts as wrong. */
  error: number | null
  withinLeft: boolean
  withinWay: boolean
  withinGrain: boolean
}

/** The answers from one third of the way on. */
export function score({answers, startMs, endMs}: Run): Scored[] {
  const wayMs = endMs - startMs
  return answers
    .filter(({atMs}) => (atMs - startMs) / wayMs >= 1 / 3)
    .map(({atMs, predicted}) => {
      const leftSeconds = (endMs - atMs) / 1000
      const off = predicted === null ? Number.POSITIVE_INFINITY : Math.abs(predicted - leftSeconds)
      return {
        leftSeconds,
        error: predicted === null ? null : off / leftSeconds,
        withinLeft: off <= tolerance * leftSeconds,
        withinWay: off <= (tolerance * wayMs) / 1000,
        withinGrain: off <= Math.max(tolerance * leftSeconds, grainSeconds),
      }
    })
}

export type Rule = 'withinLeft' | 'withinWay' | 'withinGrain'

export const mean = (list: readonly number[]): number => list.reduce((sum, value) => sum + value, 0) / list.length
export const shareBy = (list: readonly Scored[], rule: Rule): number => list.filter(one => one[rule]).length / list.length

/** Of the errors as a share of the time left; an answer that was not given is as wrong as can be. */
export function quantile(list: readonly Scored[], share: number): number {
  const errors = list.map(({error}) => error ?? Number.POSITIVE_INFINITY).sort((a, b) => a - b)
  return errors[Math.min(errors.length - 1, Math.floor(share * errors.length))] ?? Number.NaN
}
