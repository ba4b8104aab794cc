import {afterAll, beforeAll, beforeEach, expect, it} from 'vitest'
import {connect, disconnect} from '../../../src/aws/index.ts'
import {diagnose} from '../../../src/diagnosis/diagnose.ts'
import {collectEvidence} from '../../../src/evidence/index.ts'
import type {Evidence} from '../../../src/model/evidence/evidence.ts'
import {evidenceSchema} from '../../../src/model/evidence/evidence-schema.ts'
import {known} from '../../../src/model/evidence/item.ts'
import {describeWith, moto} from '../peers.ts'
import {type Running, start} from '../processes.ts'
import {credentials, putMetric, region, type SetUp, setUpAccount} from './account.ts'

const minuteMs = 60_000
/** Datapoints end this long before now, so that the window holds them all whenever the test runs. */
const lastMs = Math.floor(Date.now() / minuteMs) * minuteMs - 10 * minuteMs

async function collect(endpointUrl: string): Promise<Evidence> {
  const aws = connect({endpointUrl, region, credentials, deadlineMs: 60_000})
  try {
    const evidence = await collectEvidence(aws, {functionText: 'orders-projector', sinceSeconds: 3 * 3600, toolVersion: '1.2.3'})
    expect(evidenceSchema.parse(evidence)).toEqual(evidence)
    return evidence
  } finally {
    disconnect(aws)
  }
}

const reportOf = (evidence: Evidence) => diagnose(evidence, {only: [], skip: []}, {name: 'ddbstream', version: '1.2.3'})

/** The datapoints of a series, without the minutes that have none. */
const points = (item: unknown, name: string) => {
  const {value} = item as {value: Record<string, {startMs: number; values: (number | null)[]}>}
  const {startMs, values} = value[name] ?? {startMs: 0, values: []}
  return values.flatMap((number, i) => (number === null ? [] : [[startMs + i * minuteMs, number]]))
}
const minutes = (values: readonly number[]) => values.map((value, i) => [lastMs - (values.length - 1 - i) * minuteMs, value])

describeWith(moto, path => {
  let server: Running
  let endpoint: string
  let setUp: SetUp

  beforeAll(async () => {
    server = await start(path, ['-H', '127.0.0.1', '-p', '0'], /Running on (http:\/\/127\.0\.0\.1:\d+)/)
    endpoint = server.ready[1] ?? ''
  })
  beforeEach(async () => {
    await fetch(`${endpoint}/moto-api/reset`, {method: 'POST'})
    setUp = await setUpAccount(endpoint)
  })
  afterAll(() => server?.stop())

  it('the pipeline is the one that was set up', async () => {
    const {table, fn, mapping} = setUp
    const evidence = await collect(endpoint)
    const [streamArn, functionArn, uuid] = [table.LatestStreamArn ?? '', fn.FunctionArn ?? '', mapping.UUID ?? '']
    expect(evidence.scope).toMatchObject({account: '123456789012', regions: [region]})
    expect(evidence.pipelines).toEqual([
      {region, functionName: 'orders-projector', qualifier: null, ids: {region, mapping: uuid, function: functionArn, stream: streamArn}},
    ])
    expect(evidence.items.mapping[uuid]).toMatchObject({
      mapping: known({
        eventSourceArn: streamArn,
        functionArn,
        tableName: 'orders',
        streamLabel: table.LatestStreamLabel,
        state: 'Enabled',
        startingPosition: 'TRIM_HORIZON',
        batchSize: 42,
        maximumBatchingWindowSeconds: 3,
        parallelizationFactor: 2,
        maximumRetryAttempts: 5,
        maximumRecordAgeSeconds: 3600,
        bisectBatchOnFunctionError: true,
        onFailureDestination: 'arn:aws:sqs:us-east-1:123456789012:orders-failed',
        functionResponseTypes: ['ReportBatchItemFailures'],
        filterPatterns: ['{"eventName":["INSERT"]}'],
        lastProcessingResult: null,
      }),
      siblings: known([]),
    })
    expect(evidence.items.function[functionArn]?.function).toMatchObject(
      known({
        functionArn,
        version: '$LATEST',
        state: 'Active',
        runtime: 'nodejs22.x',
        architecture: 'arm64',
        memoryMb: 384,
        timeoutSeconds: 17,
        role: 'arn:aws:iam::123456789012:role/orders-projector',
        reservedConcurrency: 7,
        logGroup: '/aws/lambda/orders-projector',
      }),
    )
    expect(evidence.items.stream[streamArn]).toMatchObject({
      stream: known({streamArn, streamStatus: 'ENABLED', streamViewType: 'NEW_IMAGE', shards: [{parentShardId: null, open: true}]}),
      table: known({
        tableArn: table.TableArn,
        tableStatus: 'ACTIVE',
        latestStreamArn: streamArn,
        streamEnabled: true,
        billingMode: 'PAY_PER_REQUEST',
      }),
    })
  })

  it('an HTML page instead of the account settings is a missing item', async () => {
    const evidence = await collect(endpoint)
    expect(evidence.items.region[region]?.accountSettings).toEqual({
      state: 'missing',
      reason: 'failed',
      action: 'lambda:GetAccountSettings',
      detail: expect.stringMatching(/did not respond like AWS: HTTP 404, text\/html/),
    })
    expect(reportOf(evidence).missing).toMatchObject([
      {mapping: null, evidence: 'accountSettings', action: 'lambda:GetAccountSettings', reason: 'failed'},
    ])
  })

  it('metrics are those that were put, minute by minute', async () => {
    const {table, fn, mapping} = setUp
    const stream = {TableName: 'orders', StreamLabel: table.LatestStreamLabel ?? '', Operation: 'GetRecords'}
    const put = (namespace: string, name: string, dimensions: Record<string, string>, values: number[]) =>
      putMetric(endpoint, {namespace, name, dimensions, values, lastMs})
    await put('AWS/Lambda', 'Invocations', {FunctionName: 'orders-projector'}, [10, 20, 30])
    await put('AWS/Lambda', 'Errors', {FunctionName: 'orders-projector'}, [0, 2, 0])
    await put('AWS/Lambda', 'PolledEventCount', {EventSourceMappingUUID: mapping.UUID ?? ''}, [100, 200])
    await put('AWS/Lambda', 'ConcurrentExecutions', {}, [17])
    await put('AWS/DynamoDB', 'ConsumedWriteCapacityUnits', {TableName: 'orders'}, [1.5, 2.5])
    await put('AWS/DynamoDB', 'ReturnedRecordsCount', stream, [99])
    const {items} = await collect(endpoint)
    const ofFunction = items.function[fn.FunctionArn ?? '']?.functionMetrics
    const ofTable = items.stream[table.LatestStreamArn ?? '']?.tableMetrics
    expect(points(ofFunction, 'Invocations.Sum')).toEqual(minutes([10, 20, 30]))
    expect(points(ofFunction, 'Errors.Sum')).toEqual(minutes([0, 2, 0]))
    expect(points(ofFunction, 'Throttles.Sum')).toEqual([])
    expect(points(items.mapping[mapping.UUID ?? '']?.mappingMetrics, 'PolledEventCount.Sum')).toEqual(minutes([100, 200]))
    expect(points(items.region[region]?.accountMetrics, 'ConcurrentExecutions.Maximum')).toEqual(minutes([17]))
    expect(points(ofTable, 'ConsumedWriteCapacityUnits.Sum')).toEqual(minutes([1.5, 2.5]))
    expect(points(ofTable, 'ReturnedRecordsCount.Sum')).toEqual(minutes([99]))
  })

  // It answers 500 as soon as a percentile has datapoints, and all metrics are asked in one request.
  it('metrics that moto cannot compute are missing, and the doctor does not call that healthy', async () => {
    const values = new Array<number>(60).fill(500)
    await putMetric(endpoint, {
      namespace: 'AWS/Lambda',
      name: 'IteratorAge',
      dimensions: {FunctionName: 'orders-projector'},
      values,
      lastMs,
    })
    const evidence = await collect(endpoint)
    const page = {
      state: 'missing',
      reason: 'failed',
      action: 'cloudwatch:GetMetricData',
      detail: expect.stringContaining('HTTP 500, text/html'),
    }
    expect(evidence.items.function[setUp.fn.FunctionArn ?? '']?.functionMetrics).toEqual(page)
    const report = reportOf(evidence)
    expect(report.missing.map(({evidence: key}) => key).sort()).toEqual([
      'accountMetrics',
      'accountSettings',
      'functionMetrics',
      'mappingMetrics',
      'tableMetrics',
    ])
    expect(report.verdict).toBe('undecided')
    expect(report.pipelines[0]?.lag.state).toBe('unknown')
  })
})
