import {mix} from '../engine/random.ts'
import {type Customers, customerAt, type HotKey} from './keys.ts'
import type {AttributeMap, LabRecord, LabStream, LabTable} from './table-shapes.ts'

/** Orders that pass through the table side by side, and the steps each takes: a run of their product in records. */
const ordersPerRun = 16
const steps = ['PLACED', 'PAID', 'PACKED', 'SHIPPED'] as const
const recordsPerRun = ordersPerRun * steps.length

/** Every how many records of a partition is a delete by Time to Live; null for none. */
export type TtlEvery = number | null

/** Records in [fromIndex, toIndex) are deletes by Time to Live but for every n-th: a day's items expire at once. */
export interface TtlSweep {
  fromIndex: number
  toIndex: number
  exceptEvery: number
}

/** The table's keys, HASH first. */
export const orderKeys: LabTable['keys'] = [
  {name: 'customerId', role: 'HASH', type: 'S'},
  {name: 'orderId', role: 'RANGE', type: 'S'},
]

/** The shape of a table's items; a record is made from it when somebody reads it, and only then. */
export interface RecordMaker {
  /** The item that a record changes, as a number: equal for all changes of one item. */
  itemOf(index: number): number
  keysOf(index: number): AttributeMap
  make(index: number, writtenMs: number, sequenceNumber: string): LabRecord
  /** Size in the stream, averaged, in bytes. */
  readonly averageBytes: number
  /** Size in the JSON that the function is given, averaged, in bytes. */
  readonly averagePayloadBytes: number
}

export interface RecordShape {
  key: number
  /** A customer has all items in one partition. */
  customers: Customers
  hot: HotKey | null
  viewType: LabStream['viewType']
  ttlEvery: TtlEvery
  ttlSweep: TtlSweep | null
  /** Bytes of the shipping label that each order carries; 0 for none. */
  attachmentBytes: number
  /** Indexes of records whose image the handler cannot read. */
  poisoned: ReadonlySet<number>
}

interface Order {
  item: number
  keys: AttributeMap
  step: number
  /** How often it was changed. */
  revision: number
  removed: boolean
}

function isTtlDelete({ttlEvery, ttlSweep: sweep}: RecordShape, index: number): boolean {
  if (sweep !== null && index >= sweep.fromIndex && index < sweep.toIndex) return (index - sweep.fromIndex) % sweep.exceptEvery !== 0
  return ttlEvery !== null && index % ttlEvery === ttlEvery - 1
}

const firstOfRun = (index: number): number => index - (index % recordsPerRun)

/** The one item that is changed over and over, where there is such a one. */
const hotItemOf = ({key}: RecordShape): number => mix(key, 0x407)

function changesHotItem({key, hot}: RecordShape, index: number): boolean {
  return hot !== null && hot.items === 'one' && index >= hot.fromIndex && mix(key ^ 0x1f3, index) / 2 ** 32 < hot.share
}

function itemOf(shape: RecordShape, index: number): number {
  const {key} = shape
  // A Time to Live delete meets an order that was shipped long ago.
  if (isTtlDelete(shape, index)) return mix(key ^ 0x77, index)
  if (changesHotItem(shape, index)) return hotItemOf(shape)
  const run = Math.floor(index / recordsPerRun)
  const turn = mix(key, run) % ordersPerRun
  return mix(key, run * ordersPerRun + ((index + turn) % ordersPerRun))
}

/** Whether the order that the record changes is one of the hot customer's many. */
function isHotCustomers({hot}: RecordShape, item: number, index: number): boolean {
  return hot !== null && hot.items === 'many' && firstOfRun(index) >= hot.fromIndex && mix(item, 21) / 2 ** 32 < hot.share
}

const customerId = (number: number): string => `C-${String(number).padStart(5, '0')}`

const notes = Array.from({length: 8}, (_, times) => ({S: 'leave at the door '.repeat(times).trim()}))

/** The customer who gets more than the others, once a key is hot. */
export const hotCustomerOf = ({key, customers}: Pick<RecordShape, 'key' | 'customers'>): string =>
  customerId(customerAt(customers, mix(key, 0x407b)))

function keysOf(shape: RecordShape, item: number, index: number): AttributeMap {
  const hot = changesHotItem(shape, index) || isHotCustomers(shape, item, index)
  return {
    customerId: {S: hot ? hotCustomerOf(shape) : customerId(customerAt(shape.customers, mix(item, 11)))},
    orderId: {S: `o-${item.toString(16).padStart(8, '0')}`},
  }
}

/** Which order the record changes and how: the steps of an order follow each other, mixed with those of its neighbours. */
function orderOf(shape: RecordShape, index: number): Order {
  const item = itemOf(shape, index)
  const keys = keysOf(shape, item, index)
  if (isTtlDelete(shape, index)) return {item, keys, step: steps.length, revision: steps.length + 1, removed: true}
  if (changesHotItem(shape, index)) return {item, keys, step: 1, revision: steps.length + 2 + index, removed: false}
  const step = Math.floor((index % recordsPerRun) / ordersPerRun)
  return {item, keys, step, revision: step + 1, removed: false}
}

function imageOf({key, attachmentBytes}: RecordShape, {item, keys, step, revision}: Order, broken: boolean): AttributeMap {
  const cents = 500 + (mix(item, 2) % 40_000)
  const total = (cents / 100).toFixed(2)
  const image: AttributeMap = {
    customerId: keys.customerId as {S: string},
    orderId: keys.orderId as {S: string},
    status: {S: steps[Math.min(step, steps.length - 1)] as string},
    // The record that breaks the handler: an import wrote the total as text, with a decimal comma.
    total: broken ? {S: total.replace('.', ',')} : {N: total},
    currency: {S: 'EUR'},
    lines: {N: String(1 + (mix(item, 3) % 9))},
    gift: {BOOL: mix(item, 4) % 10 === 0},
    revision: {N: String(revision)},
    note: notes[mix(item, key) % notes.length] as {S: string},
  }
  // A document as base64; zeros do here.
  if (attachmentBytes > 0) image.label = {S: '0'.repeat(attachmentBytes)}
  return image
}

/** The order as it was before: a hot item is changed in place, any other has taken a step. */
const before = (order: Order): Order => ({
  ...order,
  step: order.revision > steps.length && !order.removed ? order.step : order.step - 1,
  revision: order.revision - 1,
})

/** DynamoDB's way: names and strings in UTF-8 bytes, a number about a byte for two digits and one more, a boolean one. */
function bytesOf(image: AttributeMap | null): number {
  let sum = 0
  for (const name in image) {
    const value = image[name] as AttributeMap[string]
    sum += name.length + ('S' in value ? value.S.length : 'N' in value ? Math.ceil(value.N.length / 2) + 1 : 1)
  }
  return sum
}

/** The order's images, as far as the stream's view type has them. */
function imagesOf(shape: RecordShape, index: number, order: Order): Pick<LabRecord, 'newImage' | 'oldImage'> {
  const {viewType} = shape
  const hasNew = viewType === 'NEW_IMAGE' || viewType === 'NEW_AND_OLD_IMAGES'
  const hasOld = viewType === 'OLD_IMAGE' || viewType === 'NEW_AND_OLD_IMAGES'
  return {
    newImage: hasNew && !order.removed ? imageOf(shape, order, shape.poisoned.has(index)) : null,
    oldImage: hasOld && order.step !== 0 ? imageOf(shape, before(order), false) : null,
  }
}

function sizeOf(shape: RecordShape, index: number): number {
  const order = orderOf(shape, index)
  const {newImage, oldImage} = imagesOf(shape, index, order)
  return bytesOf(order.keys) + bytesOf(newImage) + bytesOf(oldImage)
}

const hexPart = (key: number, index: number, n: number): string => mix(mix(key, n), index).toString(16).padStart(8, '0')
const hex = (key: number, index: number): string =>
  hexPart(key, index, 1) + hexPart(key, index, 2) + hexPart(key, index, 3) + hexPart(key, index, 4)

function makeRecord(shape: RecordShape, index: number, writtenMs: number, sequenceNumber: string): LabRecord {
  const order = orderOf(shape, index)
  const {keys, step, removed} = order
  const {newImage, oldImage} = imagesOf(shape, index, order)
  return {
    index,
    sequenceNumber,
    eventId: hex(shape.key, index),
    eventName: removed ? 'REMOVE' : step === 0 ? 'INSERT' : 'MODIFY',
    writtenMs,
    sizeBytes: bytesOf(keys) + bytesOf(newImage) + bytesOf(oldImage),
    keys,
    newImage,
    oldImage,
    userIdentity: removed ? {type: 'Service', principalId: 'dynamodb.amazonaws.com'} : null,
  }
}

/** Many more than the lanes of a shard read side by side. */
const rememberedItems = 4096

/** Each lane of a shard asks of each record whose it is: the last answers are kept. */
function remembering(itemOf: (index: number) => number): (index: number) => number {
  let known: {indexes: Float64Array; items: Float64Array} | null = null
  return index => {
    known ??= {indexes: new Float64Array(rememberedItems).fill(-1), items: new Float64Array(rememberedItems)}
    const {indexes, items} = known
    const place = index % rememberedItems
    if (indexes[place] !== index) {
      indexes[place] = index
      items[place] = itemOf(index)
    }
    return items[place] as number
  }
}

export function createRecordMaker(shape: RecordShape): RecordMaker {
  const make = (index: number, writtenMs: number, sequenceNumber: string) => makeRecord(shape, index, writtenMs, sequenceNumber)
  // A run of records, made when somebody reads: a table that nobody reads needs no sizes.
  let average: number | null = null
  const averageBytes = (): number => {
    if (average !== null) return average
    let sum = 0
    for (let index = 0; index < recordsPerRun; index++) sum += sizeOf(shape, index)
    average = Math.round(sum / recordsPerRun)
    return average
  }
  return {
    itemOf: remembering(index => itemOf(shape, index)),
    keysOf: index => keysOf(shape, itemOf(shape, index), index),
    make,
    get averageBytes() {
      return averageBytes()
    },
    // Attribute types, quotes and the event's own fields around the images: about a third more and half a kilobyte a record.
    get averagePayloadBytes() {
      return Math.round(averageBytes() * 1.35) + 500
    },
  }
}

/** How many of the records in [from, to) are deletes by Time to Live. */
export function ttlDeletesIn({ttlEvery, ttlSweep}: Pick<RecordShape, 'ttlEvery' | 'ttlSweep'>, from: number, to: number): number {
  const ordinary = (low: number, high: number) =>
    ttlEvery === null || high <= low ? 0 : Math.floor(high / ttlEvery) - Math.floor(low / ttlEvery)
  if (ttlSweep === null) return ordinary(from, to)
  const {fromIndex, toIndex, exceptEvery} = ttlSweep
  const low = Math.min(to, Math.max(from, fromIndex))
  const high = Math.max(low, Math.min(to, toIndex))
  const kept = Math.ceil((high - fromIndex) / exceptEvery) - Math.ceil((low - fromIndex) / exceptEvery)
  return ordinary(from, low) + (high - low - kept) + ordinary(high, to)
}
