import {filterNeedsMissingImage} from '../../../src/checks/reading/filter-needs-missing-image.ts'
import {mapping, stream, table} from '../../support/evidence.ts'
import {testCheck} from '../../support/test-check.ts'

const filters = (...filterPatterns: string[]) => ({mapping: mapping({filterPatterns})})
const newStatus = '{"dynamodb":{"NewImage":{"status":{"S":["PAID"]}}}}'
const carries = (streamViewType: string) => ({stream: stream(4, {streamViewType})})
const unseen = {stream: null, table: null}

testCheck(filterNeedsMissingImage, {
  fail: [
    ['a new image of keys only', {...filters(newStatus), ...carries('KEYS_ONLY')}, {images: ['NewImage'], filters: 1, allFilters: 1}],
    ['one filter of two', {...filters(newStatus, '{"eventName":["REMOVE"]}'), ...carries('OLD_IMAGE')}, {filters: 1, allFilters: 2}],
    [
      'the old image of a stream known by its table',
      {...filters('{"dynamodb":{"OldImage":{"status":{"S":["PAID"]}}}}'), stream: null, table: table({streamViewType: 'NEW_IMAGE'})},
    ],
  ],
  pass: [
    ['an image that is there', {...filters(newStatus), ...carries('NEW_IMAGE')}],
    ['keys', {...filters('{"dynamodb":{"Keys":{"customerId":{"S":["c-1"]}}}}'), ...carries('KEYS_ONLY')}],
    [
      'an image that must be absent',
      {...filters('{"dynamodb":{"OldImage":{"status":{"S":[{"exists":false}]}}}}'), ...carries('KEYS_ONLY')},
    ],
    ['a view type that came later, and keys', {...filters('{"dynamodb":{"Keys":{"customerId":{"S":["c-1"]}}}}'), ...carries('DELTA')}],
    ['both images', {...filters(newStatus), ...carries('NEW_AND_OLD_IMAGES')}],
    ['a text that is no pattern', {...filters('{'), ...carries('KEYS_ONLY')}],
    ['no filter and no stream', unseen],
  ],
  undecidable: [
    ['the view type is not known', {...filters(newStatus), ...unseen}],
    ['a view type that came later', {...filters(newStatus), ...carries('DELTA')}],
  ],
  unknownWithout: [['mapping']],
})
