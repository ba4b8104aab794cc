import {expect, test} from 'vitest'
import {concurrencyText} from '../../../src/reports/views/concurrency.ts'
import {concurrency, exitCodeOfConcurrency} from '../../../src/use-cases/views/concurrency.ts'
import {expectSchema} from '../../commands/schemas.ts'
import {labConnection} from '../../support/lab-connection.ts'

const look = (opening: Parameters<typeof labConnection>[0], functionText: string | null = 'orders-projector') =>
  concurrency(labConnection(opening), {functionText, sinceSeconds: 3 * 3600})

test('a reserved concurrency below the need of the shards is too low; the need is shards × factor', async () => {
  const report = await look({incident: 'throttled-concurrency', seed: 2})
  expectSchema('concurrency', report)
  const [main] = report.functions
  expect(main).toMatchObject({
    function: 'orders-projector',
    judgement: 'too-low',
    mappings: [{table: 'orders', openShards: 4, parallelizationFactor: 2}],
  })
  expect(main?.need).toBe(8)
  expect(main?.throttles).toBeGreaterThan(0)
  expect(report.account.limit).toBe(2000)
})

test('who takes the rest: two requests of metrics at most, however many functions', async () => {
  const report = await look({incident: 'throttled-concurrency', seed: 1, functions: 40}, null)
  expect(report.functions).toHaveLength(41)
  expect(report.functions[0]?.function).toBe('orders-projector')
  expect(report.others).toHaveLength(10)
  expect(report.othersAsked).toBe(41)
  expect(report.usage.requests).toMatchObject({'cloudwatch:ListMetrics': 1, 'dynamodb:DescribeStream': 41})
  expect(report.usage.requests['cloudwatch:GetMetricData']).toBeLessThanOrEqual(2)
})

test('a denied read is reported, and is never enough', async () => {
  const deny = ['lambda:GetAccountSettings', 'dynamodb:DescribeStream', 'cloudwatch:ListMetrics']
  const report = await look({incident: 'healthy', seed: 1, deny})
  expectSchema('concurrency', report)
  expect(report.missing.map(({action}) => action).sort()).toEqual([...deny].sort())
  expect(report.functions[0]?.judgement).toBe('unknown')
  expect(exitCodeOfConcurrency(report)).toBe(3)
  expect(exitCodeOfConcurrency({...report, missing: []})).toBe(0)
  const text = concurrencyText(report, {columns: 80, colour: false, unicode: true, verbose: false})
  expect(text).toContain('! lambda:GetAccountSettings is denied')
})
