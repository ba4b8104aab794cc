import {mix} from './random.ts'
import type {AttributeMap, LabRecord, LabStream, LabTable} from './world.ts'

/** Orders that pass through the table side by side, and the steps each takes: a run of their product in records. */
const ordersPerRun = 16
const steps = ['PLACED', 'PAID', 'PACKED', 'SHIPPED'] as const
const recordsPerRun = ordersPerRun * steps.length

/** Every how many records of a partition is a delete by Time to Live; null for none. */
export type TtlEvery = number | null

/** The table's keys, HASH first. */
export const orderKeys: LabTable['keys'] = [
  {name: 'customerId', role: 'HASH', type: 'S'},
  {name: 'orderId', role: 'RANGE', type: 'S'},
]

/** What the items of a table look like; a record is made from it when somebody reads it, and only then. */
export interface RecordMaker {
  /** The item that a record changes, as a number: equal for all changes of one item. */
  itemOf(index: number): number
  make(index: number, writtenMs: number, sequenceNumber: string): LabRecord
  /** Size in the stream, averaged, in bytes. */
  readonly averageBytes: number
  /** Size in the JSON that the function is given, averaged, in bytes. */
  readonly averagePayloadBytes: number
}

export interface RecordShape {
  key: number
  /** Number of the partition: a customer has all items in one. */
  partition: number
  viewType: LabStream['viewType']
  ttlEvery: TtlEvery
  /** Indexes of records whose image the handler cannot read. */
  poisoned: ReadonlySet<number>
}

interface Order {
  item: number
  step: number
  removed: boolean
}

const isTtlDelete = ({ttlEvery}: RecordShape, index: number): boolean => ttlEvery !== null && index % ttlEvery === ttlEvery - 1

function itemOf(shape: RecordShape, index: number): number {
  const {key} = shape
  // A Time to Live delete meets an order that was shipped long ago.
  if (isTtlDelete(shape, index)) return mix(key ^ 0x77, index)
  const run = Math.floor(index / recordsPerRun)
  const turn = mix(key, run) % ordersPerRun
  return mix(key, run * ordersPerRun + ((index + turn) % ordersPerRun))
}

/** Which order the record changes and how: the steps of an order follow each other, mixed with those of its neighbours. */
function orderOf(shape: RecordShape, index: number): Order {
  const removed = isTtlDelete(shape, index)
  return {item: itemOf(shape, index), step: removed ? steps.length : Math.floor((index % recordsPerRun) / ordersPerRun), removed}
}

function imageOf(shape: RecordShape, item: number, step: number, broken: boolean): AttributeMap {
  const cents = 500 + (mix(item, 2) % 40_000)
  const total = (cents / 100).toFixed(2)
  return {
    ...keysOf(shape, item),
    status: {S: steps[Math.min(step, steps.length - 1)] as string},
    // The record that breaks the handler: an import wrote the total as text, with a decimal comma.
    total: broken ? {S: total.replace('.', ',')} : {N: total},
    currency: {S: 'EUR'},
    lines: {N: String(1 + (mix(item, 3) % 9))},
    gift: {BOOL: mix(item, 4) % 10 === 0},
    revision: {N: String(Math.min(step, steps.length - 1) + 1)},
    note: {S: 'leave at the door '.repeat(mix(item, shape.key) % 8).trim()},
  }
}

const customersPerPartition = 6_000

const keysOf = ({partition}: RecordShape, item: number): AttributeMap => ({
  customerId: {S: `C-${String(partition * customersPerPartition + (mix(item, 11) % customersPerPartition)).padStart(5, '0')}`},
  orderId: {S: `o-${item.toString(16).padStart(8, '0')}`},
})

/** DynamoDB's way: names and strings in UTF-8 bytes, a number about a byte for two digits and one more, a boolean one. */
function bytesOf(image: AttributeMap | null): number {
  if (image === null) return 0
  return Object.entries(image).reduce((sum, [name, value]) => {
    const size = 'S' in value ? value.S.length : 'N' in value ? Math.ceil(value.N.length / 2) + 1 : 1
    return sum + name.length + size
  }, 0)
}

const hex = (key: number, index: number): string => [1, 2, 3, 4].map(n => mix(mix(key, n), index).toString(16).padStart(8, '0')).join('')

function makeRecord(shape: RecordShape, index: number, writtenMs: number, sequenceNumber: string): LabRecord {
  const {item, step, removed} = orderOf(shape, index)
  const {viewType} = shape
  const image = removed ? null : imageOf(shape, item, step, shape.poisoned.has(index))
  const oldImage = step === 0 ? null : imageOf(shape, item, step - 1, false)
  const keys = keysOf(shape, item)
  const shown = {
    newImage: viewType === 'NEW_IMAGE' || viewType === 'NEW_AND_OLD_IMAGES' ? image : null,
    oldImage: viewType === 'OLD_IMAGE' || viewType === 'NEW_AND_OLD_IMAGES' ? oldImage : null,
  }
  return {
    index,
    sequenceNumber,
    eventId: hex(shape.key, index),
    eventName: removed ? 'REMOVE' : step === 0 ? 'INSERT' : 'MODIFY',
    writtenMs,
    sizeBytes: bytesOf(keys) + bytesOf(shown.newImage) + bytesOf(shown.oldImage),
    keys,
    ...shown,
    userIdentity: removed ? {type: 'Service', principalId: 'dynamodb.amazonaws.com'} : null,
  }
}

export function createRecordMaker(shape: RecordShape): RecordMaker {
  const make = (index: number, writtenMs: number, sequenceNumber: string) => makeRecord(shape, index, writtenMs, sequenceNumber)
  const sample = Array.from({length: recordsPerRun}, (_, index) => make(index, 0, '0'.repeat(26)).sizeBytes)
  const averageBytes = Math.round(sample.reduce((sum, size) => sum + size, 0) / sample.length)
  return {
    itemOf: index => itemOf(shape, index),
    make,
    averageBytes,
    // Attribute types, quotes and the event's own fields around the images: about a third more and half a kilobyte a record.
    averagePayloadBytes: Math.round(averageBytes * 1.35) + 500,
  }
}

/** How many of the records in [from, to) are deletes by Time to Live. */
export const ttlDeletesIn = (ttlEvery: TtlEvery, from: number, to: number): number =>
  ttlEvery === null ? 0 : Math.floor(to / ttlEvery) - Math.floor(from / ttlEvery)
