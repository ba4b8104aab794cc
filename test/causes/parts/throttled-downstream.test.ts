import {expect, it} from 'vitest'
import {throttledAdvice, throttledLines} from '../../../src/causes/parts/throttled-downstream.ts'
import type {Failures} from '../../../src/model/derived/failures.ts'
import {logged} from '../../support/cause-table.ts'
import {lambdaFunction, mapping} from '../../support/evidence.ts'

const service = logged({type: 'ThrottlingException', sample: 'Rate exceeded'})
const table = logged({type: 'ProvisionedThroughputExceededException', sample: 'The provisioned throughput for the table was exceeded.'})
const errors = 'ddbstream errors orders-projector --region us-east-1 --since 15m'
const raiseTable = 'aws dynamodb update-table --region us-east-1 --table-name TARGET_TABLE --billing-mode PAY_PER_REQUEST'

it.each<[number | null, number | null]>([
  [null, null],
  [1, null],
  [2, 1],
  [3, 2],
  [4, 2],
  [10, 5],
])('lowers the factor %s to %s', (parallelizationFactor, fewer) => {
  const [raise, relieve, ...rest] = throttledAdvice(service, lambdaFunction(), mapping({parallelizationFactor}))
  expect(raise).toMatchObject({command: errors})
  expect(relieve).toEqual(
    fewer === null
      ? undefined
      : {summary: expect.stringContaining(`from ${parallelizationFactor} to ${fewer}:`), change: {ParallelizationFactor: fewer}},
  )
  expect(rest).toEqual([])
})

it.each<[string, Parameters<typeof throttledAdvice>, string, RegExp]>([
  ['a table', [table, lambdaFunction(), mapping()], raiseTable, /stands for its name\.$/],
  [
    'a table, while records wait',
    [table, lambdaFunction(), mapping({maximumRetryAttempts: -1})],
    raiseTable,
    /name\. Records wait meanwhile/,
  ],
  ['a table, where the function is not known', [table, undefined, mapping()], raiseTable, /TARGET_TABLE/],
  ['a table, where nothing is known', [table, null, undefined], raiseTable.replace(' --region us-east-1', ''), /TARGET_TABLE/],
  [
    'a service, while records wait',
    [service, lambdaFunction(), mapping({maximumRetryAttempts: -1})],
    errors,
    /jitter\. Records wait meanwhile/,
  ],
])('raises the capacity of %s', (_name, given, command, summary) => {
  expect(throttledAdvice(...given)).toEqual([{summary: expect.stringMatching(summary), command}])
})

it('names the error once', () => {
  const lines = (given: Partial<Failures>) => throttledLines(given as Failures)
  expect(lines({throttled: null, logged: service})).toEqual([])
  expect(lines({throttled: service, logged: service})).toEqual([expect.stringMatching(/^A service that the function calls throttles it/)])
  expect(lines({throttled: service, logged: null})).toEqual([
    expect.stringContaining('in 12 requests: ThrottlingException: Rate exceeded'),
    expect.stringMatching(/^A service/),
  ])
})
