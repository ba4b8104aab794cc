import {hasCheckpoint} from '../../advice/update-effect.ts'
import {latestRule} from '../../aws-facts/latest-rule.ts'
import {defineCheck, fail} from '../../model/check.ts'
import {maybe} from '../../model/derived/derived.ts'

export const startsAtLatest = defineCheck({
  id: 'starts-at-latest',
  severity: 'medium',
  needs: ['mapping'],
  wants: ['lag', 'functionMetrics', 'mappingMetrics', 'stream'],
  run: ({mapping}, wanted, {nowMs}) => {
    if (mapping.startingPosition !== 'LATEST') return []
    const isKept = hasCheckpoint({
      nowMs,
      mapping,
      lag: maybe(wanted.lag) ?? null,
      functionMetrics: maybe(wanted.functionMetrics) ?? null,
      mappingMetrics: maybe(wanted.mappingMetrics) ?? null,
      stream: maybe(wanted.stream) ?? null,
      checkpointSeenMs: null,
    })
    return [fail({startingPosition: mapping.startingPosition, positionKept: isKept}, null, isKept ? 'low' : undefined)]
  },
  text: {
    title: 'Records may be skipped around a change of the mapping',
    why: latestRule,
    found: ({startingPosition, positionKept}) =>
      positionKept
        ? `The mapping starts at ${startingPosition}. Enough batches have succeeded since its last change, so an update keeps the position of each shard.`
        : `The mapping starts at ${startingPosition}, and too few batches are known to have succeeded since its last change: an update may skip records.`,
  },
})
