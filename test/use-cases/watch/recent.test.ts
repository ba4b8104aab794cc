import {expect, test} from 'vitest'
import type {LagMetrics} from '../../../src/evidence/index.ts'
import {known, missing} from '../../../src/model/evidence/item.ts'
import {recentOf} from '../../../src/use-cases/watch/recent.ts'

const readMs = Date.UTC(2026, 10, 23, 3)
const minuteMs = 60_000
/** Values of the minutes from `ago` minutes before the reading on. */
const series = (ago: number, ...values: (number | null)[]) => ({startMs: readMs - ago * minuteMs, periodSeconds: 60, values})
const metrics = (errors: ReturnType<typeof series>): LagMetrics =>
  ({
    functionMetrics: known({'Errors.Sum': errors, 'Throttles.Sum': series(3, 0, 0)}),
    tableMetrics: missing('denied', 'cloudwatch:GetMetricData', 'no'),
    mappingMetrics: missing('skipped', 'cloudwatch:GetMetricData', ''),
  }) as unknown as LagMetrics

test.each<[string, ReturnType<typeof series>, number | null]>([
  ['the newest 15 minutes', series(17, 100, 10, 1, 2), 3],
  ['a minute without a datapoint', series(5, 1, null, 4), 5],
  ['no datapoint is unknown', series(5, null, null), null],
  ['only older datapoints are unknown', series(17, 7, 7), null],
  ['zeros are 0', series(5, 0, 0), 0],
])('%s', (_, errors, sum) => {
  expect(recentOf(metrics(errors), readMs)).toEqual({minutes: 15, errors: sum, throttles: 0, recordsReadPerMinute: null})
})

test('unpublished minutes do not lower the rate of the reads', () => {
  const read = {...metrics(series(3, 0)), tableMetrics: known({'ReturnedRecordsCount.Sum': series(5, 600, 0, 300, null, null)})}
  expect(recentOf(read as unknown as LagMetrics, readMs).recordsReadPerMinute).toBe(300)
})
