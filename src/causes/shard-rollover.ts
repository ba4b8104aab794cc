import {regionFlag} from '../advice/region-flag.ts'
import {defineCause, ruledOut, ruledOutBecause} from '../model/cause.ts'
import {maybe} from '../model/derived/derived.ts'
import {between, type Series} from '../model/evidence/series.ts'
import {ddbstreamCommand} from '../text/shell.ts'
import {duration, isoMinute} from '../text/units.ts'
import {when} from './parts/lines.ts'
import {birthBefore, spikeOf} from './parts/rollover-spike.ts'

const text = {
  title: 'A normal shard rollover made the age spike',
  harm: 'none: one spike of the iterator age about every four hours for each shard',
  summary: (highestSeconds: number) => `The age rose to ${duration(highestSeconds)} for a moment, during a normal shard rollover.`,
  because: {
    born: (bornMs: number, spikeMs: number) => `A shard was created at ${isoMinute(bornMs)}, and the spike came at ${isoMinute(spikeMs)}.`,
    over: (seconds: number) => `The spike was over within ${duration(seconds)}, and the age has been low since.`,
    lasts: 'The spike has lasted for no more than three minutes.',
    comesBack: 'Shards live about four hours, so this recurs.',
  },
  against: 'It is not over yet: a lag that has just begun has the same metrics.',
  settledBy: 'Another sample in five minutes.',
  fix: 'DynamoDB closes each shard after about four hours. An alarm that fires on the rollover needs two datapoints or more. To check again:',
  ruledOut: 'Invocations fail in each minute of the spike, and hardly any did before.',
}

/** A function in which so many minutes have errors fails now and then, whatever the shards do. */
const usualShare = 0.1
const usualMs = 3_600_000

/** A rollover fails nothing: errors in every minute since it began, and hardly any in the hour before, are a batch that is sent again. */
function failsThroughout(errors: Series, sinceMs: number): boolean {
  const since = between(errors, sinceMs, Number.POSITIVE_INFINITY)
  const before = between(errors, sinceMs - usualMs, sinceMs)
  const isFailing = ({value}: {value: number}) => value > 0
  return since.length > 0 && since.every(isFailing) && before.filter(isFailing).length < usualShare * before.length
}

export const shardRollover = defineCause({
  id: 'shard-rollover',
  text,
  harmful: false,
  passes: true,
  needs: ['lag'],
  wants: ['stream', 'failures', 'mapping', 'functionMetrics'],
  weigh: ({lag}, wanted, moment) => {
    if (lag.state === 'unknown') return {kind: 'open'}
    if (!['ok', 'idle', 'slow', 'behind', 'recovering'].includes(lag.state)) return ruledOut
    const spike = spikeOf(lag, moment)
    if (!spike || (maybe(wanted.failures)?.scope ?? 'none') !== 'none') return ruledOut
    const metrics = maybe(wanted.functionMetrics)
    if (metrics && failsThroughout(metrics['Errors.Sum'], spike.from.atMs)) return ruledOutBecause(text.ruledOut)
    const stream = maybe(wanted.stream)
    const born = stream ? birthBefore(stream, spike.from.atMs) : null
    if (born === null) return {kind: 'absent'}
    const mapping = maybe(wanted.mapping)
    return {
      kind: 'present',
      confidence: spike.isOver ? 0.93 : 0.75,
      summary: text.summary(spike.highestSeconds),
      because: [
        text.because.born(born, spike.from.atMs),
        spike.isOver ? text.because.over((spike.to.atMs - spike.from.atMs) / 1000 + 60) : text.because.lasts,
        text.because.comesBack,
      ],
      against: when(!spike.isOver, text.against),
      settledBy: spike.isOver ? null : text.settledBy,
      fixes: [
        {
          summary: text.fix,
          command: ddbstreamCommand('doctor', mapping?.functionName ?? 'FUNCTION', regionFlag(mapping?.functionArn ?? '')),
        },
      ],
    }
  },
})
