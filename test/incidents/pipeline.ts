import {defaultsOnTheWire} from '../support/default-mapping.ts'
import {type InvocationLog, invocationLog} from './invocation-log.ts'
import {about, always, type Bands, evenly, fresh, noise, type Rate} from './shapes.ts'
import {type Place, virginia} from './stand-in/place.ts'
import {type Minute, minuteOf, type Series} from './stand-in/series.ts'
import type {Wire} from './stand-in/wire.ts'
import type {FunctionWorld, Metric, World} from './stand-in/world.ts'

export const functionName = 'parcel-indexer'
export const tableName = 'parcels'
export const label = '2026-03-02T10:11:12.345'
export const uuid = '3b7d9a10-52c4-4e8e-9b1f-6a2c40d7e815'

/** Every incident is looked at in this instant, unless it gives another. */
export const lookedAt = '2026-11-26T10:07:20.000Z'
export const lookedAtMs: number = Date.parse(lookedAt)

/** Instants before the look, as Lambda's functions and its mappings write them. */
export const functionTime = (minutesAgo: number): string => new Date(lookedAtMs - minutesAgo * 60_000).toISOString().replace('Z', '+0000')
export const epochSeconds = (minutesAgo: number): number => (lookedAtMs - minutesAgo * 60_000) / 1000

const {BatchSize: _, ...otherDefaults} = defaultsOnTheWire

/** Lambda's settings where a mapping is created with a batch size alone. */
export const defaults: Wire = otherDefaults

export const callFailed = {LastProcessingResult: 'PROBLEM: Function call failed'}

/** The counts of an hour and more, by the minute. */
export interface Traffic {
  invocations: Rate
  errors: Rate
  throttles: Rate
  /** Milliseconds of the invocations of a minute. */
  durations: Bands
  /** Ages in milliseconds of the last records of the batches of a minute. */
  ages: Bands
  concurrency: Rate
  /** Write units, which are records where items are small. */
  writes: Rate
  /** Records that GetRecords returned to all readers; as many as are written unless given. */
  returned?: Rate
  /** Calls of GetRecords by all readers: four a second for each shard that Lambda polls. */
  reads: Rate
  /** The greatest concurrency of the account. */
  accountConcurrency: Rate
}

const eventCounts = ['Polled', 'FilteredOut', 'Invoked', 'FailedInvoke', 'Dropped', 'OnFailureDestinationDelivered'] as const

/** The differences from a well configured, healthy pipeline of four shards. */
export interface Changes {
  place?: Place
  now?: string
  metricDelayMinutes?: number
  shards?: number
  /** Shards as DescribeStream lists them, in place of `shards` open ones. */
  shardList?: Wire[]
  /** The qualifier that the mapping invokes. */
  qualifier?: string
  mapping?: Wire
  moreMappings?: Wire[]
  function?: Wire
  /** The parts around the function: reserved concurrency, aliases, versions. */
  around?: Omit<FunctionWorld, 'configuration'>
  moreFunctions?: Record<string, FunctionWorld>
  noFunction?: boolean
  accountSettings?: Wire
  table?: Wire
  moreTables?: World['tables']
  stream?: Wire
  moreStreams?: World['streams']
  traffic?: Partial<Traffic>
  /** Turns the mapping's own metrics on. */
  events?: Partial<Record<(typeof eventCounts)[number], Rate>>
  moreMetrics?: Metric[]
  /** Metrics, by name, that AWS has not published. */
  unpublished?: string[]
  log?: InvocationLog
  logGroup?: Wire
  /** Anything of the world itself. */
  world?: Partial<World>
}

export const metric = (namespace: string, name: string, dimensions: Metric['dimensions'], at: Series): Metric => ({
  namespace,
  name,
  dimensions,
  at,
})

/** A sum that is counted in so many samples of 0 and 1. */
const counted = (sum: number, samples: number): Minute => ({n: Math.max(1, Math.round(samples)), sum, min: 0, max: sum > 0 ? 1 : 0})

/** A sum of one sample, such as a count that AWS adds up before it publishes it. */
export const total =
  (rate: Rate): Series =>
  minute => {
    const sum = Math.round(rate(minute))
    return {n: 1, sum, min: sum, max: sum}
  }

const gauge =
  (rate: Rate): Series =>
  minute => {
    const value = rate(minute)
    return value === 0 ? undefined : {n: 60, sum: value * 40, min: 0, max: value}
  }

/** The metrics of a function: nothing is published for a minute in which nothing happened (Lambda Developer Guide, "monitoring-metrics-types"). */
export function functionMetrics(
  dimensions: Metric['dimensions'],
  traffic: Pick<Traffic, 'invocations' | 'errors' | 'throttles' | 'durations' | 'ages'>,
): Metric[] {
  const started: Rate = minute => Math.max(0, Math.round(traffic.invocations(minute)))
  const of = (name: string, at: (minute: number, invocations: number) => Minute | undefined) =>
    metric('AWS/Lambda', name, dimensions, minute => at(minute, started(minute)))
  return [
    of('Invocations', (_, n) => (n === 0 ? undefined : {n, sum: n, min: 1, max: 1})),
    of('Errors', (minute, n) => (n === 0 ? undefined : counted(Math.round(traffic.errors(minute)), n))),
    of('Throttles', (minute, n) => {
      const throttled = Math.round(traffic.throttles(minute))
      return n + throttled === 0 ? undefined : counted(throttled, n + throttled)
    }),
    of('Duration', (minute, n) => minuteOf(traffic.durations(minute, n))),
    of('IteratorAge', (minute, n) => minuteOf(traffic.ages(minute, n))),
  ]
}

function metricsOf(changes: Changes, traffic: Traffic): Metric[] {
  const {qualifier, events} = changes
  const name = {FunctionName: functionName}
  const stream = {TableName: tableName, StreamLabel: label, Operation: 'GetRecords'}
  const account = gauge(traffic.accountConcurrency)
  const returned = traffic.returned ?? traffic.writes
  const latency: Series = minute => {
    const calls = Math.round(traffic.reads(minute))
    return calls === 0 ? undefined : {n: calls, sum: 6 * calls, min: 2, max: 30}
  }
  const mapped = events === undefined ? [] : eventCounts.map(kind => ({name: `${kind}EventCount`, rate: events[kind] ?? always(0)}))
  return [
    ...functionMetrics(name, traffic),
    ...(qualifier === undefined ? [] : functionMetrics({...name, Resource: `${functionName}:${qualifier}`}, traffic)),
    metric('AWS/Lambda', 'ConcurrentExecutions', name, gauge(traffic.concurrency)),
    metric('AWS/Lambda', 'ConcurrentExecutions', {}, account),
    metric('AWS/Lambda', 'UnreservedConcurrentExecutions', {}, account),
    metric('AWS/Lambda', 'ClaimedAccountConcurrency', {}, account),
    metric('AWS/DynamoDB', 'ConsumedWriteCapacityUnits', {TableName: tableName}, minute => {
      const units = Math.round(traffic.writes(minute))
      return counted(units, units)
    }),
    metric('AWS/DynamoDB', 'SuccessfulRequestLatency', stream, latency),
    metric('AWS/DynamoDB', 'ReturnedRecordsCount', stream, minute => {
      const [calls, records] = [Math.round(traffic.reads(minute)), Math.round(returned(minute))]
      return calls === 0 ? undefined : {n: calls, sum: records, min: 0, max: Math.ceil((3 * records) / calls)}
    }),
    ...mapped.map(({name: kind, rate}) =>
      metric('AWS/Lambda', kind, {EventSourceMappingUUID: uuid}, minute => ({
        n: 60,
        sum: Math.round(rate(minute)),
        min: 0,
        max: Math.ceil(rate(minute) / 20),
      })),
    ),
    ...(changes.moreMetrics ?? []),
  ].filter(one => !(changes.unpublished ?? []).includes(one.name))
}

/** A shard as DescribeStream lists it; the digits of its id are the instant of its birth. */
export const shard = (nth: number, bornMinutesAgo: number, {parent, closed = false}: {parent?: string; closed?: boolean} = {}): Wire => ({
  ShardId: `shardId-0000000${Math.round(lookedAtMs - bornMinutesAgo * 60_000)}-${(0xab_c0_00_00 + nth).toString(16)}`,
  ...(parent !== undefined && {ParentShardId: parent}),
  SequenceNumberRange: {
    StartingSequenceNumber: `${100_000_000_000_000_000_000n + BigInt(nth)}`,
    ...(closed && {EndingSequenceNumber: `${100_000_000_000_000_900_000n + BigInt(nth)}`}),
  },
})

export const mappingTo = (changes: Wire, place: Place = virginia): Wire => ({
  UUID: uuid,
  BatchSize: 500,
  ParallelizationFactor: 1,
  EventSourceArn: place.streamArn(tableName, label),
  FunctionArn: place.functionArn(functionName),
  LastModified: Date.parse('2026-09-01T08:00:00Z') / 1000,
  LastProcessingResult: 'OK',
  State: 'Enabled',
  StateTransitionReason: 'User action',
  StartingPosition: 'TRIM_HORIZON',
  TumblingWindowInSeconds: 0,
  MaximumBatchingWindowInSeconds: 1,
  MaximumRecordAgeInSeconds: 43_200,
  BisectBatchOnFunctionError: true,
  MaximumRetryAttempts: 5,
  FunctionResponseTypes: ['ReportBatchItemFailures'],
  DestinationConfig: {OnFailure: {Destination: place.arn('sqs', `${functionName}-failed`)}},
  EventSourceMappingArn: place.arn('lambda', `event-source-mapping:${uuid}`),
  MetricsConfig: {Metrics: []},
  ...changes,
})

export const configuredFunction = (name: string, changes: Wire = {}, place: Place = virginia): FunctionWorld['configuration'] => ({
  FunctionName: name,
  Runtime: 'nodejs22.x',
  Role: `arn:${place.partition}:iam::${place.account}:role/${name}-role`,
  Handler: 'index.handler',
  CodeSize: 480_211,
  Timeout: 60,
  MemorySize: 1024,
  LastModified: '2026-08-30T07:12:44.000+0000',
  CodeSha256: 'u3Jz0f4Q1XqS0kA8n4q2v8w1n0l8m7i6h5g4f3e2d1c=',
  Version: '$LATEST',
  TracingConfig: {Mode: 'Active'},
  RevisionId: '0f0e0d0c-1111-4222-8333-944455556666',
  State: 'Active',
  LastUpdateStatus: 'Successful',
  PackageType: 'Zip',
  Architectures: ['arm64'],
  LoggingConfig: {LogFormat: 'Text', LogGroup: `/aws/lambda/${name}`},
  ...changes,
})

const alarmOn = (place: Place, name: string): Wire => ({
  AlarmName: `${functionName}-${name}`,
  AlarmArn: place.arn('cloudwatch', `alarm:${functionName}-${name}`),
  Namespace: 'AWS/Lambda',
  MetricName: name,
  Dimensions: [{Name: 'FunctionName', Value: functionName}],
  Statistic: name === 'IteratorAge' ? 'Maximum' : 'Sum',
  Period: 60,
  EvaluationPeriods: 3,
  Threshold: name === 'IteratorAge' ? 30_000 : 1,
  ComparisonOperator: 'GreaterThanThreshold',
  TreatMissingData: 'breaching',
  StateValue: 'OK',
  StateReason: 'ok',
  StateUpdatedTimestamp: 1.79e9,
  ActionsEnabled: true,
  AlarmActions: [place.arn('sns', 'oncall')],
})

export const tableOf = (name: string, streamLabel: string | null, changes: Wire = {}, place: Place = virginia): Wire => ({
  TableName: name,
  TableArn: place.arn('dynamodb', `table/${name}`),
  TableStatus: 'ACTIVE',
  KeySchema: [
    {AttributeName: 'pk', KeyType: 'HASH'},
    {AttributeName: 'sk', KeyType: 'RANGE'},
  ],
  AttributeDefinitions: [
    {AttributeName: 'pk', AttributeType: 'S'},
    {AttributeName: 'sk', AttributeType: 'S'},
  ],
  CreationDateTime: Date.parse('2026-03-02T10:00:00Z') / 1000,
  ItemCount: 8_123_456,
  TableSizeBytes: 9_000_000_000,
  BillingModeSummary: {BillingMode: 'PAY_PER_REQUEST'},
  ProvisionedThroughput: {NumberOfDecreasesToday: 0, ReadCapacityUnits: 0, WriteCapacityUnits: 0},
  ...(streamLabel !== null && {
    StreamSpecification: {StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES'},
    LatestStreamArn: place.streamArn(name, streamLabel),
    LatestStreamLabel: streamLabel,
  }),
  ...changes,
})

export const streamOf = (
  table: string,
  streamLabel: string,
  shards: Wire[],
  changes: Wire = {},
  place: Place = virginia,
): Wire & {TableName: string} => ({
  StreamArn: place.streamArn(table, streamLabel),
  StreamLabel: streamLabel,
  StreamStatus: 'ENABLED',
  StreamViewType: 'NEW_AND_OLD_IMAGES',
  TableName: table,
  KeySchema: [{AttributeName: 'pk', KeyType: 'HASH'}],
  Shards: shards,
  ...changes,
})

const everythingAllowed = () => 'allowed' as const

/** The account of an incident: a well configured pipeline of four shards that is quiet and healthy, and its differences. */
export function pipeline(changes: Changes = {}): World {
  const {place = virginia, shards = 4, qualifier, around = {}} = changes
  const traffic: Traffic = {
    invocations: about(120),
    errors: always(0),
    throttles: always(0),
    durations: evenly(80, 240),
    ages: fresh,
    concurrency: always(3),
    writes: about(9000, 2),
    reads: always(240 * shards),
    accountConcurrency: minute => 40 + 20 * noise(minute, 9),
    ...changes.traffic,
  }
  const nowMs = Date.parse(changes.now ?? lookedAt)
  const streamArn = place.streamArn(tableName, label)
  const own = mappingTo(
    {
      FunctionArn: place.functionArn(functionName, qualifier),
      MetricsConfig: {Metrics: changes.events === undefined ? [] : ['EventCount']},
      ...changes.mapping,
    },
    place,
  )
  const log = changes.log
  const logGroup = {
    logGroupName: `/aws/lambda/${functionName}`,
    arn: `${place.arn('logs', `log-group:/aws/lambda/${functionName}`)}:*`,
    storedBytes: 100_000_000,
    logGroupClass: 'STANDARD',
    retentionInDays: 30,
    creationTime: 1.7e12,
    ...changes.logGroup,
  }
  return {
    place,
    target: functionName,
    nowMs,
    metricDelayMinutes: changes.metricDelayMinutes ?? 2,
    mappings: [own, ...(changes.moreMappings ?? [])],
    functions: {
      ...(changes.noFunction
        ? {}
        : {[functionName]: {configuration: configuredFunction(functionName, changes.function, place), ...around}}),
      ...changes.moreFunctions,
    },
    accountSettings: changes.accountSettings ?? {
      AccountLimit: {
        TotalCodeSize: 80_530_636_800,
        CodeSizeUnzipped: 262_144_000,
        CodeSizeZipped: 52_428_800,
        ConcurrentExecutions: 1000,
        UnreservedConcurrentExecutions: 1000 - (around.reserved ?? 0),
      },
      AccountUsage: {TotalCodeSize: 100_000_000, FunctionCount: 41},
    },
    tables: {[tableName]: tableOf(tableName, label, changes.table, place), ...changes.moreTables},
    streams: {
      [streamArn]: streamOf(
        tableName,
        label,
        changes.shardList ?? Array.from({length: shards}, (_, i) => shard(i, 90 + 13 * i)),
        changes.stream,
        place,
      ),
      ...changes.moreStreams,
    },
    metrics: metricsOf(changes, traffic),
    alarms: ['IteratorAge', 'Errors', 'Throttles'].map(name => alarmOn(place, name)),
    logGroups: [logGroup],
    logs: log && (() => invocationLog(nowMs, traffic, log)),
    queues: {
      [`${functionName}-failed`]: {
        QueueArn: place.arn('sqs', `${functionName}-failed`),
        ApproximateNumberOfMessages: '0',
        MessageRetentionPeriod: '1209600',
      },
    },
    role: {simulated: everythingAllowed, inline: {}, attached: []},
    resourcePolicies: {},
    pipes: [],
    ...changes.world,
  }
}
