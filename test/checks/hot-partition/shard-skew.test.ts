import {shardSkew} from '../../../src/checks/hot-partition/shard-skew.ts'
import {functionMetrics, mapping, published, stream, tableMetrics} from '../../support/evidence.ts'
import {growing, lagging} from '../../support/load.ts'
import {testCheck} from '../../support/test-check.ts'

/** One shard falls behind by half a second a second; the others are current. */
const late = growing(0.5)

const oneOpen = stream(1)
const refusing = tableMetrics(() => 1200, {'GetRecords.ThrottledRequests.Sum': published(() => 5)})
/** All batches are late by ten minutes, the oldest by an hour and growing. */
const allLate = {
  'IteratorAge.Minimum': published(() => 500_000),
  'IteratorAge.p50': published(() => 600_000),
}

testCheck(shardSkew, {
  fail: [
    ['one shard is late', {functionMetrics: functionMetrics(late)}, {medianSeconds: 1, youngestSeconds: 1}],
    ['all are late, and one far more', {functionMetrics: functionMetrics(ago => 3600 - ago * 20, allLate)}, {medianSeconds: 600}],
  ],
  pass: [
    ['all are late alike', lagging({writes: 3})],
    ['the stream has one shard', {functionMetrics: functionMetrics(late), stream: oneOpen}],
  ],
  undecidable: [
    [
      'a batch stands still',
      {functionMetrics: functionMetrics(ago => (ago > 20 ? 1 : (21 - ago) * 60), {'Errors.Sum': published(() => 1)})},
    ],
    ['nothing is delivered', {functionMetrics: functionMetrics(ago => (ago > 30 ? 1 : null))}],
    ['reads are refused', {functionMetrics: functionMetrics(late), tableMetrics: refusing}],
    ['another mapping has the same batches', {functionMetrics: functionMetrics(late), siblings: [mapping({uuid: 'other'})]}],
  ],
  unknownWithout: [['functionMetrics'], ['mapping']],
})
