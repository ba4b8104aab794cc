import {inProcessHandler} from '../../packages/lab/src/in-process.ts'
import {defaultKeyPolicy} from '../../packages/lab/src/simulation/access/kms-keys.ts'
import {executionRole} from '../../packages/lab/src/simulation/access/roles.ts'
import type {LabFunction, LabMapping, LabVersion, MetricQuery} from '../../packages/lab/src/simulation/engine/world.ts'
import type {LabTable} from '../../packages/lab/src/simulation/table/table-shapes.ts'
import {lookupOf} from '../../src/diagnosis/lookup.ts'
import {type Lookup, maybe} from '../../src/model/derived/derived.ts'
import type {Evidence, Mapping, Pipeline} from '../../src/model/evidence/evidence.ts'
import {points, type Series} from '../../src/model/evidence/series.ts'
import {changes, labOfOne} from '../lab/services/world-of-one.ts'
import {moment} from './evidence.ts'

type World = ReturnType<typeof labOfOne>['world']

/** Changes of a mapping and a function are done at once: nobody waits for them. */
const atOnce: typeof changes = {
  ...changes,
  updateMapping: (world, id, settings) => {
    changes.updateMapping(world, id, settings)
    const found = world.mappings.get(id)
    if (found) found.state = found.settings.Enabled ? 'Enabled' : 'Disabled'
  },
  createMapping: (world, given) => Object.assign(changes.createMapping(world, given), {state: 'Enabled'}),
  deleteMapping: (world, id) => {
    const found = changes.deleteMapping(world, id)
    world.mappings.delete(id)
    return found
  },
}

/** The lab as the evidence describes the account, as far as a printed command can be about it. */
export function labFrom(evidence: Evidence, pipeline: Pipeline) {
  const lookup = lookupOf(evidence, pipeline, {...moment, nowMs: evidence.takenAt, startMs: evidence.window.startMs})
  const lab = labOfOne([], atOnce)
  const {world} = lab
  // The lab has a clock of its own: metrics from before the evidence was taken are from before now.
  const laterMs = world.nowMs - evidence.takenAt
  Object.assign(world, {metrics: {query: (query: MetricQuery) => pointsOf(lookup, query, laterMs), list: () => []}})
  const mapping = maybe(lookup('mapping'))
  const [, , , region = world.region, accountId = world.accountId] = (mapping?.functionArn ?? '').split(':')
  Object.assign(world, {region: region || 'us-east-1', accountId: accountId || '123456789012'})
  setFunction(world, lookup)
  setMapping(world, lookup)
  setTable(world, lookup)
  setPools(world, lookup)
  setKeys(world, lookup)
  setLog(world, lookup)
  const sleep = async (ms: number) => world.advanceTo(world.nowMs + ms)
  return {
    region: world.region,
    credentials: {accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'example'},
    requestHandler: inProcessHandler(lab.handle),
    endpoint: 'http://lab.invalid',
    sleep,
    world,
  }
}

/** CloudWatch's datapoints, as the evidence has them. */
function pointsOf(
  lookup: Lookup,
  {namespace, metricName, statistic, startMs, endMs, dimensions}: MetricQuery,
  laterMs: number,
): {atMs: number; value: number}[] {
  const own = 'EventSourceMappingUUID' in dimensions ? 'mappingMetrics' : 'functionMetrics'
  const ofLambda = Object.keys(dimensions).length === 0 ? 'accountMetrics' : own
  const series = maybe(lookup(namespace === 'AWS/DynamoDB' ? 'tableMetrics' : ofLambda)) as Readonly<Record<string, Series>> | undefined
  const found = series?.[`${metricName}.${statistic}`]
  return found === undefined
    ? []
    : points(found)
        .map(({atMs, value}) => ({atMs: atMs + laterMs, value}))
        .filter(({atMs}) => atMs >= startMs && atMs < endMs)
}

const versionOf = (version: string, publishedMs: number): LabVersion => ({version, publishedMs, description: ''})

function setFunction(world: World, lookup: Lookup): void {
  const mapping = maybe(lookup('mapping'))
  const target = maybe(lookup('function'))
  const name = mapping?.functionName ?? 'orders-projector'
  const [plain] = world.functions.values()
  world.functions.clear()
  const versions = maybe(lookup('versions'))
  // AWS answers nothing about a version or an alias that is gone, whether the function is there or not.
  if (target === null && (mapping?.qualifier == null || versions?.length === 0)) return
  const arn = `arn:${mapping?.functionArn.split(':')[1] ?? 'aws'}:lambda:${world.region}:${world.accountId}:function:${name}`
  const newest = Number(/^\d+$/.test(target?.version ?? '') ? target?.version : 2)
  const all = versions?.map(({version}) => version) ?? Array.from({length: newest}, (_, i) => String(i + 1))
  const known = all.filter(version => /^\d+$/.test(version))
  const qualifier = mapping?.qualifier ?? null
  const isAlias = qualifier !== null && !/^(\d+|\$LATEST.*)$/.test(qualifier)
  const own = target && /^\d+$/.test(target.version) ? [target.version] : []
  const numbers = [...new Set([...known, ...own, ...(target && qualifier !== null && !isAlias ? [qualifier] : [])])]
  const fn: LabFunction = {
    ...(plain as LabFunction),
    name,
    arn,
    role: target?.role ?? plain?.role ?? '',
    runtime: target?.runtime ?? 'nodejs22.x',
    memoryMb: target?.memoryMb ?? 256,
    timeoutSeconds: target?.timeoutSeconds ?? 30,
    reservedConcurrency: target?.reservedConcurrency ?? null,
    logGroup: target?.logGroup ?? `/aws/lambda/${name}`,
    ...(target?.durable && {durable: true}),
    ...(maybe(lookup('provisionedConcurrency')) && {
      provisioned: Object.fromEntries((maybe(lookup('provisionedConcurrency')) ?? []).map(one => [one.qualifier, one.requested ?? 1])),
    }),
    versions: new Map(numbers.map(version => [version, versionOf(version, world.nowMs - 86_400_000)])),
    aliases: new Map(
      isAlias && target
        ? [
            [
              qualifier,
              {
                name: qualifier,
                version: own[0] ?? versions?.find(({hasAlias}) => hasAlias)?.version ?? (versions ? '$LATEST' : (numbers[0] ?? '1')),
                additionalVersionWeights: maybe(lookup('alias'))?.weights ?? {},
                revisionId: 'r',
              },
            ],
          ]
        : [],
    ),
  }
  world.functions.set(name, fn)
}

function setMapping(world: World, lookup: Lookup): void {
  const mapping = maybe(lookup('mapping'))
  const [plain] = world.mappings.values()
  if (!mapping || !plain) return
  world.mappings.clear()
  for (const one of [...(maybe(lookup('siblings')) ?? []), mapping]) world.mappings.set(one.uuid, mappingOf(one, plain))
}

/** As AWS keeps it: the ARN has the qualifier. */
const qualifiedArn = ({functionArn, qualifier}: Mapping): string =>
  qualifier === null || functionArn.split(':').length > 7 ? functionArn : `${functionArn}:${qualifier}`

function mappingOf(mapping: Mapping, plain: LabMapping): LabMapping {
  return {
    ...plain,
    uuid: mapping.uuid,
    functionArn: qualifiedArn(mapping),
    eventSourceArn: mapping.eventSourceArn,
    state: mapping.state as LabMapping['state'],
    settings: {
      ...plain.settings,
      FunctionName: qualifiedArn(mapping),
      BatchSize: mapping.batchSize ?? 100,
      ParallelizationFactor: mapping.parallelizationFactor ?? 1,
      MaximumRetryAttempts: mapping.maximumRetryAttempts ?? -1,
      MaximumRecordAgeInSeconds: mapping.maximumRecordAgeSeconds ?? -1,
      BisectBatchOnFunctionError: mapping.bisectBatchOnFunctionError ?? false,
      OnFailureDestination: mapping.onFailureDestination ?? '',
    },
  }
}

function setTable(world: World, lookup: Lookup): void {
  const mapping = maybe(lookup('mapping'))
  const table = maybe(lookup('table'))
  const [plain] = world.tables.values()
  const [stream] = plain?.streams ?? []
  world.tables.clear()
  if (table === null || !plain || !stream) return
  const name = mapping?.tableName ?? table?.tableName ?? 'orders'
  const mapped = maybe(lookup('stream'))
  const own = mapped === null ? undefined : mapping?.eventSourceArn
  const streams = [...new Set([own, table?.latestStreamArn].flatMap(arn => arn ?? []))]
  const isOff = (arn: string): boolean => arn !== table?.latestStreamArn || table?.streamEnabled === false
  const made: LabTable = {
    ...plain,
    name,
    arn: `arn:aws:dynamodb:${world.region}:${world.accountId}:table/${name}`,
    streams: streams.map(arn => ({
      ...stream,
      arn,
      label: arn.split('/stream/')[1] ?? '',
      tableName: name,
      status: table && isOff(arn) ? 'DISABLED' : stream.status,
    })),
  }
  world.tables.set(name, made)
}

/** The reserved concurrency of other functions, so that as much is free as in the evidence. */
function setPools(world: World, lookup: Lookup): void {
  const account = maybe(lookup('accountSettings'))
  if (account?.concurrentExecutions == null) return
  world.concurrencyLimit = account.concurrentExecutions
  const [fn] = world.functions.values()
  const taken = account.concurrentExecutions - (account.unreservedConcurrentExecutions ?? account.concurrentExecutions)
  const others = taken - (fn?.reservedConcurrency ?? 0)
  if (fn && others > 0) world.functions.set('others', {...fn, name: 'others', arn: `${fn.arn}-others`, reservedConcurrency: others})
  const role = maybe(lookup('function'))?.role ?? [...world.roles.values()][0]?.arn ?? ''
  world.roles.set(role.split('/').at(-1) ?? role, executionRole(role, destinationsOf(lookup)))
}

function setKeys(world: World, lookup: Lookup): void {
  const arns = [
    maybe(lookup('tableKey'))?.arn,
    maybe(lookup('destinationKey'))?.arn,
    maybe(lookup('function'))?.environmentKeyArn,
    maybe(lookup('table'))?.kmsKeyArn,
  ].flatMap(arn => arn ?? [])
  const managed = {id: 'managed', arn: `arn:aws:kms:${world.region}:${world.accountId}:key/managed`, alias: 'alias/aws/lambda'}
  world.keys.set('managed', {...managed, state: 'Enabled', createdMs: world.nowMs, policy: defaultKeyPolicy(world.accountId)})
  for (const arn of arns) {
    const id = arn.split('/').at(-1) ?? ''
    world.keys.set(id, {
      id,
      arn,
      alias: `alias/${id}`,
      state: 'Disabled',
      createdMs: world.nowMs,
      policy: defaultKeyPolicy(world.accountId),
    })
  }
}

/** Queues that the role may write to: the printed commands name them. */
const destinationsOf = (lookup: Lookup): string[] =>
  [maybe(lookup('mapping'))?.onFailureDestination, `arn:aws:sqs:us-east-1:123456789012:orders-failures`].flatMap(arn => arn ?? [])

/** The group exists where nothing says that it does not. */
function setLog(world: World, lookup: Lookup): void {
  const group = maybe(lookup('logGroup'))
  const name = group?.name ?? maybe(lookup('function'))?.logGroup ?? '/aws/lambda/orders-projector'
  const [plain] = world.logs.groups()
  const made = group === null || !plain ? [] : [{...plain, name, arn: plain.arn.replace(plain.name, name)}]
  Object.assign(world, {logs: {groups: () => made, read: () => []}})
}
