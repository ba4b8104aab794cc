import {filterCannotMatch} from '../../../src/checks/reading/filter-cannot-match.ts'
import {functionMetrics, mapping, stream, table} from '../../support/evidence.ts'
import {testCheck} from '../../support/test-check.ts'

const filters = (...filterPatterns: string[]) => ({mapping: mapping({filterPatterns})})
const silent = {functionMetrics: functionMetrics(() => null)}
const numeric = '{"dynamodb":{"NewImage":{"total":{"N":[{"numeric":[">",5]}]}}}}'
const paid = '{"dynamodb":{"NewImage":{"status":{"S":["PAID"]}}}}'
const byKey = '{"dynamodb":{"Keys":{"orderId":{"S":["7"]}}}}'

testCheck(filterCannotMatch, {
  fail: [
    ['the only filter', {...filters(numeric), ...silent}, {filters: 1, allFilters: 1}],
    ['one filter of two, beside records that pass the other', filters(paid, numeric), {filters: 1, allFilters: 2}],
    ['the type of a key', {...filters(byKey, paid), table: table({keyTypes: {customerId: 'S', orderId: 'N'}})}, {filters: 1}],
  ],
  pass: [
    ['a pattern that can match', filters(paid)],
    ['the type of a key that is not known', filters(byKey, paid)],
    ['a pattern that is seen to match', filters(numeric)],
    [
      'an image that the stream lacks, which another check tells',
      {...filters(paid), ...silent, stream: stream(4, {streamViewType: 'KEYS_ONLY'})},
    ],
    ['a text that is no pattern', {...filters('{'), ...silent}],
    [
      'encrypted filters of a function that another mapping calls, too',
      {mapping: mapping({filterPatterns: null}), siblings: [mapping({uuid: 'other', eventSourceArn: 'arn:other'})]},
    ],
    ['encrypted filters that records pass', {mapping: mapping({filterPatterns: null})}],
  ],
  undecidable: [['encrypted filters without a batch', {mapping: mapping({filterPatterns: null}), ...silent}]],
  unknownWithout: [['mapping']],
})
