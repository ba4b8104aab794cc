import {defineCheck, fail} from '../../model/check.ts'
import {takesPlace} from '../../model/derived/polling.ts'
import type {Mapping} from '../../model/evidence/evidence.ts'
import {count} from '../../text/units.ts'

/** Filters that differ may divide the work: whether they overlap is not judged. */
const divided = (a: Mapping, b: Mapping): boolean =>
  a.filterPatterns === null ||
  b.filterPatterns === null ||
  (a.filterPatterns.length > 0 && b.filterPatterns.length > 0 && a.filterPatterns.join() !== b.filterPatterns.join())

export const duplicateMapping = defineCheck({
  id: 'duplicate-mapping',
  severity: 'medium',
  needs: ['mapping', 'siblings'],
  run: ({mapping, siblings}) => {
    if (!takesPlace(mapping)) return []
    const others = siblings.filter(
      other =>
        other.functionName === mapping.functionName &&
        other.eventSourceArn === mapping.eventSourceArn &&
        takesPlace(other) &&
        !divided(mapping, other),
    )
    return others.length > 0 ? [fail({others: others.map(other => `${other.uuid} (${other.qualifier ?? 'no qualifier'})`)})] : []
  },
  text: {
    title: 'Two mappings do the same work',
    why: 'Every record is processed twice, and the two mappings are the two readers that a shard supports.',
    found: ({others}) => `The function has ${count(others.length, 'other mapping')} on this stream: ${others.join(', ')}.`,
  },
})
