import type {Absence} from '../model/derived/misfit.ts'
import type {Mapping, Stream, Table} from '../model/evidence/evidence.ts'

/**
 * The record that a filter pattern can meet: that of a DynamoDB stream as Lambda compares it (Lambda Developer Guide, "Using event filtering
 * with a DynamoDB event source"; DynamoDB Streams API, Record). A value of the table stands under its type, and numbers are text.
 */

/** The kinds of records; the fields of a record depend on its kind. */
export const recordKinds = ['INSERT', 'MODIFY', 'REMOVE', 'EXPIRED'] as const
/** `EXPIRED`: a REMOVE by Time to Live. */
export type RecordKind = (typeof recordKinds)[number]

/** The known facts of the records of one stream. */
export interface RecordShape {
  /** Null where the view type is not known, or is not asked about: then both images are there. */
  viewType: string | null
  /** The key attributes of the table with their types (S, N, B; null where the type is not known); null where the keys are not known. */
  keys: Readonly<Record<string, string | null>> | null
}

/** The known facts of the records that a mapping reads. Keys of a table that has another stream by now may be those of another table. */
export const recordShapeOf = (
  {eventSourceArn}: Mapping,
  stream: Stream | null | undefined,
  table: Table | null | undefined,
): RecordShape => ({
  viewType: stream?.streamViewType ?? table?.streamViewType ?? null,
  keys: table && table.latestStreamArn === eventSourceArn ? keysOf(table) : null,
})

function keysOf({partitionKey, sortKey, keyTypes}: Table): RecordShape['keys'] {
  if (partitionKey === null) return null
  const names = sortKey === null ? [partitionKey] : [partitionKey, sortKey]
  return Object.fromEntries(names.map(name => [name, keyTypes?.[name] ?? null]))
}

/** A place of the record. */
export type Place =
  | {kind: 'absent'; why: Absence /** Names of fields that stand at this level instead. */; instead: readonly string[]}
  | {
      kind: 'value'
      holds: 'text' | 'number-as-text' | 'number' | 'boolean' | 'true' | 'anything'
      /** All values that there are, where they are few: those of this record, and those of any record. */
      values: {here: readonly string[]; ever: readonly string[]} | null
      always: boolean
    }
  | {kind: 'fields'; member: (name: string) => Place}
  /** A value of the table: one type, and the value under it. `type` is null where it may be any. */
  | {kind: 'attribute'; type: string | null; member: (name: string) => Place}
  | {kind: 'list'}
  /** Not judged. */
  | {kind: 'open'}

export const absent = (why: Absence, instead: readonly string[] = []): Place => ({kind: 'absent', why, instead})
const open: Place = {kind: 'open'}
const value = (holds: (Place & {kind: 'value'})['holds'], always = false): Place => ({kind: 'value', holds, values: null, always})
const oneOf = (here: readonly string[], ever: readonly string[] = here, always = true): Place => ({
  kind: 'value',
  holds: 'text',
  values: {here, ever},
  always,
})

const fields = (known: Readonly<Record<string, Place>>, why: Absence = 'unknown-field'): Place => ({
  kind: 'fields',
  member: name => (Object.hasOwn(known, name) ? (known[name] as Place) : absent(why, Object.keys(known))),
})

/** The types of DynamoDB JSON (DynamoDB API reference, AttributeValue). */
const types: Readonly<Record<string, Place>> = {
  S: value('text'),
  N: value('number-as-text'),
  B: value('text'),
  BOOL: value('boolean'),
  NULL: value('true'),
  SS: value('text'),
  NS: value('number-as-text'),
  BS: value('text'),
  M: {kind: 'fields', member: () => attribute(null)},
  L: {kind: 'list'},
}
export const typeNames: readonly string[] = Object.keys(types)

function attribute(type: string | null): Place {
  return {
    kind: 'attribute',
    type,
    member: name => {
      if (!Object.hasOwn(types, name)) return absent('unknown-type', type === null ? typeNames : [type])
      return type === null || type === name ? (types[name] as Place) : absent('other-type', [type])
    },
  }
}

const image = (keys: RecordShape['keys']): Place => ({
  kind: 'fields',
  member: name => attribute(keys !== null && Object.hasOwn(keys, name) ? (keys[name] ?? null) : null),
})

function keyPart({keys}: RecordShape): Place {
  if (keys === null) return image(null)
  return fields(Object.fromEntries(Object.entries(keys).map(([name, type]) => [name, attribute(type)])), 'no-such-key')
}

const lacking: Readonly<Record<string, readonly string[]>> = {
  KEYS_ONLY: ['NewImage', 'OldImage'],
  NEW_IMAGE: ['OldImage'],
  OLD_IMAGE: ['NewImage'],
  NEW_AND_OLD_IMAGES: [],
}

/** The images that a stream of this view type carries; null for a view type that is unknown to ddbstream. */
export const imagesMissing = (viewType: string): readonly string[] | null => lacking[viewType] ?? null

function imagePlace(name: 'NewImage' | 'OldImage', kind: RecordKind, {viewType, keys}: RecordShape): Place {
  if (viewType !== null && imagesMissing(viewType)?.includes(name)) return absent('image-of-view')
  const lacks = name === 'NewImage' ? kind === 'REMOVE' || kind === 'EXPIRED' : kind === 'INSERT'
  return lacks ? absent('image-of-record') : image(keys)
}

const eventNames = ['INSERT', 'MODIFY', 'REMOVE']

/** A record of this kind, as far as it is known. Fields of the record that AWS may spell in more than one way are left open. */
export const recordOf = (kind: RecordKind, shape: RecordShape): Place =>
  fields({
    eventID: value('text'),
    eventVersion: value('text'),
    awsRegion: value('text'),
    eventSourceARN: value('text'),
    eventSource: oneOf(['aws:dynamodb'], ['aws:dynamodb'], false),
    eventName: oneOf([kind === 'EXPIRED' ? 'REMOVE' : kind], eventNames),
    // Only deletes by Time to Live carry it (DynamoDB Developer Guide, "Working with expired items").
    userIdentity:
      kind === 'EXPIRED'
        ? fields({type: oneOf(['Service']), principalId: oneOf(['dynamodb.amazonaws.com'])})
        : {kind: 'absent', why: 'other-record', instead: []},
    dynamodb: fields({
      ApproximateCreationDateTime: open,
      SizeBytes: value('number'),
      SequenceNumber: value('text'),
      StreamViewType: value('text'),
      Keys: keyPart(shape),
      NewImage: imagePlace('NewImage', kind, shape),
      OldImage: imagePlace('OldImage', kind, shape),
    }),
  })
