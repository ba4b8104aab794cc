import {recordCounts} from '../../../packages/lab/src/simulation/engine/conservation.ts'
import {createWorld} from '../../../packages/lab/src/simulation/engine/create-world.ts'
import type {LabFunction, LabMapping, MappingSettings, Statistic, World} from '../../../packages/lab/src/simulation/engine/world.ts'
import {type Behaviour, wellBehaved} from '../../../packages/lab/src/simulation/function/behaviour.ts'
import type {Downstream} from '../../../packages/lab/src/simulation/function/downstream.ts'
import {defaultSettings} from '../../../packages/lab/src/simulation/poller/default-settings.ts'
import type {PartitionSetup} from '../../../packages/lab/src/simulation/table/partitions.ts'
import {orderKeys} from '../../../packages/lab/src/simulation/table/records.ts'
import type {LabTable} from '../../../packages/lab/src/simulation/table/table-shapes.ts'

export const startMs = Date.UTC(2026, 10, 2, 9, 0)
export const queueArn = 'arn:aws:sqs:us-east-1:123456789012:failed'
const functionArn = 'arn:aws:lambda:us-east-1:123456789012:function:projector'

/** The settings of a test's world; the rest is a calm pipeline that keeps up. */
export interface Small {
  seed: number
  shards: number
  /** Records per second and shard. */
  perShard: number
  behaviour: Partial<Behaviour>
  settings: Partial<MappingSettings>
  startingPosition: LabMapping['startingPosition']
  reservedConcurrency: number | null
  neighbours: (second: number) => number
  /** The first record of shard 0 from this second on breaks the handler. */
  poisonAtSecond: number | null
  ttlEvery: number | null
  backoffCapMs: number
  shardLifeSeconds: number
  qualifier: '' | ':1' | ':live'
  /** Writers that gather at a key of shard 0. */
  hot: NonNullable<PartitionSetup['hot']> | null
  /** Everything that is written in this time expires, but for every n-th write. */
  ttlSweep: NonNullable<PartitionSetup['ttlSweep']> | null
  /** Processes that read every shard beside the mapping. */
  otherReaders: number
  /** Shard 0 splits in two at this second. */
  splitAtSecond: number | null
  runtime: string
  downstream: Downstream | null
  statusInReport: boolean
}

const calm: Small = {
  seed: 1,
  shards: 2,
  perShard: 4,
  behaviour: {},
  settings: {},
  startingPosition: 'TRIM_HORIZON',
  reservedConcurrency: null,
  neighbours: () => 0,
  poisonAtSecond: null,
  ttlEvery: null,
  backoffCapMs: 30_000,
  shardLifeSeconds: 4 * 3600,
  qualifier: '',
  hot: null,
  ttlSweep: null,
  otherReaders: 0,
  splitAtSecond: null,
  runtime: 'nodejs22.x',
  downstream: null,
  statusInReport: true,
}

const defaults: MappingSettings = {...defaultSettings, FunctionName: functionArn, Metrics: ['EventCount']}

function labFunction(small: Small): LabFunction {
  return {
    name: 'projector',
    arn: functionArn,
    role: 'arn:aws:iam::123456789012:role/projector',
    runtime: small.runtime,
    handler: 'index.handler',
    architecture: 'arm64',
    memoryMb: 512,
    timeoutSeconds: 10,
    reservedConcurrency: small.reservedConcurrency,
    state: 'Active',
    lastUpdateStatus: 'Successful',
    lastModifiedMs: startMs,
    codeSize: 1,
    codeSha256: '',
    description: '',
    environment: {},
    logGroup: '/aws/lambda/projector',
    logFormat: 'Text',
    tracing: 'PassThrough',
    subnetIds: [],
    securityGroupIds: [],
    revisionId: 'r1',
    versions: new Map(['1', '2'].map(version => [version, {version, publishedMs: startMs, description: ''}])),
    aliases: new Map([['live', {name: 'live', version: '1', additionalVersionWeights: {}, revisionId: 'r2'}]]),
  }
}

const labTable: Omit<LabTable, 'streams'> = {
  name: 'orders',
  arn: 'arn:aws:dynamodb:us-east-1:123456789012:table/orders',
  id: 't1',
  status: 'ACTIVE',
  createdMs: startMs - 90 * 86_400_000,
  keys: orderKeys,
  billingMode: 'PAY_PER_REQUEST',
  itemCount: 1,
  sizeBytes: 1,
  timeToLiveAttribute: null,
}

const mappingOf = (small: Small, table: LabTable | undefined): LabMapping => ({
  uuid: 'mapping-1',
  arn: 'arn:aws:lambda:us-east-1:123456789012:event-source-mapping:mapping-1',
  functionArn: functionArn + small.qualifier,
  eventSourceArn: table?.streams[0]?.arn ?? '',
  startingPosition: small.startingPosition,
  settings: {...defaults, ...small.settings},
  state: small.settings.Enabled === false ? 'Disabled' : 'Enabled',
  stateTransitionReason: 'User action',
  lastModifiedMs: startMs,
  lastProcessingResult: 'No records processed',
})

export interface SmallWorld {
  world: World
  mapping: LabMapping
  /** Moves to this second since the start. */
  to(second: number): void
  /** One statistic per minute, by minute since the start; published only. */
  metric(name: string, statistic: Statistic, dimensions?: Record<string, string>, namespace?: string): Map<number, number>
  counts(): ReturnType<typeof recordCounts>[number]
}

export function smallWorld(given: Partial<Small> = {}): SmallWorld {
  const small = {...calm, ...given}
  const behaviour = {...wellBehaved, baseMs: 40, perRecordMs: 1, initMs: 300}
  const backoff = {baseMs: 1000, capMs: small.backoffCapMs}
  const partition = (number: number) => ({
    number,
    rateAt: () => small.perShard,
    ttlEvery: small.ttlEvery,
    ...(small.hot !== null && number === 0 && {hot: small.hot}),
    ...(small.ttlSweep !== null && {ttlSweep: small.ttlSweep}),
    isWrittenBack: (small.behaviour.writesBack ?? 0) > 0,
    poisonAtSeconds: number === 0 && small.poisonAtSecond !== null ? [small.poisonAtSecond] : [],
  })
  const world = createWorld(
    {
      seed: small.seed,
      region: 'us-east-1',
      accountId: '123456789012',
      concurrencyLimit: 1000,
      neighbours: {wanted: small.neighbours, durationMs: 100},
      functions: [
        {
          lab: labFunction(small),
          behaviours: {$LATEST: {...behaviour, ...small.behaviour}},
          idleTimeoutSeconds: 300,
          statusInReport: small.statusInReport,
          ...(small.downstream !== null && {downstream: small.downstream}),
        },
      ],
      tables: [
        {
          lab: {...labTable, timeToLiveAttribute: small.ttlEvery === null ? null : 'expiresAt'},
          viewType: 'NEW_AND_OLD_IMAGES',
          streamAgeSeconds: 30 * 86_400,
          partitions: Array.from({length: small.shards}, (_, number) => partition(number)),
          shardLifeSeconds: small.shardLifeSeconds,
          otherReaders: () => small.otherReaders,
          splits: small.splitAtSecond === null ? [] : [{partition: 0, atSecond: small.splitAtSecond}],
        },
      ],
      mappings: tables => [
        {
          lab: mappingOf(small, tables.get('orders')),
          errorBackoff: backoff,
          throttleBackoff: {baseMs: 200, capMs: 1000},
          discoverySeconds: [1, 4],
        },
      ],
      queues: ['failed'],
      timeline: [],
    },
    startMs,
  )
  const metric: SmallWorld['metric'] = (metricName, statistic, dimensions = {FunctionName: 'projector'}, namespace = 'AWS/Lambda') => {
    const query = {namespace, metricName, dimensions, statistic, periodSeconds: 60, startMs, endMs: world.nowMs}
    return new Map(world.metrics.query(query).map(({atMs, value}) => [(atMs - startMs) / 60_000, value]))
  }
  return {
    world,
    mapping: world.mappings.get('mapping-1') as LabMapping,
    to: second => world.advanceTo(startMs + second * 1000),
    metric,
    counts: () => recordCounts(world)[0] as ReturnType<typeof recordCounts>[number],
  }
}

/** All that a world shows through its metrics, with times relative to its start. */
export const everyMetric = ({metrics, nowMs}: World, fromMs: number): unknown =>
  metrics.list().flatMap(one =>
    (['Sum', 'Maximum', 'SampleCount', 'p50'] as const).map(statistic => {
      const label = {...one.dimensions, StreamLabel: one.dimensions.StreamLabel === undefined ? '' : 'label'}
      const points = metrics.query({...one, statistic, periodSeconds: 60, startMs: fromMs, endMs: nowMs})
      return [one.metricName, label, statistic, points.map(({atMs, value}) => [atMs - fromMs, value])]
    }),
  )
