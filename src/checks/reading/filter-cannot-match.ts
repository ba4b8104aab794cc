import {filterFix} from '../../advice/filter-fix.ts'
import {defineCheck, fail, undecidable} from '../../model/check.ts'
import {maybe} from '../../model/derived/derived.ts'
import type {Lag} from '../../model/derived/lag.ts'
import {impossibleBecause} from '../../signs/filter-pattern.ts'
import {recordShapeOf} from '../../signs/filter-record.ts'
import {misfitWords} from '../../signs/filter-words.ts'
import {count} from '../../text/units.ts'

/** Batches of the function are started, if perhaps those of another mapping. */
const startsBatches = (lag: Lag | undefined): boolean => lag !== undefined && !['stopped', 'idle', 'unknown'].includes(lag.state)

export const filterCannotMatch = defineCheck({
  id: 'filter-cannot-match',
  severity: 'high',
  needs: ['mapping'],
  wants: ['filtering', 'table', 'lag'],
  run: ({mapping}, wanted) => {
    const matches = maybe(wanted.filtering)
    const matched = matches?.kind === 'selects' && matches.why === 'matched'
    if (mapping.filterPatterns === null)
      return matched || startsBatches(maybe(wanted.lag))
        ? []
        : undecidable('the filters are encrypted with a key, and no batch shows that records match them')
    // The view type of the stream is the subject of another check.
    const shape = {...recordShapeOf(mapping, null, maybe(wanted.table)), viewType: null}
    const faulty = mapping.filterPatterns.flatMap(pattern => {
      const misfits = impossibleBecause(pattern, shape)
      return misfits.length > 0 ? [misfits.map(misfitWords)] : []
    })
    const allFilters = mapping.filterPatterns.length
    // Delivered records have matched: then the pattern was judged wrongly.
    if (faulty.length === 0 || (matched && faulty.length === allFilters)) return []
    return [fail({filters: faulty.length, allFilters, reasons: faulty.flat()}, filterFix(mapping, shape))]
  },
  text: {
    title: 'A filter matches no record',
    why: 'Records that no filter matches are skipped without an error.',
    found: ({filters, allFilters, reasons}) => {
      const some = `${filters} of ${count(allFilters, 'filter')} ${filters === 1 ? 'matches' : 'match'} no record.`
      return `${allFilters === 1 ? 'The filter matches no record.' : some} ${reasons.join(' ')}`
    },
  },
})
