import {defineCause, ruledOut} from '../model/cause.ts'
import {maybe} from '../model/derived.ts'
import {regionFlag} from '../model/region-flag.ts'
import {shellWord} from '../model/shell.ts'
import {number, percent} from '../model/units.ts'

/** The time per record has grown by this much, and more than the writes did. */
const slower = 1.4
const lagging = ['slow', 'behind', 'losing']
const few = 0.05

export const slowHandler = defineCause({
  id: 'slow-handler',
  title: 'The function has become slower',
  harm: 'all shards fall behind',
  harmful: true,
  needs: ['load', 'lag'],
  wants: ['function', 'mapping'],
  weigh: ({load, lag}, wanted) => {
    if (lag.state === 'unknown') return {is: 'open'}
    const {now, before, workRatio, writeRatio} = load
    if (!lagging.includes(lag.state) || lag.stuck !== null || now === null || before === null || workRatio === null) return ruledOut
    if (now.errorShare > few || now.throttleShare > few || workRatio < slower || workRatio < (writeRatio ?? 1)) return ruledOut
    const target = maybe(wanted.function)
    const mapping = maybe(wanted.mapping)
    const group = target?.logGroup ?? `/aws/lambda/${target?.functionName ?? mapping?.functionName ?? 'FUNCTION'}`
    return {
      is: 'present',
      confidence: workRatio >= 1.8 ? 0.94 : 0.8,
      summary: `The function needs ${number(workRatio)} times as long per record as before.`,
      because: [
        `A median invocation takes ${number(now.durationP50Ms ?? 0)} ms, and took ${number(before.durationP50Ms ?? 0)} ms before.`,
        ...(writeRatio === null ? [] : [`Writes to the table are at ${percent(writeRatio)} of what they were.`]),
        ...(now.laneUse === null
          ? []
          : [
              `The shards are busy for ${percent(Math.min(1, now.laneUse))} of the time, and were for ${percent(Math.min(1, before.laneUse ?? 0))}.`,
            ]),
        `Errors and throttles are few: it is slow, and does not fail.`,
      ],
      against: [],
      settledBy: workRatio >= 1.8 ? null : 'A trace of one invocation: where its time goes.',
      treatments: [
        {
          summary:
            'Find what takes the time: a release, or what the function calls. More memory helps where it computes, since CPU grows with it, and not where it waits.',
          command: `aws logs tail${regionFlag(target?.functionArn ?? mapping?.functionArn ?? '')} ${shellWord(group)} --since 15m`,
        },
      ],
    }
  },
})
