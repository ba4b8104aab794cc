import type {Fix, SettingChange} from '../model/check.ts'
import type {Mapping} from '../model/evidence/evidence.ts'
import {impossibleBecause} from '../signs/filter-pattern.ts'
import type {RecordShape} from '../signs/filter-record.ts'
import {shellWord} from '../text/shell.ts'
import {correctedPattern} from './filter-correction.ts'
import {regionFlag} from './region-flag.ts'

const later = 'Filtered records are not delivered later: read them from the table, or from the stream, which keeps them for 24 hours.'

/** All patterns of the mapping with the impossible ones corrected; null where one of those has no single right form. */
function correctedAll(patterns: readonly string[], shape: RecordShape): string[] | null {
  const all = patterns.map(pattern => (impossibleBecause(pattern, shape).length === 0 ? pattern : correctedPattern(pattern, shape)))
  const corrected = all.filter(pattern => pattern !== null)
  return corrected.length === all.length && corrected.some((pattern, i) => pattern !== patterns[i]) ? corrected : null
}

/** Nothing of filters that are encrypted with a key. */
const settingsOf = (before: readonly string[] | null, after: readonly string[] | null): {settings?: SettingChange[]} =>
  before === null ? {} : {settings: [{name: 'Filters', before: before.join(', '), after: after?.join(', ') ?? null}]}

/** How filters that match no record are set right: the command puts all filters in, because AWS replaces them together. */
export function filterFix({functionArn, uuid, filterPatterns}: Mapping, shape: RecordShape): Fix {
  const at = `${regionFlag(functionArn)} --uuid ${shellWord(uuid)}`
  const corrected = correctedAll(filterPatterns ?? [], shape)
  if (corrected === null)
    return {
      summary: `Remove the filter until its pattern is fixed, if the function can process every record of the table. Otherwise compare the pattern with a record of the stream, and correct it. ${later}`,
      command: `aws lambda update-event-source-mapping${at} --filter-criteria ${shellWord('{"Filters":[]}')}`,
      ...settingsOf(filterPatterns, null),
    }
  const criteria = JSON.stringify({Filters: corrected.map(Pattern => ({Pattern}))})
  return {
    summary: `Replace the filter with the corrected one. Check it first. ${later}`,
    command: `aws lambda update-event-source-mapping${at} --filter-criteria ${shellWord(criteria)}`,
    ...settingsOf(filterPatterns, corrected),
  }
}
