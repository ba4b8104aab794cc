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
    [
      'full lanes that fall behind',
      saturated(100),
      {lanes: 4, lanesThen: 8},
      {command: /--set ParallelizationFactor=2$/, fix: /\b8\b.*1,000/s},
    ],
    ['batches that are 95 % full', saturated(95), {batchFill: 0.95}],
    [
      'a factor of 2',
      {
        ...saturated(100),
        mapping: mapping({parallelizationFactor: 2}),
        functionMetrics: {...saturated(100).functionMetrics, 'Duration.Average': published(() => 1900)},
      },
      {lanes: 8, lanesThen: 16},
      {command: /--set ParallelizationFactor=4$/},
    ],
    [
      'a factor of 3',
      {
        ...saturated(100),
        mapping: mapping({parallelizationFactor: 3}),
        functionMetrics: {...saturated(100).functionMetrics, 'Duration.Average': published(() => 2850)},
      },
      {lanes: 12, lanesThen: 16},
      {command: /--set ParallelizationFactor=4$/},
    ],
    [
      'a reserve for as many',
      {...saturated(100), function: lambdaFunction({reservedConcurrency: 8})},
      {lanesThen: 8},
      {fix: /^(?!.*1,000).*\b8\b/s},
    ],
    [
      'a reserve that is too small for more',
      {...saturated(100), function: lambdaFunction({reservedConcurrency: 7})},
      {lanesThen: 8},
      {fix: /\b8\b.*\b7\b/s},
    ],
  ],
  pass: [
    ['a factor of 4', {...saturated(100), mapping: mapping({parallelizationFactor: 4})}],
    ['batches that are 94 % full', saturated(94)],
    ['throttled batches', {...saturated(100), functionMetrics: {...saturated(100).functionMetrics, 'Throttles.Sum': published(() => 20)}}],
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
