import {hashOf} from '../simulation/engine/random.ts'
import {createRate} from '../simulation/engine/rates.ts'
import {partitionWriteUnits} from '../simulation/table/arrivals.ts'
import {evenCustomers, type PartitionKeys, zipfKeys} from '../simulation/table/keys.ts'
import type {PartitionSetup} from '../simulation/table/partitions.ts'
import {orderKeys} from '../simulation/table/records.ts'
import type {LabTable} from '../simulation/table/table-shapes.ts'
import type {TableSetup} from '../simulation/table/tables.ts'
import {accountId, type Plan, region, tableName, type Writes} from './plan.ts'

const dayMs = 86_400_000
const customersPerPartition = 3000
export const tableArn = `arn:aws:dynamodb:${region}:${accountId}:table/${tableName}`

/** The share of each partition: alike but for some unevenness, or as its customers have it. */
function sharesOf({draw, seed, shards}: Plan, {zipfExponent, unevenness = 0.2}: Writes): PartitionKeys[] {
  if (zipfExponent !== undefined) return zipfKeys(hashOf(seed, 'customers'), customersPerPartition * shards, zipfExponent, shards)
  const spread = draw('spread')
  const weights = Array.from({length: shards}, () => spread.between(1 - unevenness, 1 + unevenness))
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map((weight, number) => ({customers: evenCustomers(number), share: weight / all}))
}

function writesAt({draw, seed, perSecond, swing, noise, bursts}: Plan, sweep: Writes['ttlSweep']): (second: number) => number {
  const wave = draw('wave')
  const rateAt = createRate(hashOf(seed, 'writes'), {
    perSecond,
    swing,
    swingPeriodSeconds: wave.between(3, 20) * 3600,
    swingPhase: wave.next(),
    noise,
    bursts,
  })
  if (sweep === undefined) return rateAt
  return second => rateAt(second) * (second >= sweep.fromSecond && second < sweep.toSecond ? 1 + sweep.perWrite : 1)
}

function partitionSetup(plan: Plan, number: number, {customers, share}: PartitionKeys, rateAt: (second: number) => number): PartitionSetup {
  const {hot, poisons = [], ttlSweep: sweep, writtenBack = false, attachmentBytes, provisionedUnits} = plan.writes ?? {}
  const poisoned = [...poisons, ...(plan.poison === null ? [] : [plan.poison])].filter(one => one.partition === number)
  const isHot = hot?.partition === number
  const ordinary = plan.perSecond * share
  return {
    number,
    rateAt: second => rateAt(second) * share + (isHot && second >= hot.fromSecond ? hot.perSecond : 0),
    ttlEvery: null,
    poisonAtSeconds: poisoned.map(one => one.atSecond),
    customers,
    ...(isHot && {hot: {fromSecond: hot.fromSecond, items: hot.items, share: hot.perSecond / (hot.perSecond + ordinary)}}),
    ...(sweep !== undefined && {ttlSweep: {...sweep, exceptEvery: sweep.perWrite + 1}}),
    ...(attachmentBytes !== undefined && {attachmentBytes}),
    // Adaptive capacity follows the traffic of each partition (DynamoDB Developer Guide).
    ...(provisionedUnits !== undefined && {provisionedUnits: provisionedUnits * share}),
    ...(writtenBack && {isWrittenBack: true}),
  }
}

/** A table that was given enough has a partition for each thousand write units. */
function billingOf(drawn: LabTable['billingMode'], {shards, writes}: Plan): Pick<LabTable, 'billingMode' | 'writeUnits'> {
  const {provisionedUnits} = writes ?? {}
  if (provisionedUnits === undefined && drawn === 'PAY_PER_REQUEST') return {billingMode: drawn}
  return {billingMode: 'PROVISIONED', writeUnits: Math.round(provisionedUnits ?? partitionWriteUnits * shards)}
}

export function tableSetup(plan: Plan, startMs: number): TableSetup {
  const {draw, writes = {}, reads = {}} = plan
  const random = draw('table')
  const rateAt = writesAt(plan, writes.ttlSweep)
  const itemCount = Math.round(random.logBetween(20_000, 4_000_000))
  return {
    lab: {
      name: tableName,
      arn: tableArn,
      id: random.uuid(),
      status: 'ACTIVE',
      createdMs: startMs - Math.round(random.between(60, 700) * dayMs),
      keys: orderKeys,
      ...billingOf(random.pick(['PAY_PER_REQUEST', 'PAY_PER_REQUEST', 'PROVISIONED']), plan),
      itemCount,
      sizeBytes: itemCount * (random.whole(150, 320) + (writes.attachmentBytes ?? 0)),
      timeToLiveAttribute: writes.ttlSweep === undefined ? null : 'expiresAt',
    },
    viewType: reads.viewType ?? random.pick(['NEW_AND_OLD_IMAGES', 'NEW_AND_OLD_IMAGES', 'NEW_IMAGE']),
    streamAgeSeconds: Math.round(random.between(10, 50) * 86_400),
    shardLifeSeconds: Math.round(random.between(3.7, 4.2) * 3600),
    partitions: sharesOf(plan, writes).map((keys, number) => partitionSetup(plan, number, keys, rateAt)),
    ...(writes.splits !== undefined && {splits: writes.splits}),
    ...(reads.others !== undefined && {otherReaders: reads.others}),
  }
}
