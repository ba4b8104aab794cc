import {defineCause, ruledOut} from '../model/cause.ts'
import {maybe} from '../model/derived.ts'
import type {LambdaFunction, Mapping} from '../model/evidence.ts'
import {regionFlag} from '../model/region-flag.ts'
import {shellWord} from '../model/shell.ts'
import {number, percent} from '../model/units.ts'
import {throttledAdvice, throttledLines} from './throttled-downstream.ts'

/** The time per record has grown by this much, and more than the writes did. */
const slower = 1.4
/** A fixed time per invocation is spread over fewer records where batches are smaller: the function is slower only where an invocation is. */
const slowerEach = 1.15
const lagging = ['slow', 'behind', 'losing']
const few = 0.05

function logTail(target: LambdaFunction | null | undefined, mapping: Mapping | undefined): string {
  const group = target?.logGroup ?? `/aws/lambda/${target?.functionName ?? mapping?.functionName ?? 'FUNCTION'}`
  return `aws logs tail${regionFlag(target?.functionArn ?? mapping?.functionArn ?? '')} ${shellWord(group)} --since 15m`
}

export const slowHandler = defineCause({
  id: 'slow-handler',
  title: 'The function has become slower',
  harm: 'all shards fall behind',
  harmful: true,
  needs: ['load', 'lag'],
  wants: ['function', 'mapping', 'failures'],
  asks: ['logErrors'],
  weigh: ({load, lag}, wanted) => {
    if (lag.state === 'unknown') return {is: 'open'}
    const {now, before, workRatio, writeRatio} = load
    if (!lagging.includes(lag.state) || lag.stuck !== null || lag.recurring || now === null || before === null || workRatio === null)
      return ruledOut
    if (now.errorShare > few || now.throttleShare > few || workRatio < slower || workRatio < (writeRatio ?? 1)) return ruledOut
    if ((now.durationP50Ms ?? Number.POSITIVE_INFINITY) < slowerEach * (before.durationP50Ms ?? 0)) return ruledOut
    const target = maybe(wanted.function)
    const mapping = maybe(wanted.mapping)
    const failures = maybe(wanted.failures)
    const throttled = failures?.throttled ?? null
    const isSure = workRatio >= 1.8 || throttled !== null
    return {
      is: 'present',
      confidence: isSure ? 0.94 : 0.8,
      summary: `The function needs ${number(workRatio)} times as long per record as before${throttled ? ': a service that it calls throttles it' : ''}.`,
      because: [
        `A median invocation takes ${number(now.durationP50Ms ?? 0)} ms, and took ${number(before.durationP50Ms ?? 0)} ms before.`,
        ...(writeRatio === null ? [] : [`Writes to the table are at ${percent(writeRatio)} of what they were.`]),
        ...(now.laneUse === null
          ? []
          : [
              `The shards are busy for ${percent(Math.min(1, now.laneUse))} of the time, and were for ${percent(Math.min(1, before.laneUse ?? 0))}.`,
            ]),
        ...(failures ? throttledLines(failures) : []),
        `Errors and throttles are few: it is slow, and does not fail.`,
      ],
      against: [],
      settledBy: isSure ? null : 'A trace of one invocation: where its time goes.',
      treatments: throttled
        ? throttledAdvice(throttled, target, mapping)
        : [
            {
              summary:
                'Find what takes the time: a release, or a service that the function calls. More memory speeds up code that computes, since CPU grows with it, and not code that waits.',
              command: logTail(target, mapping),
            },
          ],
    }
  },
})
