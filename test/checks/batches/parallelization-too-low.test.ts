import {parallelizationTooLow} from '../../../src/checks/batches/parallelization-too-low.ts'
import {functionMetrics, lambdaFunction, mapping, published, tableMetrics} from '../../support/evidence.ts'
import {growing, lagging} from '../../support/load.ts'
import {testCheck} from '../../support/test-check.ts'

/** 240 invocations a minute of 950 ms on four lanes. */
const saturated = (records: number, errors = 0) => ({
  functionMetrics: functionMetrics(
    growing(0.5),
    {'Invocations.Sum': published(() => 240), 'Duration.Average': published(() => 950), 'Errors.Sum': published(() => errors)},
    growing(0.5),
  ),
  tableMetrics: tableMetrics(() => 40_000, {'ReturnedRecordsCount.Sum': published(() => 240 * records)}),
})

testCheck(parallelizationTooLow, {
  fail: [
    ['full lanes that fall behind', saturated(100), {lanes: 4, lanesThen: 8}],
    ['a reserve that is too small for more', {...saturated(100), function: lambdaFunction({reservedConcurrency: 4})}],
  ],
  pass: [
    ['a factor of 4', {...saturated(100), mapping: mapping({parallelizationFactor: 4})}],
    ['batches that are not full', saturated(30)],
    ['batches that fail', saturated(100, 60)],
    ['idle lanes', lagging({})],
    [
      'full lanes that keep up',
      {
        ...saturated(100),
        functionMetrics: {...saturated(100).functionMetrics, ...functionMetrics(() => 1, {'Invocations.Sum': published(() => 240)})},
      },
    ],
  ],
  unknownWithout: [['mapping'], ['functionMetrics']],
})
