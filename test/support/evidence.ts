import {thresholds} from '../../src/aws-facts/thresholds.ts'
import type {
  Evidence,
  FunctionMetrics,
  LambdaFunction,
  Mapping,
  MappingMetrics,
  OnDemandKey,
  OnDemandValues,
  PastOperation,
  Stream,
  Table,
  TableMetrics,
  Version,
} from '../../src/model/evidence/evidence.ts'
import {accountMetricNames, functionMetricNames, mappingMetricNames, tableMetricNames} from '../../src/model/evidence/evidence-schema.ts'
import {type Item, known} from '../../src/model/evidence/item.ts'
import type {Series} from '../../src/model/evidence/series.ts'

export const nowMs = Date.UTC(2026, 10, 23, 3, 0)
export const minutes = 180
export const startMs = nowMs - minutes * 60_000
export const moment = {nowMs, startMs, thresholds}

/** A series of three hours that ends now: `value(minutesAgo)` per minute, null for no datapoint. */
export const series = (value: (minutesAgo: number) => number | null): Series => ({
  startMs,
  periodSeconds: 60,
  values: Array.from({length: minutes}, (_, i) => value(minutes - i)),
})

export const none = series(() => null)
/** CloudWatch publishes late: nothing newer than three minutes. */
export const published = (value: (minutesAgo: number) => number | null): Series => series(ago => (ago <= 3 ? null : value(ago)))

const filled = <N extends string>(names: readonly N[], given: Partial<Record<N, Series>>): Record<N, Series> =>
  Object.fromEntries(names.map(name => [name, given[name] ?? none])) as Record<N, Series>

/** Metrics of a function from ages in seconds; healthy counts unless given. */
export function functionMetrics(
  age: (minutesAgo: number) => number | null,
  given: Partial<FunctionMetrics> = {},
  youngest: (minutesAgo: number) => number | null = ago => (age(ago) === null ? null : 0.5),
): FunctionMetrics {
  const ms = (f: (ago: number) => number | null) =>
    published(ago => {
      const seconds = f(ago)
      return seconds === null ? null : seconds * 1000
    })
  const delivered = (value: number) => published(ago => (age(ago) === null ? null : value))
  return filled(functionMetricNames, {
    'IteratorAge.Maximum': ms(age),
    'IteratorAge.Minimum': ms(youngest),
    'IteratorAge.p50': ms(youngest),
    'IteratorAge.SampleCount': delivered(60),
    'Invocations.Sum': delivered(60),
    'Errors.Sum': delivered(0),
    'Throttles.Sum': delivered(0),
    'Duration.p99': delivered(300),
    'Duration.p50': delivered(120),
    'Duration.Average': delivered(130),
    'Duration.Maximum': delivered(400),
    'ConcurrentExecutions.Maximum': delivered(4),
    ...given,
  })
}

export const tableMetrics = (writes: (minutesAgo: number) => number | null, given: Partial<TableMetrics> = {}): TableMetrics =>
  filled(tableMetricNames, {'ConsumedWriteCapacityUnits.Sum': published(writes), 'ReturnedRecordsCount.Sum': published(writes), ...given})

export const mappingMetrics = (given: Partial<MappingMetrics> = {}): MappingMetrics => filled(mappingMetricNames, given)

const streamArn = 'arn:aws:dynamodb:us-east-1:123456789012:table/orders/stream/2026-01-05T08:00:00.000'

export const mapping = (given: Partial<Mapping> = {}): Mapping => ({
  uuid: '2b0c6f4e-6a1f-4e57-9d1a-3f0f5f0d9a11',
  functionArn: 'arn:aws:lambda:us-east-1:123456789012:function:orders-projector',
  functionName: 'orders-projector',
  qualifier: null,
  eventSourceArn: streamArn,
  tableName: 'orders',
  streamLabel: '2026-01-05T08:00:00.000',
  state: 'Enabled',
  stateTransitionReason: 'User action',
  lastModifiedMs: startMs - 86_400_000,
  lastProcessingResult: 'OK',
  startingPosition: 'TRIM_HORIZON',
  batchSize: 100,
  maximumBatchingWindowSeconds: 0,
  tumblingWindowSeconds: 0,
  parallelizationFactor: 1,
  maximumRetryAttempts: 3,
  maximumRecordAgeSeconds: -1,
  bisectBatchOnFunctionError: true,
  onFailureDestination: 'arn:aws:sqs:us-east-1:123456789012:orders-failed',
  functionResponseTypes: [],
  filterPatterns: [],
  metrics: [],
  ...given,
})

/** Another mapping of the same function, whose batches are in the same metrics. It reads another table. */
export const sharing = (given: Partial<Mapping> = {}): Mapping =>
  mapping({
    uuid: '7d1e0a55-93b0-4b0e-8a6e-5d1f3f0a7c22',
    eventSourceArn: 'arn:aws:dynamodb:us-east-1:123456789012:table/refunds/stream/2026-01-05T08:00:00.000',
    tableName: 'refunds',
    ...given,
  })

export const lambdaFunction = (given: Partial<LambdaFunction> = {}): LambdaFunction => ({
  functionArn: 'arn:aws:lambda:us-east-1:123456789012:function:orders-projector',
  functionName: 'orders-projector',
  version: '$LATEST',
  state: 'Active',
  stateReasonCode: null,
  lastUpdateStatus: 'Successful',
  lastModifiedMs: startMs - 86_400_000,
  runtime: 'nodejs24.x',
  architecture: 'arm64',
  memoryMb: 512,
  timeoutSeconds: 30,
  role: 'arn:aws:iam::123456789012:role/orders-projector',
  reservedConcurrency: null,
  logGroup: '/aws/lambda/orders-projector',
  logFormat: 'Text',
  systemLogLevel: null,
  subnetIds: [],
  securityGroupIds: [],
  vpcId: null,
  handler: 'index.handler',
  packageType: 'Zip',
  codeSizeBytes: 400_000,
  tracingMode: 'Active',
  snapStart: 'Off',
  environmentNames: [],
  environmentKeyArn: null,
  deadLetterTarget: null,
  managedInstances: false,
  durable: false,
  tenantIsolation: false,
  ...given,
})

export const stream = (openShards = 4, given: Partial<Stream> = {}): Stream => ({
  streamArn,
  streamStatus: 'ENABLED',
  streamViewType: 'NEW_AND_OLD_IMAGES',
  shards: Array.from({length: openShards}, (_, i) => ({
    shardId: `shardId-0000000178000000000${i}-abcdef0${i}`,
    parentShardId: null,
    open: true,
  })),
  ...given,
})

export const table = (given: Partial<Table> = {}): Table => ({
  tableName: 'orders',
  tableArn: 'arn:aws:dynamodb:us-east-1:123456789012:table/orders',
  tableStatus: 'ACTIVE',
  latestStreamArn: streamArn,
  streamEnabled: true,
  streamViewType: 'NEW_AND_OLD_IMAGES',
  billingMode: 'PAY_PER_REQUEST',
  partitionKey: 'customerId',
  sortKey: 'orderId',
  itemCount: 100_000,
  sizeBytes: 100_000_000,
  provisionedWriteUnits: null,
  kmsKeyArn: null,
  replicaRegions: [],
  strongReplicas: false,
  ...given,
})

/** The items of one pipeline, each a value or an Item. Evidence of a second round is skipped unless it is given. */
export interface Parts extends Partial<OnDemandValues> {
  mapping: Mapping
  siblings: Mapping[]
  operations?: PastOperation[]
  mappingMetrics: MappingMetrics
  function: LambdaFunction | null
  functionMetrics: FunctionMetrics
  stream: Stream | null
  table: Table | null
  tableMetrics: TableMetrics
  accountSettings: {concurrentExecutions: number | null; unreservedConcurrentExecutions: number | null}
  accountMetrics: ReturnType<typeof accountMetrics>
}

export const accountMetrics = (given: Record<string, Series> = {}) =>
  filled(accountMetricNames, {
    'ConcurrentExecutions.Maximum': published(() => 40),
    'UnreservedConcurrentExecutions.Maximum': published(() => 40),
    ...given,
  })

export const healthyParts = (): Parts => ({
  mapping: mapping(),
  siblings: [],
  mappingMetrics: mappingMetrics(),
  function: lambdaFunction(),
  functionMetrics: functionMetrics(() => 1.2),
  stream: stream(),
  table: table(),
  tableMetrics: tableMetrics(() => 1200),
  accountSettings: {concurrentExecutions: 1000, unreservedConcurrentExecutions: 1000},
  accountMetrics: accountMetrics(),
})

/** A published version of the function, as it lay there before anything happened. */
export const functionVersion = (version: string, given: Partial<Version> = {}): Version => ({
  version,
  lastModifiedMs: nowMs - 86_400_000,
  codeSha256: `code ${version}`,
  timeoutSeconds: 30,
  runtime: 'nodejs22.x',
  memoryMb: 512,
  snapStart: null,
  hasAlias: false,
  ...given,
})

/** Evidence of one pipeline: healthy but for the parts given; an item in `missing` replaces a known one. */
export function evidence(parts: Partial<Parts> = {}, missing: Partial<Record<keyof Parts, Item<never>>> = {}): Evidence {
  const all = {...healthyParts(), ...parts}
  const item = <K extends keyof Parts>(key: K): Item<NonNullable<Parts[K]> | Extract<Parts[K], null>> =>
    missing[key] ?? known(all[key] as NonNullable<Parts[K]> | Extract<Parts[K], null>)
  const asked = (...keys: (OnDemandKey | 'operations')[]) =>
    Object.fromEntries(keys.flatMap(key => (key in all || key in missing ? [[key, item(key)]] : [])))
  const ids = {region: 'us-east-1', mapping: all.mapping.uuid, function: all.mapping.functionArn, stream: all.mapping.eventSourceArn}
  return {
    schemaVersion: 1,
    tool: {name: 'ddbstream', version: '0.0.0'},
    takenAt: nowMs,
    window: {startMs, endMs: nowMs},
    scope: {account: '123456789012', caller: 'arn:aws:iam::123456789012:user/op', regions: ['us-east-1']},
    pipelines: [{region: 'us-east-1', functionName: 'orders-projector', qualifier: all.mapping.qualifier, ids}],
    items: {
      region: {
        [ids.region]: {accountSettings: item('accountSettings'), accountMetrics: item('accountMetrics'), ...asked('alarms', 'muteRules')},
      },
      mapping: {
        [ids.mapping]: {
          mapping: item('mapping'),
          siblings: item('siblings'),
          mappingMetrics: item('mappingMetrics'),
          ...asked('rolePermissions', 'destination', 'destinationKey', 'operations'),
        },
      },
      function: {
        [ids.function]: {
          function: item('function'),
          functionMetrics: item('functionMetrics'),
          ...asked(
            'logErrors',
            'logReports',
            'logMinutes',
            'logStarts',
            'logGroup',
            'deniedCalls',
            'rolePolicies',
            'network',
            'alias',
            'versions',
            'provisionedConcurrency',
            'code',
          ),
        },
      },
      stream: {
        [ids.stream]: {
          stream: item('stream'),
          table: item('table'),
          tableMetrics: item('tableMetrics'),
          ...asked('hotKeys', 'timeToLive', 'tableKey', 'streamPolicy', 'pipes', 'bulkOperations'),
        },
      },
    },
    missing: [],
    usage: {requests: {}, usd: 0},
  }
}
