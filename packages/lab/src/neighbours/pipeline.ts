import {hashOf, type Random, randomOf} from '../simulation/engine/random.ts'
import type {LabFunction, LabMapping, World} from '../simulation/engine/world.ts'
import type {LabShard, LabTable} from '../simulation/table/table-shapes.ts'

/**
 * Healthy pipelines that fill an account: a function, a table, its stream and a mapping each. They are not simulated: their
 * metrics are computed from the seed when somebody asks, and their streams hold no records.
 */
export interface Neighbour {
  key: number
  fn: LabFunction
  table: LabTable
  mapping: LabMapping
  recordsPerMinute: number
  durationMs: number
}

const dayMs = 86_400_000
const things = ['invoices', 'payments', 'carts', 'users', 'shipments', 'prices', 'stocks', 'reviews', 'coupons', 'sessions'] as const
const workers = ['indexer', 'projector', 'notifier', 'archiver', 'exporter'] as const

function shard(openedMs: number, key: number, first: bigint): LabShard {
  const before = first.toString()
  return {
    shardId: `shardId-${String(openedMs).padStart(20, '0')}-${key.toString(16).padStart(8, '0')}`,
    parentShardId: null,
    openedMs,
    closedMs: null,
    startingSequenceNumber: before,
    endingSequenceNumber: null,
    read: () => [],
    bounds: () => ({first: 0, next: 0}),
    indexOf: () => 0,
  }
}

/** The names that the parts of one pipeline share. */
interface Names {
  name: string
  tableName: string
  tableArn: string
  functionArn: string
  enabledMs: number
  label: string
}

function namesOf({region, accountId, nowMs}: World, random: Random, number: number): Names {
  const digits = String(number + 1).padStart(4, '0')
  const tableName = `${random.pick(things)}-${digits}`
  const name = `${tableName}-${random.pick(workers)}`
  const enabledMs = nowMs - Math.round(random.between(5, 30) * dayMs)
  return {
    name,
    tableName,
    tableArn: `arn:aws:dynamodb:${region}:${accountId}:table/${tableName}`,
    functionArn: `arn:aws:lambda:${region}:${accountId}:function:${name}`,
    enabledMs,
    label: new Date(enabledMs).toISOString().slice(0, -1),
  }
}

const functionOf = ({accountId}: World, random: Random, {name, functionArn, enabledMs}: Names): LabFunction => ({
  name,
  arn: functionArn,
  role: `arn:aws:iam::${accountId}:role/stream-consumers-role`,
  runtime: 'nodejs22.x',
  handler: 'index.handler',
  architecture: 'arm64',
  memoryMb: random.pick([128, 256, 512]),
  timeoutSeconds: 30,
  reservedConcurrency: null,
  state: 'Active',
  lastUpdateStatus: 'Successful',
  lastModifiedMs: enabledMs,
  codeSize: random.whole(20_000, 900_000),
  codeSha256: Buffer.from(random.uuid()).toString('base64').slice(0, 43).concat('='),
  description: '',
  environment: {},
  logGroup: `/aws/lambda/${name}`,
  logFormat: 'Text',
  tracing: 'PassThrough',
  subnetIds: [],
  securityGroupIds: [],
  revisionId: random.uuid(),
  versions: new Map(),
  aliases: new Map(),
})

function tableOf({nowMs}: World, random: Random, {tableName, tableArn, enabledMs, label}: Names): LabTable {
  const shards = Array.from({length: random.pick([1, 1, 1, 2, 4])}, () => {
    const openedMs = nowMs - Math.round(random.between(0.2, 3.8) * 3_600_000)
    return shard(openedMs, random.whole(0, 0xffff_ffff), BigInt(random.whole(1, 900_000_000)) * 10n ** 15n)
  })
  const arn = `${tableArn}/stream/${label}`
  return {
    name: tableName,
    arn: tableArn,
    id: random.uuid(),
    status: 'ACTIVE',
    createdMs: enabledMs - Math.round(random.between(30, 700) * dayMs),
    keys: [{name: 'id', role: 'HASH', type: 'S'}],
    billingMode: 'PAY_PER_REQUEST',
    itemCount: random.whole(1000, 900_000),
    sizeBytes: random.whole(1_000_000, 90_000_000),
    timeToLiveAttribute: null,
    streams: [{arn, label, tableName, status: 'ENABLED', viewType: 'NEW_AND_OLD_IMAGES', createdMs: enabledMs, shards}],
  }
}

function mappingOf(world: World, random: Random, {functionArn, tableArn, label, enabledMs}: Names): LabMapping {
  const uuid = random.uuid()
  return {
    uuid,
    arn: `arn:aws:lambda:${world.region}:${world.accountId}:event-source-mapping:${uuid}`,
    functionArn,
    eventSourceArn: `${tableArn}/stream/${label}`,
    startingPosition: 'TRIM_HORIZON',
    settings: {
      FunctionName: functionArn,
      Enabled: true,
      BatchSize: random.pick([10, 50, 100, 100]),
      MaximumBatchingWindowInSeconds: 0,
      ParallelizationFactor: 1,
      MaximumRecordAgeInSeconds: -1,
      MaximumRetryAttempts: 3,
      BisectBatchOnFunctionError: true,
      OnFailureDestination: [...world.queues.values()][0]?.arn ?? '',
      FunctionResponseTypes: [],
      FilterPatterns: [],
      TumblingWindowInSeconds: 0,
      Metrics: [],
    },
    state: 'Enabled',
    stateTransitionReason: 'User action',
    lastModifiedMs: enabledMs,
    lastProcessingResult: 'OK',
  }
}

export function createNeighbour(world: World, seed: number, number: number): Neighbour {
  const random = randomOf(seed, 'neighbour', number)
  const names = namesOf(world, random, number)
  return {
    key: hashOf(seed, 'neighbour', number),
    recordsPerMinute: random.logBetween(20, 600),
    durationMs: random.logBetween(10, 120),
    fn: functionOf(world, random, names),
    table: tableOf(world, random, names),
    mapping: mappingOf(world, random, names),
  }
}
