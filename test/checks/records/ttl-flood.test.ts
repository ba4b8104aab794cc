import {ttlFlood} from '../../../src/checks/records/ttl-flood.ts'
import {mapping, published, tableMetrics} from '../../support/evidence.ts'
import {testCheck} from '../../support/test-check.ts'

const expiring = (perMinute: number, writes = 1200) => ({
  tableMetrics: tableMetrics(() => writes, {'TimeToLiveDeletedItemCount.Sum': published(() => perMinute)}),
})

testCheck(ttlFlood, {
  fail: [['three deletes for each write', expiring(3600), {share: 0.75}]],
  pass: [
    ['one delete for ten writes', expiring(120)],
    ['a few deletes of a quiet table', expiring(2, 0)],
    ['a filter', {...expiring(3600), mapping: mapping({filterPatterns: ['{"eventName":["INSERT"]}']})}],
  ],
  unknownWithout: [['tableMetrics'], ['mapping']],
})
