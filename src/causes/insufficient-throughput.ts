import {defineCause, type Present, type RuledOut, ruledOut, ruledOutBecause} from '../model/cause.ts'
import type {Fix} from '../model/check.ts'
import {maybe} from '../model/derived/derived.ts'
import type {Lag} from '../model/derived/lag.ts'
import type {Load} from '../model/derived/load.ts'
import type {NewestMinute} from '../model/derived/newest-minute.ts'
import type {Mapping} from '../model/evidence/evidence.ts'
import {count, number, percent} from '../text/units.ts'
import {beginning, beginningLines, getsTooMuch, mayBegin, orSooner, slowestKnown, twoMoreMinutes} from './parts/begins.ts'
import {bulkLines} from './parts/bulk-writes.ts'
import {hasJustEnded} from './parts/burst-end.ts'
import {fullLines} from './parts/full-lines.ts'
import {loweredCapacity, loweredNow} from './parts/lowered-capacity.ts'
import {carriesWith, widerFactor} from './parts/more-capacity.ts'
import {failsOrThrottled, otherLag, timePerRecord, writesNow} from './parts/why-not.ts'

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

/** Without a backlog that grows, all that is written is carried, and what waits is not made up for. */
const carried = ({throughputRatio}: Lag): string =>
  throughputRatio === null || throughputRatio >= 0.98
    ? 'the backlog does not shrink'
    : `the mapping carries ${percent(Math.max(0, throughputRatio))} of it`

/** The highest batch size and factor that are advised at one step: more records per call, and more calls at once. */
function fix(mapping: Mapping, lag: Lag): Fix {
  const batchSize = mapping.batchSize ?? 100
  const factor = mapping.parallelizationFactor ?? 1
  const larger = Math.min(1000, batchSize * 4)
  const wider = widerFactor(mapping, lag)
  return {
    summary: `Run more batches of a shard at once (parallelization factor ${wider}; the order is kept per item) and make them larger. The function then runs up to ${wider} times per open shard: make sure that its concurrency and downstream services can handle that. A single hot item gains nothing.`,
    change: {...(wider > factor ? {ParallelizationFactor: wider} : {}), ...(larger > batchSize ? {BatchSize: larger} : {})},
    ...carriesWith(mapping, wider),
  }
}

/** What one minute shows, before the lag is one: the age has begun to rise. */
const begins = (minute: NewestMinute, fixes: Fix[]): Present => ({
  kind: 'present',
  confidence: beginning,
  summary:
    (minute.writeRatio ?? 1) >= moreSeen
      ? `${number(minute.writeRatio ?? 1)} times as much as usual is written, and the function does not keep up.`
      : 'The shards are busy all the time: more records come in than the function processes.',
  because: [
    ...beginningLines(minute),
    slowestKnown(minute) < slower
      ? 'The function is as fast as before, and errors and throttles are few.'
      : 'Fuller batches explain the time that an invocation takes, and errors and throttles are few.',
  ],
  against: ['A burst that ends soon looks the same.'],
  settledBy: twoMoreMinutes,
  fixes,
})

const because = (reason: string | null): RuledOut => (reason === null ? ruledOut : ruledOutBecause(reason))

/** What excludes it; null where nothing does. */
function excluded(load: Load, lag: Lag, oneLane: boolean, refusedReadMinutes: number): RuledOut | null {
  const {now, writeRatio, workRatio} = load
  if (!lagging.includes(lag.state) || lag.stuck !== null || lag.recurring) return because(otherLag(lag))
  if (now === null) return ruledOut
  if (oneLane) return ruledOutBecause('Only some of the shards are late.')
  const fails = failsOrThrottled(now, few)
  if (fails !== null) return ruledOutBecause(fails)
  if (!saturated(load)) return ruledOutBecause('Batches are not full, and the concurrent batches have time left.')
  if ((load.refusedReadMinutes ?? 0) >= refusedReadMinutes) return ruledOutBecause('Reads of the stream are throttled.')
  if (workRatio !== null && workRatio >= slower && workRatio >= (writeRatio ?? 1)) return because(timePerRecord(load))
  return writeRatio !== null && writeRatio < more && !hasJustEnded(load, lag) ? because(writesNow(load)) : null
}

export const insufficientThroughput = defineCause({
  id: 'insufficient-throughput',
  title: "Write rate exceeds the pipeline's throughput",
  harm: 'all shards fall behind as long as the writes continue',
  harmful: true,
  needs: ['load', 'lag', 'newestMinute'],
  wants: ['mapping', 'changes'],
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
    }
    if (lag.state === 'unknown') return early() ?? orSooner({kind: 'open'}, newestMinute, lag)
    const {now, before, writeRatio, lanes} = load
    const not = excluded(load, lag, oneLane, thresholds.refusedReadMinutes)
    if (not !== null || now === null) return early() ?? orSooner(not ?? ruledOut, newestMinute, lag)
    // What is written may just have come back: then a burst is the likelier.
    const ends = load.newestWriteRatio !== null && load.newestWriteRatio < more && writeRatio !== null
    return {
      kind: 'present',
      confidence: writeRatio === null ? 0.55 : ends ? 0.4 : 0.92,
      summary:
        writeRatio === null
          ? 'The function is busy all the time and does not keep up.'
          : hasJustEnded(load, lag)
            ? 'Until some minutes ago writes exceeded the throughput, and the backlog does not shrink yet.'
            : `Writes are at ${number(writeRatio)} × the earlier rate, and ${carried(lag)}.`,
      because: [
        ...fullLines(now, before),
        ...(now.laneUse === null || lanes === null
          ? []
          : [
              `${count(lanes, 'batch', 'batches')} can run at once, and they are busy for ${percent(Math.min(1, now.laneUse))} of the time.`,
            ]),
        ...bulkLines(maybe(wanted.bulkOperations)),
        `The function is as fast as before, and errors and throttles are few.`,
      ],
      against: [
        ...(writeRatio === null ? ['There is no calm time in the window to compare with.'] : []),
        ...(ends ? ['In the newest minute the writes are as low as before.'] : []),
      ],
      settledBy: writeRatio === null ? 'A longer window: --since 24h.' : ends ? 'Two more minutes show whether the writes stay low.' : null,
      fixes,
    }
  },
})
