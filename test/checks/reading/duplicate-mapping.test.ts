import {duplicateMapping} from '../../../src/checks/reading/duplicate-mapping.ts'
import type {Mapping} from '../../../src/model/evidence/evidence.ts'
import {mapping} from '../../support/evidence.ts'
import {testCheck} from '../../support/test-check.ts'

const with2 = (other: Partial<Mapping>) => ({siblings: [mapping({uuid: 'other', qualifier: 'live', ...other})]})

testCheck(duplicateMapping, {
  fail: [['an alias and the bare function', with2({}), {others: ['other (live)']}]],
  pass: [
    ['the other is off', with2({state: 'Disabled'})],
    ['this one is off', {...with2({}), mapping: mapping({state: 'Disabled'})}],
    ['another stream', with2({eventSourceArn: 'arn:aws:dynamodb:us-east-1:123456789012:table/carts/stream/2026-01-01T00:00:00.000'})],
    ['another function', with2({functionName: 'orders-archive'})],
    [
      'filters that divide the work',
      {...with2({filterPatterns: ['{"eventName":["REMOVE"]}']}), mapping: mapping({filterPatterns: ['{"eventName":["INSERT"]}']})},
    ],
  ],
  unknownWithout: [['siblings'], ['mapping']],
})
