import {expect, test} from 'vitest'
import {wantedConfiguration, wantedFlags} from '../../../src/cli/flags/configure-flags.ts'

const queue = 'arn:aws:sqs:eu-west-1:123456789012:orders-failed'

/** The settings of the mapping that these flags ask for. */
async function asked(name: 'destination' | 'retries' | 'parallelization', text: string, set: object = {}) {
  const value = await wantedFlags[name].parse(text, {} as never, {} as never)
  return wantedConfiguration({set: [set as never], recommended: false, [name]: value}).mapping
}

test.each<[Parameters<typeof asked>[0], string, object]>([
  ['destination', queue, {DestinationConfig: {OnFailure: {Destination: queue}}}],
  ['destination', 'none', {DestinationConfig: {OnFailure: {Destination: ''}}}],
  ['retries', '3', {MaximumRetryAttempts: 3}],
  ['retries', '-1', {MaximumRetryAttempts: -1}],
  ['retries', '10000', {MaximumRetryAttempts: 10_000}],
  ['parallelization', '1', {ParallelizationFactor: 1}],
  ['parallelization', '10', {ParallelizationFactor: 10}],
])('--%s %s', async (name, text, settings) => expect(await asked(name, text)).toEqual(settings))

test('they go beside --set, and come before it', async () => {
  expect(await asked('retries', '3', {BatchSize: 10, MaximumRetryAttempts: 5})).toEqual({BatchSize: 10, MaximumRetryAttempts: 3})
})

test.each<[Parameters<typeof asked>[0], string, RegExp]>([
  ['destination', 'orders-failed', /cannot be an on-failure destination/],
  ['destination', `${queue}.fifo`, /it is a FIFO queue or topic/],
  ['retries', '-2', /-1, or a whole number from 0 to 10000/],
  ['retries', '10001', /from 0 to 10000/],
  ['parallelization', '0', /from 1 to 10/],
  ['parallelization', '11', /from 1 to 10/],
])('--%s %s is refused', async (name, text, message) =>
  expect(asked(name, text)).rejects.toMatchObject({exitCode: 2, message: expect.stringMatching(message)}),
)
