import {mappingDefaults} from '../aws-facts/mapping-defaults.ts'
import {type Absent, absent, defineCause, type Present, type RuledOut, ruledOut, ruledOutBecause} from '../model/cause.ts'
import type {Fix} from '../model/check.ts'
import {maybe} from '../model/derived/derived.ts'
import type {Lag} from '../model/derived/lag.ts'
import type {Load} from '../model/derived/load.ts'
import type {NewestMinute} from '../model/derived/newest-minute.ts'
import type {Mapping} from '../model/evidence/evidence.ts'
import {count, multiple, percent} from '../text/units.ts'
import {beginning, beginningLines, getsTooMuch, mayBegin, orSooner, slowestKnown, twoMoreMinutes} from './parts/begins.ts'
import {bulkLines} from './parts/bulk-writes.ts'
import {hasJustEnded} from './parts/burst-end.ts'
import {fullLines} from './parts/full-lines.ts'
import {known, when} from './parts/lines.ts'
import {loweredCapacity, loweredNow, needsDuration} from './parts/lowered-capacity.ts'
import {carriesWith, widerFactor} from './parts/more-capacity.ts'
import {notByLag, notByLoad, notByTime, notByWrites} from './parts/why-not.ts'

const text = {
  title: 'The write rate exceeds the throughput of the pipeline',
  harm: 'all shards fall behind as long as the writes continue',
  summary: {
    busy: 'The function is busy all the time and does not keep up.',
    justEnded: 'Until some minutes ago writes exceeded the throughput, and the backlog does not shrink yet.',
    carriesPart: (writeRatio: number, carriedShare: number) =>
      `Writes are at ${multiple(writeRatio)} the earlier rate, and the mapping delivers ${percent(carriedShare)} of them.`,
    carriesAll: (writeRatio: number) => `Writes are at ${multiple(writeRatio)} the earlier rate, and the backlog does not shrink.`,
    beginsWithWrites: (writeRatio: number) => `Writes are at ${multiple(writeRatio)} the usual rate, and the function does not keep up.`,
    begins: 'The shards are busy all the time: more records come in than the function processes.',
  },
  because: {
    busy: (batches: number, use: number) =>
      `${count(batches, 'batch', 'batches')} can run at once, and they are busy for ${percent(use)} of the time.`,
    asFast: 'The function is as fast as before, and errors and throttles are few.',
    fuller: 'Fuller batches explain the time that an invocation takes, and errors and throttles are few.',
  },
  against: {
    burst: 'A burst that ends soon has the same metrics.',
    noCalm: 'There is no calm time in the window to compare with.',
    lowNow: 'In the newest minute the writes are as low as before.',
  },
  settledBy: {
    longer: 'A longer window: --since 24h.',
    twoMinutes: 'Two more minutes show whether the writes stay low.',
  },
  fix: (factor: number) =>
    `Run more batches of a shard at once (parallelization factor ${factor}; the order is kept per item) and make them larger. Up to ${count(factor, 'invocation')} per open shard then run at once: make sure that the function's concurrency and downstream services can handle that. A single hot item gains nothing.`,
  ruledOut: {
    someShards: 'Only some of the shards are late.',
    notFull: 'Batches are not full, and the shards are idle part of the time.',
    readsThrottled: 'Reads of the stream are throttled.',
  },
}

const lagging = ['slow', 'behind', 'losing']
const few = 0.05
/** More is written than before by this much, and still is. */
const more = 1.2
/** The newest minute shows that more is written. */
const moreSeen = 1.1
/** A slower function is another cause. */
const slower = 1.4
/** Full batches, or lanes that are busy nearly all the time. */
const saturated = ({now}: Load): boolean => (now?.batchFill ?? 0) >= 0.9 || (now?.laneUse ?? 0) >= 0.75

function summaryOf(load: Load, lag: Lag): string {
  const {writeRatio} = load
  const {throughputRatio} = lag
  if (writeRatio === null) return text.summary.busy
  if (hasJustEnded(load, lag)) return text.summary.justEnded
  // Without a backlog that grows, all writes are carried, and the waiting records do not decrease.
  if (throughputRatio === null || throughputRatio >= 0.98) return text.summary.carriesAll(writeRatio)
  return text.summary.carriesPart(writeRatio, Math.max(0, throughputRatio))
}

/** The highest batch size and factor that are advised at one step: more records per call, and more calls at once. */
function fix(mapping: Mapping, lag: Lag): Fix {
  const batchSize = mapping.batchSize ?? mappingDefaults.batchSize
  const factor = mapping.parallelizationFactor ?? mappingDefaults.parallelizationFactor
  const larger = Math.min(1000, batchSize * 4)
  const wider = widerFactor(mapping, lag)
  return {
    summary: text.fix(wider),
    change: {...(wider > factor ? {ParallelizationFactor: wider} : {}), ...(larger > batchSize ? {BatchSize: larger} : {})},
    ...carriesWith(mapping, wider),
  }
}

/** The signs in one minute, before the lag is one: the age has begun to rise. */
const begins = (minute: NewestMinute, fixes: Fix[]): Present => ({
  kind: 'present',
  confidence: beginning,
  summary: (minute.writeRatio ?? 1) >= moreSeen ? text.summary.beginsWithWrites(minute.writeRatio ?? 1) : text.summary.begins,
  because: [...beginningLines(minute), slowestKnown(minute) < slower ? text.because.asFast : text.because.fuller],
  against: [text.against.burst],
  settledBy: twoMoreMinutes,
  fixes,
})

/** The facts that exclude it, or that nothing shows it; null where neither holds. */
function excluded(load: Load, lag: Lag, oneLane: boolean, refusedReadMinutes: number): RuledOut | Absent | null {
  const {now, writeRatio, workRatio} = load
  if (!lagging.includes(lag.state) || lag.stuck !== null || lag.recurring) return notByLag(lag)
  if (now === null) return ruledOut
  if (oneLane) return ruledOutBecause(text.ruledOut.someShards)
  const fails = notByLoad(now, few)
  if (fails !== null) return fails
  // Batches of which nobody knows how full they are exclude nothing.
  if (!saturated(load)) return now.batchFill === null ? absent : ruledOutBecause(text.ruledOut.notFull)
  if ((load.refusedReadMinutes ?? 0) >= refusedReadMinutes) return ruledOutBecause(text.ruledOut.readsThrottled)
  if (workRatio !== null && workRatio >= slower && workRatio >= (writeRatio ?? 1)) return notByTime(load)
  return writeRatio !== null && writeRatio < more && !hasJustEnded(load, lag) ? notByWrites(load) : null
}

export const insufficientThroughput = defineCause({
  id: 'insufficient-throughput',
  text,
  harmful: true,
  needs: ['load', 'lag', 'newestMinute'],
  wants: ['mapping', 'changes', 'tableMetrics'],
  onDemand: ['bulkOperations'],
  weigh: ({load, lag, newestMinute}, wanted, {thresholds}) => {
    const mapping = maybe(wanted.mapping)
    const fixes = mapping ? [fix(mapping, lag)] : []
    const oneLane = lag.scope === 'one-shard' || lag.scope === 'some'
    const isOther = oneLane || (load.hotWriteMinutes ?? 0) > 0 || (load.refusedReadMinutes ?? 0) > 0
    const early = () => (newestMinute && mayBegin(lag) && !isOther && getsTooMuch(newestMinute) ? begins(newestMinute, fixes) : null)
    const changes = maybe(wanted.changes)
    if (changes) {
      const advised = fixes[0] ?? null
      // Right after the update too few minutes are known to compare: the newest one tells sooner, late as it may be already.
      const lowered =
        (lagging.includes(lag.state) && lag.stuck === null ? loweredCapacity(changes, mapping, advised) : null) ??
        (newestMinute && mayBegin(lag) ? loweredNow(changes, mapping, newestMinute) : null)
      if (lowered) return lowered
      if (newestMinute && mayBegin(lag) && needsDuration(changes, newestMinute)) return {...absent, sooner: ['logMinutes']}
    }
    if (lag.state === 'unknown') return early() ?? orSooner({kind: 'open'}, newestMinute, lag)
    const {now, before, writeRatio, lanes} = load
    const not = excluded(load, lag, oneLane, thresholds.refusedReadMinutes)
    if (not !== null || now === null) return early() ?? orSooner(not ?? ruledOut, newestMinute, lag)
    // The writes may just have come back: then a burst is the likelier.
    const ends = load.newestWriteRatio !== null && load.newestWriteRatio < more && writeRatio !== null
    return {
      kind: 'present',
      confidence: writeRatio === null ? 0.55 : ends ? 0.4 : 0.92,
      summary: summaryOf(load, lag),
      because: [
        ...fullLines(now, before),
        ...(lanes === null ? [] : known(now.laneUse, use => text.because.busy(lanes, Math.min(1, use)))),
        ...bulkLines(maybe(wanted.bulkOperations)),
        text.because.asFast,
      ],
      against: [...when(writeRatio === null, text.against.noCalm), ...when(ends, text.against.lowNow)],
      settledBy: writeRatio === null ? text.settledBy.longer : ends ? text.settledBy.twoMinutes : null,
      fixes,
    }
  },
})
