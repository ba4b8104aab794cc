import {fixCommand} from '../../advice/fix-command.ts'
import {spreadWrites} from '../../advice/spread-writes.ts'
import {defineCheck, fail, undecidable} from '../../model/check.ts'
import {duration} from '../../text/units.ts'

const inSeconds = (age: number | null): number => Math.round(age ?? 0)

export const shardSkew = defineCheck({
  id: 'shard-skew',
  severity: 'medium',
  needs: ['skew', 'lag', 'mapping', 'load'],
  run: ({skew, lag, mapping, load}, _wanted, {thresholds}) => {
    if (skew.kind === 'even') return []
    if (skew.kind === 'unknown') return undecidable(skew.because)
    if (lag.sharedBy > 0) return undecidable('the function has other mappings, and the batches that are late may be theirs')
    if ((load.refusedReadMinutes ?? 0) >= thresholds.refusedReadMinutes)
      return undecidable('reads of the stream are throttled, which alone makes some shards late')
    return [
      fail(
        {
          oldestSeconds: inSeconds(skew.oldestSeconds),
          medianSeconds: inSeconds(skew.medianSeconds),
          youngestSeconds: inSeconds(skew.youngestSeconds),
        },
        {command: fixCommand('configure', mapping, [['contributor-insights']])},
      ),
    ]
  },
  text: {
    title: 'Some shards lag far behind the others',
    why: 'Lambda reads each shard separately. Only the records of the late shard wait, and idle time of other shards does not help it.',
    found: ({oldestSeconds, medianSeconds, youngestSeconds}) =>
      `The oldest batch is ${duration(oldestSeconds)} old, the median ${duration(medianSeconds)}, and the youngest ${duration(youngestSeconds)}.`,
    fix: () => `Find the key that gets most of the writes. ${spreadWrites}`,
  },
})
