import type {Change, Changes} from '../../model/derived/changes.ts'
import {defineDerived, maybe} from '../../model/derived/derived.ts'
import type {Failures} from '../../model/derived/failures.ts'
import type {Lag} from '../../model/derived/lag.ts'
import type {LambdaFunction, Mapping, PastOperation, Stream} from '../../model/evidence/evidence.ts'
import {bornMs} from '../../model/evidence/shard-age.ts'
import {minuteMs} from '../../text/minutes.ts'
import {epochMs} from '../../text/units.ts'
import {sourcesOf} from '../load/load.ts'
import {capacityAround} from './capacity-change.ts'
import {repairOf} from './repair.ts'

/** AWS's date of a change lies within the time of the operation that made it, give or take its clock. */
const clockWidthMs = 60_000
/** A lag that grows has turned where it was lower by this than in the minutes before and since: seconds, and a share of the growth. */
const noiseSeconds = 30
const noiseShare = 0.15

type Dated = Omit<Change, 'beforeOnsetSeconds'>

const plain = {operation: null, settings: []}

const mappingWords = (state: string): string =>
  state.startsWith('Disabl') ? 'The event source mapping was disabled' : 'The event source mapping was updated'

/** AWS dates $LATEST by its last change and a version by when it was published; it does not date the move of an alias. */
const functionWords = ({version}: LambdaFunction): string =>
  version === '$LATEST' ? 'The function was changed' : `Version ${version} of the function was published`

function datedByAws(mapping: Mapping | undefined, target: LambdaFunction | null | undefined, stream: Stream | null | undefined): Dated[] {
  const label = mapping?.streamLabel ? epochMs(`${mapping.streamLabel}Z`) : Number.NaN
  return [
    ...(mapping?.lastModifiedMs == null
      ? []
      : [{...plain, what: 'mapping' as const, atMs: mapping.lastModifiedMs, words: mappingWords(mapping.state)}]),
    ...(target?.lastModifiedMs == null
      ? []
      : [{...plain, what: 'function' as const, atMs: target.lastModifiedMs, words: functionWords(target)}]),
    ...(Number.isNaN(label) ? [] : [{...plain, what: 'stream' as const, atMs: label, words: 'The stream was created'}]),
    ...(stream?.shards ?? []).flatMap(shard => {
      const atMs = shard.parentShardId === null ? null : bornMs(shard.shardId)
      return atMs === null ? [] : [{...plain, what: 'shard' as const, atMs, words: 'A shard was closed and replaced by a child shard'}]
    }),
  ]
}

const operationWords: Record<'mapping' | 'function' | 'alias' | 'concurrency', string> = {
  mapping: 'The event source mapping was updated',
  function: 'The function was changed',
  alias: 'The alias was moved',
  concurrency: 'The reserved concurrency was changed',
}

/** The journal's additions to the changes that AWS dates, and the changes that AWS does not date at all. */
function withOperations(dated: readonly Dated[], operations: readonly PastOperation[]): Dated[] {
  const made = operations.flatMap(({id, fromMs, toMs, changes}) => changes.map(change => ({...change, operation: id, fromMs, toMs})))
  type Made = (typeof made)[number]
  const isSame = (one: Dated, {what, fromMs, toMs}: Made) =>
    one.what === what && one.atMs >= fromMs - clockWidthMs && one.atMs <= toMs + clockWidthMs
  return [
    ...dated.map(one => {
      const known = made.find(other => isSame(one, other))
      return known ? {...one, operation: known.operation, settings: known.settings} : one
    }),
    ...made
      .filter(one => !dated.some(other => isSame(other, one)))
      .map(({what, settings, operation, fromMs}) => ({what, settings, operation, atMs: fromMs, words: operationWords[what]})),
  ]
}

/** The minute from which a lag grows: the lowest age since the last one that was clearly above it. */
function turnOf({series}: Lag): number | null {
  const ages = series.filter(({max}) => max !== null).map(({atMs, max}) => ({atMs, age: max as number}))
  const newest = ages.at(-1)
  if (!newest) return null
  let lowest = newest
  for (const point of ages.reverse()) {
    if (point.age > lowest.age + Math.max(noiseSeconds, noiseShare * (newest.age - lowest.age))) break
    if (point.age < lowest.age) lowest = point
  }
  return lowest.atMs
}

function onsetOf(lag: Lag, failures: Failures | undefined): number | null {
  if (failures && failures.scope !== 'none' && failures.sinceMs !== null) return failures.sinceMs
  if (lag.state !== 'slow') return lag.onsetAtMs
  const turnMs = turnOf(lag)
  return turnMs === null ? lag.onsetAtMs : Math.max(turnMs, lag.onsetAtMs ?? turnMs)
}

/**
 * Every change that the evidence dates, with its time to the onset of the symptom: a cause may name only one that came before. AWS has
 * the times of changes of the mapping and the function, and not their kinds; the journal of ddbstream has both, of its own changes.
 */
export const changes = defineDerived({
  key: 'changes',
  needs: ['functionMetrics', 'lag'],
  wants: ['mapping', 'function', 'stream', 'tableMetrics', 'mappingMetrics', 'failures', 'operations', 'logMinutes'],
  compute: ({functionMetrics, lag}, wanted, {nowMs, startMs, thresholds}): Changes => {
    const mapping = maybe(wanted.mapping)
    const stream = maybe(wanted.stream)
    const onsetMs = onsetOf(lag, maybe(wanted.failures))
    const list = withOperations(datedByAws(mapping, maybe(wanted.function), stream), maybe(wanted.operations) ?? [])
      .filter(({atMs}) => atMs <= nowMs + minuteMs)
      .map(change => ({...change, beforeOnsetSeconds: onsetMs === null ? null : (onsetMs - change.atMs) / 1000}))
      .sort((a, b) => b.atMs - a.atMs)
    const changed = list.find(({what}) => what === 'mapping')
    const openShards = stream?.shards.filter(({open}) => open).length ?? 0
    return {
      onsetMs,
      list,
      capacity:
        mapping && changed && changed.atMs > startMs
          ? capacityAround(changed, {
              mapping,
              log: maybe(wanted.logMinutes) ?? null,
              openShards: openShards > 0 && lag.sharedBy === 0 ? openShards : null,
              sources: sourcesOf(functionMetrics, wanted),
              lag,
              startMs,
              nowMs,
            })
          : null,
      repair: repairOf(list, {metrics: functionMetrics, table: maybe(wanted.tableMetrics), mapping, lag, nowMs, thresholds}),
    }
  },
})
