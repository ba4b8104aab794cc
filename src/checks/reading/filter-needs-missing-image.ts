import {defineCheck, fail, undecidable} from '../../model/check.ts'
import {maybe} from '../../model/derived/derived.ts'
import {impossibleBecause} from '../../signs/filter-pattern.ts'
import {imagesMissing} from '../../signs/filter-record.ts'
import {count} from '../../text/units.ts'

type Image = 'NewImage' | 'OldImage'

/** The images without which a pattern matches nothing. */
const imagesNeeded = (pattern: string): Image[] =>
  (['NewImage', 'OldImage'] as const).filter(image => {
    const without = {viewType: image === 'NewImage' ? 'OLD_IMAGE' : 'NEW_IMAGE', keys: null}
    return impossibleBecause(pattern, {...without, viewType: null}).length === 0 && impossibleBecause(pattern, without).length > 0
  })

export const filterNeedsMissingImage = defineCheck({
  id: 'filter-needs-missing-image',
  severity: 'high',
  needs: ['mapping'],
  wants: ['stream', 'table'],
  run: ({mapping}, wanted) => {
    const used = (mapping.filterPatterns ?? []).map(imagesNeeded)
    if (used.every(images => images.length === 0)) return []
    const viewType = maybe(wanted.stream)?.streamViewType ?? maybe(wanted.table)?.streamViewType ?? null
    if (viewType === null) return undecidable('the filters use images, and the view type of the stream could not be read')
    const missing = imagesMissing(viewType)
    if (missing === null) return undecidable(`the content of a stream of the view type ${viewType} is unknown to ddbstream`)
    const blind = used.filter(images => images.some(image => missing.includes(image)))
    const images = [...new Set(blind.flat().filter(image => missing.includes(image)))]
    return blind.length > 0 ? [fail({streamViewType: viewType, images, filters: blind.length, allFilters: used.length})] : []
  },
  text: {
    title: 'A filter uses an image that the stream does not contain',
    why: 'Such a filter matches no record: its records are skipped for good, without an error.',
    found: ({streamViewType, images, filters, allFilters}) => {
      const all = filters === 1 ? 'The filter needs' : 'All filters need'
      const some = `${count(filters, 'filter')} of ${allFilters} ${filters === 1 ? 'needs' : 'need'}`
      return `${filters === allFilters ? all : some} ${images.join(' and ')}, and the stream carries ${streamViewType}: nothing matches.`
    },
  },
})
