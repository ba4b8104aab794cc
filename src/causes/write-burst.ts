import {regionFlag} from '../advice/region-flag.ts'
import {defineCause, ruledOut, ruledOutBecause} from '../model/cause.ts'
import {maybe} from '../model/derived/derived.ts'
import {shellWord} from '../text/shell.ts'
import {duration, iso, number, percent} from '../text/units.ts'
import {bulkLines} from './parts/bulk-writes.ts'
import {burst, ended, hasJustEnded} from './parts/burst-end.ts'
import {failsOrThrottled, otherLag, timePerRecord, writesNow} from './parts/why-not.ts'

const few = 0.05
/** The writes are back within this of what was written before the burst. */
const over = 1.25
const slower = 1.4
/** "A write burst drains.", with the time at which the age is normal again, where that is known. */
const headline = (drainSeconds: number | null, nowMs: number): string =>
  drainSeconds === null
    ? 'A write burst drains.'
    : `A write burst drains. Back to normal at about ${iso(nowMs + drainSeconds * 1000).slice(0, 16)}Z.`

/** One minute shows the end. */
const ending = 0.65

const because = (reason: string | null) => (reason === null ? ruledOut : ruledOutBecause(reason))

export const writeBurst = defineCause({
  id: 'write-burst',
  title: 'A write burst drains',
  harm: 'temporary: the backlog drains on its own',
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
    if (now === null || !(beside || (lag.stuck === null && ['slow', 'behind', 'recovering'].includes(lag.state))))
      return because(otherLag(lag))
    const fails = failsOrThrottled(now, few)
    if (fails !== null) return ruledOutBecause(fails)
    if (writeRatio === null || peakWriteRatio === null) return ruledOut
    // Three minutes do not show yet what the newest one does.
    const isYoung = writeRatio > over || hasJustEnded(load, lag)
    const ends = isYoung && newestWriteRatio !== null && newestWriteRatio < ended
    if (peakWriteRatio < burst) return ruledOutBecause(`Writes to the table were at most ${percent(peakWriteRatio)} of the earlier rate.`)
    if (writeRatio > over && !ends) return because(writesNow(load))
    if ((workRatio ?? 1) >= slower) return because(timePerRecord(load))
    // What drains does no harm; a burst that is not over before records are lost is no burst.
    if (!beside && !ends && (lag.drainSeconds === null || lag.lossAtMs !== null))
      return ruledOutBecause('The backlog does not drain on its own.')
    const mapping = maybe(wanted.mapping)
    const target = `${shellWord(mapping?.functionName ?? 'FUNCTION')}${regionFlag(mapping?.functionArn ?? '')}`
    return {
      kind: 'present',
      headline: beside || ends ? 'A write burst drains.' : headline(lag.drainSeconds, nowMs),
      confidence: ends ? ending : beside ? 0.8 : lag.state === 'recovering' ? 0.95 : 0.92,
      summary: `Writes were at ${number(peakWriteRatio)} × the usual rate for a while; ${
        ends
          ? 'it seems to have ended in the newest minutes'
          : lag.drainSeconds === null || beside
            ? 'the shards that are not blocked work it off'
            : `it drains on its own in about ${duration(lag.drainSeconds)}`
      }.`,
      because: [
        ...bulkLines(maybe(wanted.bulkOperations)),
        `Writes are back at ${percent(ends ? newestWriteRatio : writeRatio)} of the earlier rate${ends ? ', in the newest minute' : ''}.`,
        ...(lag.state === 'slow' && !ends
          ? ['In the newest published minutes the age still grows: their records were written in the burst, and fewer wait after them.']
          : []),
        ...(lag.drainSeconds === null || beside || ends ? [] : [`The backlog is gone at about ${iso(nowMs + lag.drainSeconds * 1000)}.`]),
        'Errors and throttles are few, and the function is as fast as before.',
      ],
      against: ends ? ['One minute with few writes may be chance.'] : [],
      settledBy: ends ? 'Two more minutes show whether the writes stay low.' : null,
      fixes: [
        {
          summary: ends
            ? 'Change nothing yet. Check in two minutes whether the writes stay low:'
            : 'The backlog drains on its own. An update of the mapping would only pause polling. To watch it drain:',
          command: ends ? `ddbstream doctor ${target}` : `ddbstream iterator-age ${target} --watch --until drained`,
        },
      ],
    }
  },
})
