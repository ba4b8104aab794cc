import {expect, test} from 'vitest'
import {parseSetting} from '../../../src/cli/flags/setting-flags.ts'

const queue = 'arn:aws:sqs:eu-west-1:123456789012:orders-failed'

test.each<[string, unknown]>([
  ['Enabled=false', {Enabled: false}],
  ['BatchSize=500', {BatchSize: 500}],
  ['MaximumRetryAttempts=-1', {MaximumRetryAttempts: -1}],
  ['MaximumRecordAgeInSeconds=60', {MaximumRecordAgeInSeconds: 60}],
  [`DestinationConfig=${queue}`, {DestinationConfig: {OnFailure: {Destination: queue}}}],
  ['DestinationConfig=none', {DestinationConfig: {OnFailure: {Destination: ''}}}],
  ['FunctionResponseTypes=ReportBatchItemFailures', {FunctionResponseTypes: ['ReportBatchItemFailures']}],
  ['MetricsConfig=none', {MetricsConfig: {Metrics: []}}],
])('%s', (text, settings) => {
  expect(parseSetting(text)).toEqual(settings)
})

test.each([
  ['BatchSize', /has no value/],
  ['BatchSize=', /from 1 to 10000/],
  ['BatchSize=1e3', /from 1 to 10000/],
  ['BatchSize=10001', /from 1 to 10000/],
  ['MaximumRecordAgeInSeconds=59', /-1, or a whole number from 60/],
  ['ParallelizationFactor=0', /from 1 to 10/],
  ['Enabled=yes', /neither true nor false/],
  ['DestinationConfig=orders-failed', /cannot be an on-failure destination/],
  ['DestinationConfig=arn:aws:sqs:eu-west-1:123456789012:orders.fifo', /cannot be an on-failure destination: it is a FIFO queue/],
  ['StartingPosition=LATEST', /no setting "StartingPosition"/],
  ['batchsize=5', /no setting "batchsize"/],
  ['__proto__=1', /no setting "__proto__"/],
])('%s is refused', (text, message) => {
  expect(() => parseSetting(text)).toThrow(expect.objectContaining({exitCode: 2, message: expect.stringMatching(message)}))
})
