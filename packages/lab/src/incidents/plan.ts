import type {WorldSetup} from '../simulation/engine/create-world.ts'
import {hashOf, type Random, randomOf} from '../simulation/engine/random.ts'
import {createRate} from '../simulation/engine/rates.ts'
import type {LabFunction, MappingSettings} from '../simulation/engine/world.ts'
import {type Behaviour, wellBehaved} from '../simulation/function/behaviour.ts'
import type {Downstream} from '../simulation/function/downstream.ts'
import type {TableSetup} from '../simulation/table/tables.ts'

/** Three hours of history. */
export const historySeconds = 3 * 3600

/** The pipeline that matters in every incident. */
export const functionName = 'orders-projector'
export const tableName = 'orders'
export const queueName = 'orders-projector-failed'
/** Where failed batches can go, as the records themselves. */
export const bucketName = 'orders-projector-failed-records'
/** Where alarms can go. */
export const topicName = 'on-call'
export const region = 'us-east-1'
export const accountId = '123456789012'
export const tableArn = `arn:aws:dynamodb:${region}:${accountId}:table/${tableName}`

/** A stream of randomness for one thing that varies, so that a new draw shifts no other. */
export type Draw = (name: string) => Random

export const drawOf =
  (seed: number, incident: string): Draw =>
  name =>
    randomOf(seed, incident, name)

/** All that varies between seeds and incidents. Rates are per second, for all shards together. */
export interface Plan {
  seed: number
  draw: Draw
  openSecond: number
  /** The second at which the trouble began; where nothing is wrong it means nothing. */
  onsetSecond: number
  shards: number
  perSecond: number
  swing: number
  noise: number
  bursts: {fromSecond: number; toSecond: number; factor: number}[]
  behaviour: Behaviour
  /** The service that the handler calls for each batch. */
  downstream: Downstream
  timeoutSeconds: number
  /** Settings of the function that an incident is about; the rest is drawn. */
  settled: Partial<Omit<LabFunction, 'name' | 'arn' | 'versions' | 'aliases'>>
  /** null: drawn. */
  idleTimeoutSeconds: number | null
  /** Whether the function is in a VPC; null: drawn. */
  inVpc: boolean | null
  /** How the mapping names its function: without a qualifier, with a version, or with the alias `live`. */
  target: 'function' | 'version' | 'alias'
  reservedConcurrency: number | null
  concurrencyLimit: number
  neighbours: (second: number) => number
  settings: Partial<MappingSettings>
  lastProcessingResult: string
  errorBackoff: {baseMs: number; capMs: number}
  throttleBackoff: {baseMs: number; capMs: number}
  /** The partition and the second of the record that breaks the handler. */
  poison: {partition: number; atSecond: number} | null
  timeline: WorldSetup['timeline']
  writes?: Writes
  reads?: Reads
}

/** The special settings of the writes to the table. */
export interface Writes {
  /** How much more or less than the mean a partition gets (0–1). */
  unevenness?: number
  /** Exponent of Zipf's law over the customers: partitions then get the writes of their customers. */
  zipfExponent?: number
  /** From this second on so many more writes per second go to one customer, or to one order, of a partition. */
  hot?: {partition: number; fromSecond: number; perSecond: number; items: 'many' | 'one'}
  /** More records that break the handler. */
  poisons?: {partition: number; atSecond: number}[]
  /** Items that expire all at once: so many deletes for each ordinary write. */
  ttlSweep?: {fromSecond: number; toSecond: number; perWrite: number}
  splits?: TableSetup['splits']
  /** Bytes that each item carries beside the order itself. */
  attachmentBytes?: number
  /** The table is provisioned with so many write units a second; otherwise it has enough of them. */
  provisionedUnits?: number
  /** The function will write to the table, too. */
  writtenBack?: boolean
}

/** The special settings of the readers of the stream. */
export interface Reads {
  /** Processes beside the mappings that read every shard. */
  others?: (second: number) => number
  /** The view type of the stream; drawn where it is left out. */
  viewType?: TableSetup['viewType']
  /** How long it takes to find the child of a closed shard, seconds: least and most. */
  discoverySeconds?: readonly [number, number]
  /** Functions beside the one that matters, so that they can be mapped to the stream, too. */
  functions?: string[]
}

/** Records per second that one lane can carry with these settings. */
export const laneCapacity = ({baseMs, perRecordMs}: Behaviour, batchSize: number): number =>
  (batchSize * 1000) / (baseMs + perRecordMs * batchSize + 40)

/** A busy shard makes many invocations and a wide table has many shards: not both at once, except where an incident needs it. */
function drawTraffic(draw: Draw, shards: number): number {
  const perShard = draw('rate').logBetween(shards > 6 ? 0.1 : 0.3, shards > 6 ? 0.9 : shards > 3 ? 8 : 40)
  return perShard * shards
}

function drawBehaviour(draw: Draw): Behaviour {
  return {
    ...wellBehaved,
    baseMs: Math.round(draw('base duration').logBetween(15, 180)),
    perRecordMs: Math.round(draw('duration per record').logBetween(0.2, 4) * 100) / 100,
    noise: draw('duration noise').between(0.08, 0.3),
    initMs: Math.round(draw('init').between(250, 1400)),
    cpuShare: draw('cpu share').between(0.2, 0.7),
    baseMb: Math.round(draw('memory').between(65, 130)),
    perRecordMb: draw('memory per record').between(0.01, 0.08),
    failureDraw: draw('failure').next(),
  }
}

/** The table itself, of which the handler reads the rest of an order, or a search index on the internet. */
export function downstreamAt(draw: Draw, place: Downstream['place']): Downstream {
  return {
    host: place === 'dynamodb' ? `dynamodb.${region}.amazonaws.com` : draw('host').pick(['search.acme-shop.com', 'index.acme-shop.io']),
    place,
    needs: place === 'dynamodb' ? {action: 'dynamodb:GetItem', resource: tableArn} : null,
    extraMs: 0,
    extraPerRecordMs: 0,
    state: 'well',
    clientTimeoutMs: draw('client timeout').pick([2000, 3000, 5000, 10_000]),
  }
}

function drawNeighbours(draw: Draw, seed: number, limit: number): (second: number) => number {
  const random = draw('neighbours')
  return createRate(hashOf(seed, 'neighbours'), {
    perSecond: limit * random.between(0.05, 0.45),
    swing: random.between(0, 0.3),
    swingPeriodSeconds: random.between(2, 12) * 3600,
    swingPhase: random.next(),
    noise: random.between(0.02, 0.1),
    bursts: [],
  })
}

/** A batch size with which every lane carries four times the writes. */
function drawBatchSize(draw: Draw, behaviour: Behaviour, perLane: number): number {
  const batchSize = draw('batch size').pick([10, 25, 50, 100, 100, 100, 200, 500])
  return laneCapacity(behaviour, batchSize) >= 4 * perLane ? batchSize : 500
}

/** An ordinary pipeline that copes with its writes, with AWS's default settings. Each incident changes the part that it is about. */
export function ordinaryPlan(seed: number, incident: string): Plan {
  const draw = drawOf(seed, incident)
  const shards = draw('shards').pick([1, 2, 2, 3, 3, 4, 4, 4, 6, 8, 12, 16])
  const perSecond = drawTraffic(draw, shards)
  const behaviour = drawBehaviour(draw)
  const factor = shards > 6 ? 1 : draw('parallelization').pick([1, 1, 1, 1, 2])
  const lanes = shards * factor
  const limit = draw('account').pick([1000, 1000, 1000, 500, 2000])
  const openSecond = historySeconds + draw('opening').whole(0, 59)
  return {
    seed,
    draw,
    openSecond,
    onsetSecond: drawOnset(draw, openSecond),
    shards,
    perSecond,
    swing: draw('swing').between(0, 0.35),
    noise: draw('noise').between(0.03, 0.25),
    bursts: [],
    behaviour,
    downstream: downstreamAt(draw, draw('downstream').pick(['dynamodb', 'internet'])),
    timeoutSeconds: draw('timeout').pick([10, 15, 30, 60]),
    settled: {},
    idleTimeoutSeconds: null,
    inVpc: null,
    target: draw('target').pick(['function', 'function', 'version', 'alias', 'alias']),
    reservedConcurrency: draw('reserved').chance(0.3) ? lanes * 2 + draw('reserved number').whole(0, 20) : null,
    concurrencyLimit: limit,
    neighbours: drawNeighbours(draw, seed, limit),
    settings: {
      BatchSize: drawBatchSize(draw, behaviour, perSecond / lanes),
      MaximumBatchingWindowInSeconds: draw('window').pick([0, 0, 0, 0, 1, 2]),
      ParallelizationFactor: factor,
      Metrics: draw('event counts').chance(0.4) ? ['EventCount'] : [],
    },
    lastProcessingResult: 'OK',
    errorBackoff: {
      baseMs: draw('back-off base').pick([500, 1000, 1000, 2000]),
      capMs: draw('back-off cap').pick([10, 30, 60, 60, 120]) * 1000,
    },
    throttleBackoff: {baseMs: 200, capMs: draw('throttle cap').pick([1, 1, 2]) * 1000},
    poison: null,
    timeline: [],
  }
}

/** 10 minutes to 2 hours before somebody looks, more often lately. */
const drawOnset = (draw: Draw, openSecond: number): number => Math.round(openSecond - draw('onset').logBetween(10, 118) * 60)

export const topicArn = `arn:aws:sns:${region}:${accountId}:${topicName}`
export const bucketArn = `arn:aws:s3:::${bucketName}`

/** ARN of the queue that failed batches can be sent to; it exists in every incident. */
export const queueArn = `arn:aws:sqs:${region}:${accountId}:${queueName}`
