import {defineCheck, fail, undecidable} from '../model/check.ts'
import {maybe} from '../model/derived.ts'
import {count} from '../model/units.ts'

type Image = 'NewImage' | 'OldImage'

const lacking: ReadonlyMap<string, readonly Image[]> = new Map<string, readonly Image[]>([
  ['KEYS_ONLY', ['NewImage', 'OldImage']],
  ['NEW_IMAGE', ['OldImage']],
  ['OLD_IMAGE', ['NewImage']],
  ['NEW_AND_OLD_IMAGES', []],
])

/** A condition that holds where there is nothing: `{"exists": false}`. */
const wantsAbsence = (leaf: unknown): boolean =>
  typeof leaf === 'object' && leaf !== null && 'exists' in leaf && (leaf as {exists: unknown}).exists === false

/** Whether some condition under this part of a pattern needs a value: the lists are alternatives. */
function needsValue(part: unknown): boolean {
  if (Array.isArray(part)) return part.length > 0 && !part.some(wantsAbsence)
  return typeof part === 'object' && part !== null && Object.values(part).some(needsValue)
}

/** The images that a pattern asks a value of; none for a pattern that is not understood. */
function imagesIn(pattern: string): Image[] {
  try {
    const {dynamodb = {}} = JSON.parse(pattern) as {dynamodb?: Partial<Record<Image, unknown>>}
    return (['NewImage', 'OldImage'] as const).filter(image => needsValue(dynamodb[image]))
  } catch {
    return []
  }
}

export const filterNeedsMissingImage = defineCheck({
  id: 'filter-needs-missing-image',
  title: 'A filter looks at an image that the stream does not carry',
  severity: 'high',
  why: 'Such a filter matches nothing: its records are skipped for good, without an error.',
  needs: ['mapping'],
  wants: ['stream', 'table'],
  run: ({mapping}, wanted) => {
    const used = (mapping.filterPatterns ?? []).map(imagesIn)
    if (used.every(images => images.length === 0)) return []
    const viewType = maybe(wanted.stream)?.streamViewType ?? maybe(wanted.table)?.streamViewType ?? null
    if (viewType === null) return undecidable('the filters look at images, and what the stream carries could not be read')
    const missing = lacking.get(viewType)
    if (missing === undefined) return undecidable(`what a stream of the view type ${viewType} carries is not known here`)
    const blind = used.filter(images => images.some(image => missing.includes(image)))
    const images = [...new Set(blind.flat().filter(image => missing.includes(image)))]
    return blind.length > 0 ? [fail({streamViewType: viewType, images, filters: blind.length, allFilters: used.length})] : []
  },
  say: ({streamViewType, images, filters, allFilters}) =>
    `${filters === allFilters ? (filters === 1 ? 'The filter looks' : 'All filters look') : `${count(filters, 'filter')} of ${allFilters} look`} at ${images.join(' and ')}, and the stream carries ${streamViewType}: nothing matches.`,
})
