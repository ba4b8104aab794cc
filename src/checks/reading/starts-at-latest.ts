import {hasCheckpoint} from '../../advice/update-effect.ts'
import {latestRule} from '../../aws-facts/latest-rule.ts'
import {defineCheck, fail} from '../../model/check.ts'
import {maybe} from '../../model/derived/derived.ts'

export const startsAtLatest = defineCheck({
  id: 'starts-at-latest',
  severity: 'medium',
  needs: ['mapping'],
  wants: ['lag', 'functionMetrics', 'mappingMetrics'],
  run: ({mapping}, wanted, {nowMs}) => {
    if (mapping.startingPosition !== 'LATEST') return []
    const isKept = hasCheckpoint({
      nowMs,
      mapping,
      lag: maybe(wanted.lag) ?? null,
      functionMetrics: maybe(wanted.functionMetrics) ?? null,
      mappingMetrics: maybe(wanted.mappingMetrics) ?? null,
      checkpointSeenMs: null,
    })
    return [fail({startingPosition: mapping.startingPosition, positionKept: isKept}, null, isKept ? 'low' : undefined)]
  },
  text: {
    title: 'Records may be skipped around a change of the mapping',
    why: latestRule,
    found: ({startingPosition, positionKept}) =>
      positionKept
        ? `The mapping starts at ${startingPosition}. A batch has succeeded since its last change, so an update keeps the position.`
        : `The mapping starts at ${startingPosition}, and no batch is known to have succeeded since its last change: an update may skip records.`,
  },
})
