import {regionFlag} from '../advice/region-flag.ts'
import {absent, defineCause, ruledOutBecause} from '../model/cause.ts'
import {maybe} from '../model/derived/derived.ts'
import {shellWord} from '../text/shell.ts'
import {duration, iso, isoMinute, multiple} from '../text/units.ts'
import {bulkLines} from './parts/bulk-writes.ts'
import {burst, ended, hasJustEnded, over} from './parts/burst-end.ts'
import {known, when} from './parts/lines.ts'
import {notByLag, notByLoad, notByTime, notByWrites} from './parts/why-not.ts'

const text = {
  title: 'The backlog of a write burst drains',
  harm: 'temporary: the backlog drains on its own',
  headline: {
    drains: 'The backlog of a write burst drains.',
    drainedAt: (atMs: number) => `The backlog of a write burst drains. Back to normal at about ${isoMinute(atMs)}.`,
  },
  summary: {
    drains: (peakRatio: number, drainSeconds: number) =>
      `Writes were at ${multiple(peakRatio)} the earlier rate for a while; the backlog drains on its own in about ${duration(drainSeconds)}.`,
    drainsBeside: (peakRatio: number) =>
      `Writes were at ${multiple(peakRatio)} the earlier rate for a while; the shards that are not blocked work off the backlog.`,
    ends: (peakRatio: number) =>
      `Writes were at ${multiple(peakRatio)} the earlier rate for a while; the burst seems to have ended in the newest minutes.`,
  },
  because: {
    back: (ratio: number) => `Writes are back at ${multiple(ratio)} the earlier rate.`,
    backNow: (ratio: number) => `Writes are back at ${multiple(ratio)} the earlier rate, in the newest minute.`,
    stillGrows: 'In the newest published minutes the age still grows: their records were written in the burst, and fewer wait after them.',
    drainedAt: (atMs: number) => `The backlog is gone at about ${iso(atMs)}.`,
    asFast: 'Errors and throttles are few, and the function is as fast as before.',
  },
  against: 'One minute with few writes may be chance.',
  settledBy: 'Two more minutes show whether the writes stay low.',
  fix: {
    watch: 'The backlog drains on its own. An update of the mapping would only pause polling. To watch it drain:',
    wait: 'Change nothing yet. Check in two minutes whether the writes stay low:',
  },
  ruledOut: {
    noPeak: (peakRatio: number) => `Writes to the table were at most ${multiple(peakRatio)} the earlier rate.`,
    noDrain: 'The backlog does not drain on its own.',
  },
}

const few = 0.05
const slower = 1.4
/** One minute shows the end. */
const ending = 0.65

export const writeBurst = defineCause({
  id: 'write-burst',
  text,
  harmful: false,
  passes: true,
  needs: ['load', 'lag'],
  wants: ['tableMetrics', 'mapping'],
  onDemand: ['bulkOperations'],
  weigh: ({load, lag}, wanted, {nowMs}) => {
    if (lag.state === 'unknown') return {kind: 'open'}
    const {now, writeRatio, newestWriteRatio, peakWriteRatio, workRatio} = load
    // Beside a blocked shard the others can have a burst to work off.
    const beside = lag.stuck !== null && (lag.minimumAgeSeconds ?? 0) > lag.floorSeconds && lag.scope !== 'one-shard'
    if (now === null || !(beside || (lag.stuck === null && ['slow', 'behind', 'recovering'].includes(lag.state)))) return notByLag(lag)
    const fails = notByLoad(now, few)
    if (fails !== null) return fails
    if (writeRatio === null || peakWriteRatio === null) return absent
    // Three minutes do not show yet the value of the newest one.
    const isYoung = writeRatio > over || hasJustEnded(load, lag)
    const ends = isYoung && newestWriteRatio !== null && newestWriteRatio < ended
    if (peakWriteRatio < burst) return ruledOutBecause(text.ruledOut.noPeak(peakWriteRatio))
    if (writeRatio > over && !ends) return notByWrites(load)
    if ((workRatio ?? 1) >= slower) return notByTime(load)
    // A backlog that drains does no harm; a burst that is not over before records are lost is no burst.
    if (!beside && !ends && (lag.drainSeconds === null || lag.lossAtMs !== null)) return ruledOutBecause(text.ruledOut.noDrain)
    // Of a burst that has just ended, and beside a blocked shard, nobody knows yet how long it drains.
    const drainSeconds = beside || ends ? null : lag.drainSeconds
    const drainedMs = drainSeconds === null ? null : nowMs + drainSeconds * 1000
    const mapping = maybe(wanted.mapping)
    const target = `${shellWord(mapping?.functionName ?? 'FUNCTION')}${regionFlag(mapping?.functionArn ?? '')}`
    return {
      kind: 'present',
      headline: drainedMs === null ? text.headline.drains : text.headline.drainedAt(drainedMs),
      confidence: ends ? ending : beside ? 0.8 : lag.state === 'recovering' ? 0.95 : 0.92,
      summary: ends
        ? text.summary.ends(peakWriteRatio)
        : drainSeconds === null
          ? text.summary.drainsBeside(peakWriteRatio)
          : text.summary.drains(peakWriteRatio, drainSeconds),
      because: [
        ...bulkLines(maybe(wanted.bulkOperations)),
        ends ? text.because.backNow(newestWriteRatio) : text.because.back(writeRatio),
        ...when(lag.state === 'slow' && !ends, text.because.stillGrows),
        ...known(drainedMs, text.because.drainedAt),
        text.because.asFast,
      ],
      against: when(ends, text.against),
      settledBy: ends ? text.settledBy : null,
      fixes: [
        {
          summary: ends ? text.fix.wait : text.fix.watch,
          command: ends ? `ddbstream doctor ${target}` : `ddbstream iterator-age ${target} --watch --until drained`,
        },
      ],
    }
  },
})
