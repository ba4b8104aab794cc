import {CloudWatchClient, GetMetricDataCommand} from '@aws-sdk/client-cloudwatch'
import {
  LambdaClient,
  ListEventSourceMappingsCommand,
  PutFunctionConcurrencyCommand,
  UpdateEventSourceMappingCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda'
import {describe, expect, test} from 'vitest'
import {openLab} from '../../packages/lab/src/entrance.ts'

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'

/** An incident as an operator has it: clients, a mapping, and the iterator age that CloudWatch shows. */
async function operate(incident: string, seed: number) {
  const {region, credentials, requestHandler, endpoint, sleep} = openLab({incident, seed})
  const config = {region, credentials, requestHandler, endpoint, maxAttempts: 1}
  const lambda = new LambdaClient(config)
  const cloudwatch = new CloudWatchClient(config)
  const {EventSourceMappings: mappings = []} = await lambda.send(new ListEventSourceMappingsCommand({}))
  const UUID = mappings.find(one => one.FunctionArn?.includes(':orders-projector'))?.UUID
  // The incident opens at the present minute of real time.
  let nowMs = Date.now()
  return {
    UUID,
    lambda,
    async pass(minutes: number) {
      await sleep(minutes * 60_000)
      nowMs += minutes * 60_000
    },
    /** Highest iterator age over the newest three minutes that have any, seconds. */
    async age(): Promise<number> {
      const Metric = {Namespace: 'AWS/Lambda', MetricName: 'IteratorAge', Dimensions: [{Name: 'FunctionName', Value: 'orders-projector'}]}
      const window = {StartTime: new Date(nowMs - 900_000), EndTime: new Date(nowMs)}
      const MetricDataQueries = [{Id: 'age', MetricStat: {Metric, Period: 60, Stat: 'Maximum'}}]
      const {MetricDataResults} = await cloudwatch.send(new GetMetricDataCommand({...window, MetricDataQueries}))
      return Math.max(...(MetricDataResults?.[0]?.Values ?? []).slice(0, 3)) / 1000
    },
  }
}

type Operation = Awaited<ReturnType<typeof operate>>
const change = (settings: object) => (op: Operation) => op.lambda.send(new UpdateEventSourceMappingCommand({UUID: op.UUID, ...settings}))

describe('the right fix: the iterator age falls', () => {
  test.each<[fix: string, incident: string, seed: number, minutes: number, act: (op: Operation) => Promise<unknown>]>([
    ['bisect, and retries with an end', 'poison-record', 3, 10, change({BisectBatchOnFunctionError: true, MaximumRetryAttempts: 2})],
    [
      'reserved concurrency',
      'throttled-concurrency',
      9,
      10,
      ({lambda}) => lambda.send(new PutFunctionConcurrencyCommand({FunctionName: 'orders-projector', ReservedConcurrentExecutions: 100})),
    ],
    ['a higher parallelization factor', 'insufficient-throughput', 9, 15, change({ParallelizationFactor: 10})],
    ['enabling the mapping', 'mapping-disabled', 10, 10, change({Enabled: true})],
  ])('%s (%s)', async (_, incident, seed, minutes, act) => {
    const operation = await operate(incident, seed)
    await act(operation)
    await operation.pass(5)
    const behind = await operation.age()
    expect(behind).toBeGreaterThan(120)
    await operation.pass(minutes)
    expect(await operation.age()).toBeLessThan(10)
  })
})

describe('the wrong fix: it grows on', () => {
  test.each<[fix: string, incident: string, seed: number, act: (op: Operation) => Promise<unknown>]>([
    // Under this seed one order alone is hot; all its records stay in one lane.
    ['a parallelization factor for one hot item', 'hot-partition', 19, change({ParallelizationFactor: 10})],
    [
      'memory for a poisoned record',
      'poison-record',
      7,
      ({lambda}) => lambda.send(new UpdateFunctionConfigurationCommand({FunctionName: 'orders-projector', MemorySize: 3008})),
    ],
  ])('%s (%s)', async (_, incident, seed, act) => {
    const operation = await operate(incident, seed)
    const before = await operation.age()
    expect(before).toBeGreaterThan(120)
    await act(operation)
    await operation.pass(20)
    expect(await operation.age()).toBeGreaterThan(before + 240)
  })
})
