import {fixCommand} from '../advice/fix-command.ts'
import {mappingDefaults} from '../aws-facts/mapping-defaults.ts'
import {defineCause, type Present, ruledOut, ruledOutBecause} from '../model/cause.ts'
import type {Fix} from '../model/check.ts'
import {type Moment, maybe} from '../model/derived/derived.ts'
import type {Lag} from '../model/derived/lag.ts'
import type {Load} from '../model/derived/load.ts'
import type {NewestMinute} from '../model/derived/newest-minute.ts'
import type {Skew} from '../model/derived/skew.ts'
import type {HotKeys, LambdaFunction, Mapping} from '../model/evidence/evidence.ts'
import {type HotKey, hottestKey, keyText} from '../signs/hot-key.ts'
import {count, duration, multiple, number} from '../text/units.ts'
import {beginning, beginningLines, isOneShard, mayBegin, twoMoreMinutes} from './parts/begins.ts'
import {drainsAfterBurst} from './parts/burst-end.ts'
import {known, when} from './parts/lines.ts'
import {carriedByLarger, carriesWith, largerBatch, widerFactor} from './parts/more-capacity.ts'
import {isRollover} from './parts/rollover-spike.ts'

const spread =
  'Spread the key: a random suffix for writes (write sharding), or a key with more values (userId#timestamp instead of userId).'

const text = {
  title: 'One partition gets more writes than the others',
  harm: 'its shard falls behind, or its writers are throttled',
  summary: {
    behind: (ageSeconds: number) => `One shard is ${duration(ageSeconds)} behind while the others are current.`,
    keepsUp: 'Writes are throttled on a hot partition (1,000 write units a second); the function keeps up.',
    waits: 'Writes are throttled on a hot partition, and its records have begun to wait.',
    named: (summary: string, key: string) => `${summary} ${key} gets most of the writes.`,
    begins: 'Writes are above the usual rate. Records of one shard have begun to wait, while half of the batches are current.',
    beginsTimes: (ratio: number) =>
      `Writes are at ${multiple(ratio)} the usual rate. Records of one shard have begun to wait, while half of the batches are current.`,
  },
  because: {
    slowest: (ageSeconds: number, pace: number, youngestSeconds: number) =>
      `The slowest shard is ${duration(ageSeconds)} behind and processes ${number(pace)} s of records per second; the youngest batch is ${duration(youngestSeconds)} old.`,
    throttles: (minutes: number) =>
      `Key-range throttles occurred in ${minutes} of the last 15 minutes: a partition is at its 1,000 write units a second.`,
    noneStuck: 'No batch is stuck, and errors are few.',
    busiest: (units: number) => `Contributor Insights counts up to ${number(units)} throughput units a minute for the busiest key.`,
    busiestBeside: (units: number, times: string) =>
      `Contributor Insights counts up to ${number(units)} throughput units a minute for the busiest key, ${times} times the next.`,
    moreThan: (times: number) => `more than ${times}`,
    shards: (open: number) => `The stream has ${open} open shards, one for each partition.`,
  },
  against: {
    oneMinute: 'One minute may be chance.',
    notThrottled: 'Writers are not throttled: one shard can fall behind long before its partition is at its limit.',
  },
  settledBy: {
    keys: 'The keys themselves: Contributor Insights on the table.',
    minutesAndKeys: (minutes: string) => `${minutes} The keys themselves: Contributor Insights on the table.`,
  },
  fix: {
    spread,
    find: `Find the hot key with Contributor Insights. ${spread}`,
    wider: (batches: number) =>
      `Run up to ${count(batches, 'batch', 'batches')} of a shard at once: records of one item stay in order. In the long run spread the key.`,
    widerAndLarger: (batches: number, records: number) =>
      `Run up to ${count(batches, 'batch', 'batches')} of a shard at once: records of one item stay in order. Send up to ${count(records, 'record')} in each, so that one item gains as well. In the long run spread the key.`,
    larger: (records: number) =>
      `Send up to ${count(records, 'record')} in a batch: the records of one item go through one batch at a time. In the long run spread the key.`,
    named: (summary: string, key: string) => `${summary} The key is ${key}.`,
    widerDoubt: 'It helps where the hot key has many items (sort keys), and does not help with one hot item.',
    bothDoubt:
      'More batches help where the hot key has many items (sort keys). One hot item gains from larger batches alone, which may not be enough.',
    largerDoubt: 'A larger batch saves the time that each invocation takes by itself, which may not be enough.',
    noSetting: 'No AWS setting spreads a key: the writers must do that.',
  },
  ruledOut: 'No shard is much later than the others, and no partition is at its write limit.',
}

const few = 0.05
/** Key-range throttles occurred in this many of the newest fifteen minutes. */
const hotMinutes = 3

/** So many are enough where the newest records of one shard begin to wait as well. */
const hotMinutesOfWaiting = 2
/** The oldest batch of the newest minute is so many times as old as half of them, and older than the configuration makes. */
const waitsBeside = 3

/** A lane this slow cannot be told from one that stands still until it has been late for ten minutes: 1 ÷ (1 − 0.9). */
const nearlyStill = 0.9
const tellableMs = 10 * 60_000

const standsStill = ({slope, onsetAtMs}: Lag, nowMs: number): boolean =>
  (slope ?? 0) > nearlyStill && (onsetAtMs === null || nowMs - onsetAtMs < tellableMs)

/** In the newest minute one shard's records wait, and those of the others do not. Behind a batch that stands still they wait for that. */
function beginsToWait({series, floorSeconds, stuck}: Lag): boolean {
  if (stuck !== null) return false
  const {max = null, p50 = null} = series.findLast(point => point.max !== null && point.p50 !== null) ?? {}
  return max !== null && p50 !== null && max > floorSeconds && max >= waitsBeside * p50
}

/** One shard falls behind, and does not stand still, while the others are current or far less late. */
const consumerHot = (load: Load, lag: Lag, skew: Skew, {nowMs, thresholds}: Moment): boolean =>
  skew.kind === 'skewed' &&
  ['slow', 'behind'].includes(lag.state) &&
  !standsStill(lag, nowMs) &&
  // A shard that stood still in a burst reads its records later than the others do.
  !drainsAfterBurst(load, lag) &&
  (load.refusedReadMinutes ?? 0) < thresholds.refusedReadMinutes &&
  (load.now?.errorShare ?? 0) <= few

/**
 * One minute: more is written since the minute before, half of the batches are current, nothing fails, and records of one shard wait,
 * longer than the configuration makes. An update of the mapping and a shard that was continued make such a wait as well.
 */
const beginsOnOne = (minute: NewestMinute, lag: Lag): boolean =>
  mayBegin(lag) &&
  minute.waits &&
  isOneShard(minute) &&
  !minute.afterPause &&
  minute.ageSeconds > lag.floorSeconds &&
  minute.ageSeconds >= waitsBeside * (minute.middleAgeSeconds ?? 0) &&
  minute.load.errorShare === 0 &&
  minute.load.throttleShare <= few

/** A key that is written so much less often has few writes in a minute: its count is chance. */
const mostTimes = 100

/**
 * How the busiest key stands out beside others of the same kind, where Contributor Insights counts: partition keys, single items and
 * throttles are counted apart. Keys are the customer's data and are not shown here.
 */
function keyLines(hotKeys: HotKeys | null | undefined): string[] {
  const accessed = (hotKeys?.keys ?? []).filter(({counts}) => counts === 'accessed').sort((a, b) => b.maximumPerMinute - a.maximumPerMinute)
  // A partition key has all that its items have.
  const [first] = [...accessed].sort((a, b) => a.labels.length - b.labels.length)
  if (first === undefined) return []
  const second = accessed.find(one => one !== first && one.labels.join() === first.labels.join())
  const times = second ? first.maximumPerMinute / second.maximumPerMinute : null
  if (times === null) return [text.because.busiest(first.maximumPerMinute)]
  return [text.because.busiestBeside(first.maximumPerMinute, times > mostTimes ? text.because.moreThan(mostTimes) : number(times))]
}

/** Throttles hit lanes at random: then one that is late can be a victim like the others. */
function confidenceOf(writer: boolean, consumer: boolean, {now}: Load, lag: Lag): number {
  if (writer && consumer) return 0.96
  if (!consumer) return 0.92
  return (now?.throttleShare ?? 0) > few || lag.scope === 'all' ? 0.6 : 0.92
}

interface Around {
  mapping: Mapping | undefined
  /** Whether the shard falls behind, and not the writers alone. */
  consumer: boolean
  /** Contributor Insights counts keys: to switch it on changes nothing. */
  isCounting: boolean
  key: HotKey | null
  lag: Lag
  load: Load
  target: LambdaFunction | null | undefined
}

function fixes({mapping, consumer, isCounting, key, lag, load, target}: Around): Fix[] {
  const named = (summary: string): string => (key === null ? summary : text.fix.named(summary, keyText(key)))
  const isItem = (key?.labels.length ?? 0) > 1
  const find: Fix = isCounting
    ? {summary: named(text.fix.spread), command: '', doubt: text.fix.noSetting}
    : {
        summary: text.fix.find,
        command: mapping
          ? fixCommand('configure', mapping, ['--contributor-insights'])
          : 'ddbstream configure FUNCTION --contributor-insights',
        doubt: text.fix.noSetting,
      }
  if (!consumer || !mapping) return [find]
  const larger = largerBatch(mapping, load, target)
  const bigger = larger === null ? {} : {BatchSize: larger}
  const factor = mapping.parallelizationFactor ?? mappingDefaults.parallelizationFactor
  const wanted = widerFactor(mapping, lag)
  if (isItem || wanted <= factor) {
    if (larger === null) return [find]
    const times = carriedByLarger(mapping, larger, load)
    const carries = times === null ? {} : {carries: {times}}
    return [{summary: named(text.fix.larger(larger)), change: bigger, doubt: text.fix.largerDoubt, ...carries}, find]
  }
  const summary = larger === null ? text.fix.wider(wanted) : text.fix.widerAndLarger(wanted, larger)
  return [
    {
      summary: named(summary),
      change: {ParallelizationFactor: wanted, ...bigger},
      doubt: larger === null ? text.fix.widerDoubt : text.fix.bothDoubt,
      ...carriesWith(mapping, wanted),
    },
    find,
  ]
}

/** The signs in one minute, before the lag is one. */
const begins = (minute: NewestMinute, {hotWriteMinutes}: Load, fixes: Fix[]): Present => ({
  kind: 'present',
  confidence: beginning,
  summary: minute.writeRatio === null ? text.summary.begins : text.summary.beginsTimes(minute.writeRatio),
  because: [...beginningLines(minute), ...known(hotWriteMinutes || null, text.because.throttles), text.because.noneStuck],
  against: [text.against.oneMinute],
  settledBy: text.settledBy.minutesAndKeys(twoMoreMinutes),
  fixes,
})

function summaryOf(consumer: boolean, lag: Lag, key: HotKey | null): string {
  const {behind, keepsUp, waits, named} = text.summary
  const isCurrent = lag.state === 'ok' && !beginsToWait(lag)
  const summary = consumer ? behind(lag.ageSeconds ?? 0) : isCurrent ? keepsUp : waits
  return key === null ? summary : named(summary, keyText(key))
}

export const hotPartition = defineCause({
  id: 'hot-partition',
  text,
  harmful: true,
  needs: ['load', 'lag', 'skew', 'newestMinute'],
  wants: ['mapping', 'stream', 'tableMetrics', 'function'],
  onDemand: ['hotKeys'],
  weigh: ({load, lag, skew, newestMinute}, wanted, moment) => {
    if (lag.state === 'unknown') return {kind: 'open'}
    const stream = maybe(wanted.stream)
    const hotKeys = maybe(wanted.hotKeys)
    const key = hotKeys ? hottestKey(hotKeys, moment.thresholds.hotKeyShare) : null
    const around = {
      mapping: maybe(wanted.mapping),
      isCounting: hotKeys?.status === 'ENABLED',
      key,
      lag,
      load,
      target: maybe(wanted.function),
    }
    const writer = (load.hotWriteMinutes ?? 0) >= (beginsToWait(lag) ? hotMinutesOfWaiting : hotMinutes)
    // A shard that was just continued by another is late for a minute or three, unless more is written.
    const rolls = newestMinute?.roseAtMs == null && isRollover(lag, stream, moment)
    const consumer = !rolls && consumerHot(load, lag, skew, moment)
    if (!writer && !consumer) {
      const several = (stream?.shards.filter(({open}) => open).length ?? 0) > 1
      if (newestMinute && several && beginsOnOne(newestMinute, lag)) return begins(newestMinute, load, fixes({...around, consumer: true}))
      if (load.hotWriteMinutes === null) return {kind: 'absent'}
      return skew.kind === 'even' ? ruledOutBecause(text.ruledOut) : ruledOut
    }
    const {ageSeconds, throughputRatio, minimumAgeSeconds} = lag
    return {
      kind: 'present',
      confidence: confidenceOf(writer, consumer, load, lag),
      summary: summaryOf(consumer, lag, key),
      because: [
        ...when(consumer, text.because.slowest(ageSeconds ?? 0, Math.max(0, throughputRatio ?? 0), minimumAgeSeconds ?? 0)),
        ...known(writer ? load.hotWriteMinutes : null, text.because.throttles),
        ...when(consumer && load.now !== null, text.because.noneStuck),
        ...keyLines(hotKeys),
        ...known(stream, ({shards}) => text.because.shards(shards.filter(shard => shard.open).length)),
      ],
      against: when(consumer && !writer, text.against.notThrottled),
      settledBy: consumer && writer ? null : text.settledBy.keys,
      fixes: fixes({...around, consumer}),
    }
  },
})
