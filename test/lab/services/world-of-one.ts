import {assembleLab, type Lab} from '../../../packages/lab/src/lab.ts'
import type {Changes} from '../../../packages/lab/src/services/protocol/account.ts'
import {noNetwork} from '../../../packages/lab/src/simulation/access/network.ts'
import {executionRole} from '../../../packages/lab/src/simulation/access/roles.ts'
import type {LabFunction, LabLogGroup, LabMapping, MetricQuery, World} from '../../../packages/lab/src/simulation/engine/world.ts'
import {defaultSettings} from '../../../packages/lab/src/simulation/poller/default-settings.ts'
import type {LabRecord, LabShard, LabTable} from '../../../packages/lab/src/simulation/table/table-shapes.ts'

/** A hand-made account: one function with an alias, one mapping, one table with a stream of three shards, one queue. */

export const startMs = Date.parse('2026-11-23T12:00:00Z')
const region = 'us-east-1'
const accountId = '123456789012'
export const functionArn = `arn:aws:lambda:${region}:${accountId}:function:orders-projector`
export const tableArn = `arn:aws:dynamodb:${region}:${accountId}:table/orders`
export const streamArn = `${tableArn}/stream/2026-11-01T00:00:00.000`
export const uuid = '6f1d2c3b-0000-4000-8000-000000000001'
export const shardIds = [
  'shardId-00000001763899200000-aaaaaaaa',
  'shardId-00000001763899200000-bbbbbbbb',
  'shardId-00000001763899200000-cccccccc',
]

const fn = (): LabFunction => ({
  name: 'orders-projector',
  arn: functionArn,
  role: `arn:aws:iam::${accountId}:role/orders-projector`,
  runtime: 'nodejs22.x',
  handler: 'index.handler',
  architecture: 'arm64',
  memoryMb: 256,
  timeoutSeconds: 30,
  reservedConcurrency: null,
  state: 'Active',
  lastUpdateStatus: 'Successful',
  lastModifiedMs: startMs - 86_400_000,
  codeSize: 1234,
  codeSha256: 'c2hhMjU2',
  description: 'Projects <orders> & "lines"',
  environment: {STAGE: 'live'},
  logGroup: '/aws/lambda/orders-projector',
  logFormat: 'Text',
  tracing: 'PassThrough',
  subnetIds: [],
  securityGroupIds: [],
  revisionId: 'rev-1',
  versions: new Map(['1', '2'].map(version => [version, {version, publishedMs: startMs - 3_600_000, description: `v${version}`}])),
  aliases: new Map([['live', {name: 'live', version: '1', additionalVersionWeights: {}, revisionId: 'alias-1'}]]),
})

export const mapping = (id = uuid, target = functionArn): LabMapping => ({
  uuid: id,
  arn: `arn:aws:lambda:${region}:${accountId}:event-source-mapping:${id}`,
  functionArn: target,
  eventSourceArn: streamArn,
  startingPosition: 'TRIM_HORIZON',
  settings: {...defaultSettings, FunctionName: target},
  state: 'Enabled',
  stateTransitionReason: 'User action',
  lastModifiedMs: startMs - 3_600_500,
  lastProcessingResult: 'OK',
})

const sequence = (shard: number, index: number): string => String(10n ** 23n + BigInt(shard) * 10n ** 15n + BigInt(index))

const record = (shard: number, index: number): LabRecord => ({
  index,
  sequenceNumber: sequence(shard, index),
  eventId: `event-${shard}-${index}`,
  eventName: index === 0 ? 'REMOVE' : 'INSERT',
  writtenMs: startMs - 60_000 + index * 7,
  sizeBytes: 2000,
  keys: {orderId: {S: `order-${index}`}},
  newImage: index === 0 ? null : {orderId: {S: `order-${index}`}, total: {N: '12.5'}, paid: {BOOL: true}},
  oldImage: null,
  userIdentity: index === 0 ? {type: 'Service', principalId: 'dynamodb.amazonaws.com'} : null,
})

const logGroup: LabLogGroup = {
  name: '/aws/lambda/orders-projector',
  arn: `arn:aws:logs:${region}:${accountId}:log-group:/aws/lambda/orders-projector`,
  createdMs: startMs - 86_400_000,
  retentionDays: null,
  class: 'STANDARD',
}

/** A shard with records 0 to `count - 1`, of which the first `trimmed` are gone. */
function shard(i: number, parent: string | null, closed: boolean, count: number, trimmed = 0): LabShard {
  return {
    shardId: shardIds[i]!,
    parentShardId: parent,
    openedMs: startMs - 7_200_000,
    closedMs: closed ? startMs - 3_600_000 : null,
    startingSequenceNumber: sequence(i, 0),
    endingSequenceNumber: closed ? sequence(i, count - 1) : null,
    read: (from, limit) => {
      const first = Math.max(from, trimmed)
      return Array.from({length: Math.max(0, Math.min(limit, count - first))}, (_, k) => record(i, first + k))
    },
    bounds: () => ({first: trimmed, next: count}),
    indexOf: number => Math.min(count, Math.max(0, Number(BigInt(number) - BigInt(sequence(i, 0))))),
  }
}

const table = (): LabTable => ({
  name: 'orders',
  arn: tableArn,
  id: '11111111-2222-4333-8444-555555555555',
  status: 'ACTIVE',
  createdMs: startMs - 30 * 86_400_000,
  keys: [
    {name: 'orderId', role: 'HASH', type: 'S'},
    {name: 'line', role: 'RANGE', type: 'N'},
  ],
  billingMode: 'PAY_PER_REQUEST',
  itemCount: 4200,
  sizeBytes: 1_000_000,
  timeToLiveAttribute: 'expiresAt',
  streams: [
    {
      arn: streamArn,
      label: '2026-11-01T00:00:00.000',
      tableName: 'orders',
      status: 'ENABLED',
      viewType: 'NEW_AND_OLD_IMAGES',
      createdMs: startMs - 22 * 86_400_000,
      shards: [shard(0, null, true, 5), shard(1, shardIds[0]!, false, 3000), shard(2, shardIds[0]!, false, 100, 40)],
    },
  ],
})

/** One datapoint a minute whose value is the minute of the hour. */
function minutes(query: MetricQuery): {atMs: number; value: number}[] {
  if (query.metricName === 'Nothing') return []
  const step = query.periodSeconds * 1000
  const result: {atMs: number; value: number}[] = []
  for (let atMs = query.startMs; atMs < Math.min(query.endMs, startMs); atMs += step)
    result.push({atMs, value: new Date(atMs).getUTCMinutes()})
  return result
}

interface WorldOfOne extends World {
  asked: MetricQuery[]
}

export function worldOfOne(): WorldOfOne {
  let nowMs = startMs
  const asked: MetricQuery[] = []
  const queueArn = `arn:aws:sqs:${region}:${accountId}:orders-failures`
  return {
    region,
    accountId,
    get nowMs() {
      return nowMs
    },
    advanceTo: atMs => {
      nowMs = Math.max(nowMs, atMs)
    },
    concurrencyLimit: 1000,
    functions: new Map([['orders-projector', fn()]]),
    mappings: new Map([[uuid, mapping()]]),
    tables: new Map([['orders', table()]]),
    queues: new Map([
      [
        queueArn,
        {
          name: 'orders-failures',
          url: `https://sqs.${region}.amazonaws.com/${accountId}/orders-failures`,
          arn: queueArn,
          messages: [
            {messageId: 'm1', body: '{}', sentMs: startMs, receiveCount: 0, visibleFromMs: startMs, receiptHandle: null},
            {messageId: 'm2', body: '{}', sentMs: startMs, receiveCount: 1, visibleFromMs: startMs + 30_000, receiptHandle: 'r'},
          ],
        },
      ],
    ]),
    topics: new Map([['on-call', {name: 'on-call', arn: `arn:aws:sns:${region}:${accountId}:on-call`, published: []}]]),
    keys: new Map(),
    buckets: new Map([['orders-archive', {name: 'orders-archive', arn: 'arn:aws:s3:::orders-archive', objects: new Map()}]]),
    roles: new Map([['orders-projector', executionRole(`arn:aws:iam::${accountId}:role/orders-projector`, [queueArn])]]),
    network: noNetwork(),
    pipes: new Map(),
    bulkOperations: new Map(),
    muteRules: new Map(),
    logGroups: new Map(),
    alarms: new Map(),
    logs: {groups: () => [logGroup], read: () => []},
    asked,
    metrics: {
      query: query => {
        asked.push(query)
        return minutes(query)
      },
      list: () => [
        {namespace: 'AWS/Lambda', metricName: 'IteratorAge', dimensions: {FunctionName: 'orders-projector'}},
        {namespace: 'AWS/DynamoDB', metricName: 'ConsumedWriteCapacityUnits', dimensions: {TableName: 'orders'}},
      ],
    },
  }
}

/** Changes at once; only the mapping's state says that something happened. */
export const changes: Changes = {
  updateMapping: (world, id, settings) => {
    const found = world.mappings.get(id)!
    Object.assign(found.settings, settings)
    if (settings.FunctionName !== undefined) found.functionArn = settings.FunctionName
    found.state = 'Updating'
    found.lastModifiedMs = world.nowMs
  },
  createMapping: (world, {eventSourceArn, startingPosition, settings}) => {
    const made = mapping('6f1d2c3b-0000-4000-8000-00000000000c', settings.FunctionName)
    Object.assign(made, {eventSourceArn, startingPosition, state: 'Creating', lastProcessingResult: 'No records processed'})
    Object.assign(made.settings, settings)
    world.mappings.set(made.uuid, made)
    return made
  },
  deleteMapping: (world, id) => {
    const found = world.mappings.get(id)!
    found.state = 'Deleting'
    return found
  },
  updateFunctionConfiguration: (world, name, change) => {
    Object.assign(world.functions.get(name)!, change)
  },
  createFunction: () => null,
  deleteFunction: (world, name) => {
    world.functions.delete(name)
  },
  publishVersion: (world, name, description) => {
    world.functions.get(name)!.versions.set('3', {version: '3', publishedMs: world.nowMs, description})
    return '3'
  },
  invoke: (_, __, qualifier, sequenceNumbers) => ({
    refused: null,
    version: qualifier ?? '$LATEST',
    result: sequenceNumbers.includes('bad') ? 'threw' : 'succeeded',
    failure: sequenceNumbers.includes('bad') ? {type: 'TypeError', message: 'total is no number', stack: []} : null,
    answer: 'right',
    failedAt: sequenceNumbers.indexOf('bad'),
    timeoutSeconds: 30,
  }),
  disableStream: world => {
    world.tables.get('orders')!.streams.at(-1)!.status = 'DISABLED'
  },
  enableStream: (world, name, viewType) => {
    const {streams, arn} = world.tables.get(name)!
    const label = new Date(world.nowMs).toISOString().slice(0, -1)
    streams.push({
      ...streams.at(-1)!,
      arn: `${arn}/stream/${label}`,
      label,
      viewType,
      status: 'ENABLED',
      createdMs: world.nowMs,
      shards: [],
    })
  },
  noteRead: () => true,
  behaviourOf: () => null,
  topKeys: (_, __, fromMs, toMs) => {
    const minutes = (toMs - fromMs) / 60_000
    // The last key comes in every other minute alone, and then nearly as often as the first.
    const even = Array.from({length: minutes}, (_, i) => Math.floor(fromMs / 60_000) + i).filter(minute => minute % 2 === 0).length
    const writtenTo = (i: number) => (i === 39 ? 3950 * even : (40 - i) * 100 * minutes)
    const keys = Array.from({length: 40}, (_, i) => ({
      partitionKey: `c${i}`,
      sortKey: null,
      written: writtenTo(i),
      units: writtenTo(i),
      throttled: i === 0 ? 7 : 0,
    }))
    return {partitionKeys: keys, items: keys.map(key => ({...key, sortKey: `o-${key.partitionKey}`}))}
  },
  putFunctionConcurrency: (world, name, reserved) => {
    world.functions.get(name)!.reservedConcurrency = reserved
  },
  deleteFunctionConcurrency: (world, name) => {
    world.functions.get(name)!.reservedConcurrency = null
  },
  putRuntimeManagement: (world, name, version, updateOn, updates) => {
    const fn = world.functions.get(name)!
    fn.runtimeManagement ??= new Map()
    fn.runtimeManagement.set(version, {updateOn, set: [{fromMs: world.nowMs, updates}]})
  },
  updateAlias: (world, name, alias, {version, description, additionalVersionWeights}) => {
    const found = world.functions.get(name)!.aliases.get(alias)!
    if (version !== undefined) found.version = version
    if (description !== undefined) found.description = description
    if (additionalVersionWeights !== undefined) found.additionalVersionWeights = additionalVersionWeights
    found.revisionId = 'alias-2'
  },
}

/** A lab on this world whose quotas refill by the virtual clock alone. */
export function labOfOne(deny: string[] = [], made: Changes = changes): Lab & {world: WorldOfOne} {
  const world = worldOfOne()
  const lab = assembleLab({world, changes: made, deny, quotaNowMs: () => world.nowMs, urlBase: null, seed: 1})
  return {...lab, world}
}
