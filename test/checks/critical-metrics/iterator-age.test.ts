import {iteratorAge} from '../../../src/checks/critical-metrics/iterator-age.ts'
import {functionMetrics, mapping, published} from '../../support/evidence.ts'
import {testCheck} from '../../support/test-check.ts'

testCheck(iteratorAge, {
  fail: [
    ['a growing age', {functionMetrics: functionMetrics(ago => 2000 - ago * 10)}, {state: 'slow'}],
    [
      'a blocked shard',
      {
        functionMetrics: functionMetrics(ago => (ago > 20 ? 1 : (21 - ago) * 60), {
          'Errors.Sum': published(ago => (ago > 20 ? 0 : 3)),
        }),
      },
      {state: 'stalled', limitSeconds: 30},
    ],
    ['a draining backlog', {functionMetrics: functionMetrics(ago => 60 + ago * 20)}, {state: 'recovering'}],
  ],
  pass: [
    ['a single spike', {functionMetrics: functionMetrics(ago => (ago === 5 ? 60 : 1))}],
    [
      'minutes of age under a long batching window',
      {mapping: mapping({maximumBatchingWindowSeconds: 300}), functionMetrics: functionMetrics(() => 250)},
    ],
    ['an age that grows below thirty seconds', {functionMetrics: functionMetrics(ago => (ago > 10 ? 2 : 20 - ago))}],
  ],
  unknownWithout: [['functionMetrics']],
})
