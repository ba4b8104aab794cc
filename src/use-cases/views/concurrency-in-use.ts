import {mappingDefaults} from '../../aws-facts/mapping-defaults.ts'
import type {Thresholds} from '../../aws-facts/thresholds.ts'
import type {ConcurrencyReport, FunctionConcurrency} from '../../model/views/concurrency.ts'
import {count, number, percent} from '../../text/units.ts'

/** Batches that can run at once: open shards × parallelization factor, over the mappings that poll; null when a stream could not be read. */
export function needOf(mappings: FunctionConcurrency['mappings']): number | null {
  const polling = mappings.filter(({state}) => !state.startsWith('Disabl') && state !== 'Deleting')
  return polling.reduce<number | null>(
    (sum, {openShards, parallelizationFactor}) =>
      sum === null || openShards === null ? null : sum + openShards * (parallelizationFactor ?? mappingDefaults.parallelizationFactor),
    0,
  )
}

type Known = Omit<FunctionConcurrency, 'judgement' | 'says'>

/** Whether a function may run as many batches at once as its shards need. `reserveKnown`: whether a reserve could be read. */
export function judgeConcurrency(
  {reserved, need, throttles}: Known,
  reserveKnown: boolean,
  {unreservedLimit, unreservedMaximum}: ConcurrencyReport['account'],
  thresholds: Thresholds,
): Pick<FunctionConcurrency, 'judgement' | 'says'> {
  const refused = throttles ? ` ${count(Math.round(throttles), 'invocation')} were throttled.` : ''
  if (reserved === 0)
    return {
      judgement: 'stopped',
      says: 'Reserved concurrency is 0, which stops the function: no invocation runs until it is raised or removed.',
    }
  if (!reserveKnown) return {judgement: 'unknown', says: `Reserved concurrency could not be read.${refused}`}
  if (need === null) return {judgement: 'unknown', says: `The number of open shards could not be read, so the need is unknown.${refused}`}
  if (reserved !== null)
    return reserved >= need
      ? {judgement: 'enough', says: `${number(reserved)} reserved, ${number(need)} needed at most.${refused}`}
      : {
          judgement: 'too-low',
          says: `${number(reserved)} reserved, ${number(need)} needed at most: batches above that are throttled and wait.${refused} Reserve ${number(need)} or more, plus the use of other callers.`,
        }
  return unreserved(need, refused, {limit: unreservedLimit, maximum: unreservedMaximum}, thresholds)
}

function unreserved(
  need: number,
  refused: string,
  {limit, maximum}: {limit: number | null; maximum: number | null},
  thresholds: Thresholds,
): Pick<FunctionConcurrency, 'judgement' | 'says'> {
  if (limit === null)
    return {judgement: 'unknown', says: `The function has no reserved concurrency, and the account's limit could not be read.${refused}`}
  if (need > limit)
    return {
      judgement: 'too-low',
      says: `The function needs ${number(need)} at most, and the account has ${number(limit)} for all functions without reserved concurrency.${refused}`,
    }
  const share = maximum === null ? null : maximum / limit
  // From there on, functions without a reserve are in each other's way soon.
  if (share !== null && share >= thresholds.concurrencyNearShare)
    return {
      judgement: share >= thresholds.concurrencyShare ? 'too-low' : 'shared',
      says: `The function has no reserved concurrency, and the shared pool was used up to ${percent(share)}.${refused} Reserved concurrency of ${number(need)} protects it from the others.`,
    }
  const room = maximum === null ? '' : `, of which ${number(maximum)} were in use at most`
  return {
    judgement: 'shared',
    says: `The function has no reserved concurrency. It needs ${number(need)} at most, and shares ${number(limit)} with other functions${room}.${refused}`,
  }
}
