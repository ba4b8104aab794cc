import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {createFilter} from '../../packages/lab/src/simulation/poller/filters.ts'
import type {LabRecord} from '../../packages/lab/src/simulation/table/table-shapes.ts'
import {correctedPattern} from '../../src/advice/filter-correction.ts'
import {impossibleBecause, matchedKinds} from '../../src/signs/filter-pattern.ts'
import type {RecordShape} from '../../src/signs/filter-record.ts'
import {misfitWords} from '../../src/signs/filter-words.ts'

const anything: RecordShape = {viewType: null, keys: null}
const keyed: RecordShape = {viewType: 'NEW_AND_OLD_IMAGES', keys: {customerId: 'S', orderId: 'N'}}
const newImage = (attributes: object) => ({dynamodb: {NewImage: attributes}})
const oldImage = (attributes: object) => ({dynamodb: {OldImage: attributes}})
const expired = {userIdentity: {type: ['Service'], principalId: ['dynamodb.amazonaws.com']}}
const because = (pattern: unknown, shape: RecordShape) => impossibleBecause(JSON.stringify(pattern), shape)

describe('a pattern that no record matches', () => {
  it.each<[string, unknown, string, RecordShape?]>([
    ['numeric on a number of the table', newImage({total: {N: [{numeric: ['>', 5]}]}}), 'numeric-on-text'],
    ['numeric on a key', {dynamodb: {Keys: {orderId: {N: [{numeric: ['=', 5]}]}}}}, 'numeric-on-text'],
    ['numeric on a string', newImage({total: {S: [{numeric: ['>', 5]}]}}), 'numeric-on-text'],
    ['numeric on a set of numbers', newImage({totals: {NS: [{numeric: ['>', 5]}]}}), 'numeric-on-text'],
    ['numeric in a nested map', newImage({order: {M: {total: {N: [{numeric: ['<', 5]}]}}}}), 'numeric-on-text'],
    ['a number literal', newImage({total: {N: [5]}}), 'number-literal'],
    ['a number literal for a string', newImage({total: {S: [5]}}), 'number-literal'],
    ['text that is no number', newImage({total: {N: ['five']}}), 'not-a-number'],
    ['a number with trailing zeros', newImage({total: {N: ['5.00']}}), 'number-form'],
    ['a number with leading zeros', newImage({total: {N: ['007']}}), 'number-form'],
    ['a boolean as text', newImage({paid: {BOOL: ['true']}}), 'text-for-boolean'],
    ['a boolean for a string', newImage({paid: {S: [true]}}), 'boolean-literal'],
    ['false for NULL', newImage({paid: {NULL: [false]}}), 'boolean-literal'],
    ['null for a string', newImage({paid: {S: [null]}}), 'null-literal'],
    ['a prefix of a boolean', newImage({paid: {BOOL: [{prefix: 't'}]}}), 'text-operator'],
    ['the root body', {body: {status: ['PAID']}}, 'unknown-field'],
    ['the root data', {data: {status: ['PAID']}}, 'unknown-field'],
    ['the root Records', {Records: {eventName: ['INSERT']}}, 'unknown-field'],
    ['attributes at the root', {NewImage: {status: {S: ['PAID']}}}, 'unknown-field'],
    ['the spelling of an image', {dynamodb: {newImage: {status: {S: ['PAID']}}}}, 'unknown-field'],
    ['the spelling of eventName', {EventName: ['INSERT']}, 'unknown-field'],
    ['an attribute without its type', newImage({status: ['paid']}), 'no-value'],
    ['an attribute of a map without its type', newImage({order: {M: {status: ['paid']}}}), 'no-value'],
    ['a type that does not exist', newImage({status: {String: ['paid']}}), 'unknown-type'],
    ['a type in lower case', newImage({status: {s: ['paid']}}), 'unknown-type'],
    ['a map without M', newImage({address: {city: {S: ['Bern']}}}), 'unknown-type'],
    ['two types of one attribute', newImage({total: {S: ['5'], N: ['5']}}), 'two-types'],
    ['elements of a list as literals', newImage({tags: {L: ['paid']}}), 'typed-values'],
    ['an event name in lower case', {eventName: ['Insert', 'Modify']}, 'no-such-value'],
    ['an event name that does not exist', {eventName: ['DELETE']}, 'no-such-value'],
    ['a prefix of no event name', {eventName: [{prefix: 'DEL'}]}, 'no-such-value'],
    ['anything but all event names', {eventName: [{'anything-but': ['INSERT', 'MODIFY', 'REMOVE']}]}, 'no-such-value'],
    ['an event name that is missing', {eventName: [{exists: false}]}, 'always-there'],
    ['fields below an event name', {eventName: {S: ['INSERT']}}, 'below-value'],
    ['exists on an image', {dynamodb: {NewImage: [{exists: true}]}}, 'no-value'],
    ['exists on an attribute', newImage({status: [{exists: true}]}), 'no-value'],
    ['exists on a map', newImage({order: {M: [{exists: true}]}}), 'no-value'],
    ['the new image of removals', {eventName: ['REMOVE'], ...newImage({status: {S: ['paid']}})}, 'image-of-record'],
    ['the old image of inserts', {eventName: ['INSERT'], ...oldImage({status: {S: ['paid']}})}, 'image-of-record'],
    ['Time to Live that inserts', {eventName: ['INSERT'], ...expired}, 'other-record'],
    ['the new image of an expired item', {...expired, ...newImage({status: {S: ['paid']}})}, 'image-of-record'],
    ['the spelling of the principal', {userIdentity: {PrincipalId: ['dynamodb.amazonaws.com']}}, 'unknown-field'],
    ['another principal', {userIdentity: {principalId: ['dynamodb.amazon.com']}}, 'no-such-value'],
    ['another source', {eventSource: ['aws:sqs']}, 'no-such-value'],
    ['a size in an empty range', {dynamodb: {SizeBytes: [{numeric: ['>', 9, '<', 5]}]}}, 'empty-range'],
    ['a size as text', {dynamodb: {SizeBytes: ['9']}}, 'text-for-number'],
    [
      '$or of two impossible parts',
      {dynamodb: {NewImage: {$or: [{total: {N: [5]}}, {total: {N: [{numeric: ['>', 9]}]}}]}}},
      'number-literal',
    ],
    [
      '$or at the root beside an impossible part',
      {$or: [{eventName: ['INSERT']}, {eventName: ['MODIFY']}], body: {a: ['b']}},
      'unknown-field',
    ],
    ['an attribute that is no key', {dynamodb: {Keys: {status: {S: ['paid']}}}}, 'no-such-key', keyed],
    ['the type of a key', {dynamodb: {Keys: {orderId: {S: ['7']}}}}, 'other-type', keyed],
    ['the type of a key in an image', newImage({customerId: {N: ['7']}}), 'other-type', keyed],
    ['an image that the stream lacks', newImage({status: {S: ['paid']}}), 'image-of-view', {viewType: 'KEYS_ONLY', keys: null}],
    ['the old image of NEW_IMAGE', oldImage({status: {S: ['paid']}}), 'image-of-view', {viewType: 'NEW_IMAGE', keys: null}],
  ])('%s', (_name, pattern, why, shape = anything) => {
    const misfits = because(pattern, shape)
    expect(misfits.map(one => one.why)).toContain(why)
    expect(misfits.map(misfitWords).join(' ')).not.toMatch(/undefined|\[object/)
  })
})

describe('a pattern that some record can match', () => {
  it.each<[string, unknown, RecordShape?]>([
    ['a literal', newImage({status: {S: ['paid']}})],
    ['a number as text', newImage({total: {N: ['5', '-0.25', '100']}})],
    ['a boolean', newImage({paid: {BOOL: [true, false]}})],
    ['NULL', newImage({paid: {NULL: [true]}})],
    ['an empty string', newImage({note: {S: ['']}})],
    ['a set', newImage({tags: {SS: ['paid']}})],
    ['a map', newImage({order: {M: {total: {N: ['5']}}}})],
    ['a value in a list', newImage({tags: {L: {S: ['paid']}}})],
    ['an attribute that is called as a type', newImage({S: {S: ['paid']}})],
    ['exists on a value', newImage({total: {N: [{exists: true}]}})],
    ['an attribute that is missing', newImage({expiresAt: {N: [{exists: false}]}})],
    ['an attribute that is missing, without its type', newImage({expiresAt: [{exists: false}]})],
    ['an image that is missing', {dynamodb: {OldImage: [{exists: false}]}}],
    ['one alternative of two', newImage({total: {N: [5, '5']}})],
    ['one event name of two', {eventName: ['INSERT', 'Modify']}],
    ['numeric on the size', {dynamodb: {SizeBytes: [{numeric: ['>', 5, '<=', 9]}]}}],
    ['numeric on the time of the write', {dynamodb: {ApproximateCreationDateTime: [{numeric: ['>', 5]}]}}],
    ['prefix, suffix and any case', newImage({a: {S: [{prefix: 'a'}]}, b: {S: [{suffix: 'b'}]}, c: {S: [{'equals-ignore-case': 'C'}]}})],
    ['a prefix of a number', newImage({total: {N: [{prefix: '5'}]}})],
    ['anything but a literal', newImage({status: {S: [{'anything-but': ['paid']}]}})],
    ['anything but a number, which no text is', newImage({total: {N: [{'anything-but': [5]}]}})],
    ['anything but a prefix', newImage({status: {S: [{'anything-but': {prefix: 'p'}}]}})],
    ['anything but inserts', {eventName: [{'anything-but': 'INSERT'}]}],
    ['any case of an event name', {eventName: [{'equals-ignore-case': 'insert'}]}],
    ['$or with one possible part', {$or: [{body: {a: ['b']}}, {eventName: ['INSERT']}]}],
    ['$or of attributes', {dynamodb: {NewImage: {$or: [{total: {N: [5]}}, {status: {S: ['paid']}}]}}}],
    ['deletes by Time to Live', expired],
    ['removals by Time to Live with their image', {...expired, eventName: ['REMOVE'], ...oldImage({a: {S: ['b']}})}],
    ['all but Time to Live', {userIdentity: {type: [{exists: false}]}}],
    ['no identity', {userIdentity: [null]}],
    ['the old image of removals', {eventName: ['REMOVE'], ...oldImage({status: {S: ['paid']}})}],
    ['removals or a new image', {$or: [{eventName: ['REMOVE']}, newImage({status: {S: ['paid']}})]}],
    ['an operator that is unknown to ddbstream', newImage({status: {N: [{later: 'x'}]}})],
    ['an unknown operator on an unknown field', {later: [{later: 'x'}]}],
    ['a key', {dynamodb: {Keys: {orderId: {N: ['7']}}}}, keyed],
    ['a key that is missing', {dynamodb: {Keys: {status: {S: [{exists: false}]}}}}, keyed],
    ['an attribute of an image that is no key', newImage({status: {S: ['paid']}}), keyed],
    ['an image of a view type that came later', newImage({status: {S: ['paid']}}), {viewType: 'DELTA', keys: null}],
    ['an image that must be missing', oldImage({status: {S: [{exists: false}]}}), {viewType: 'KEYS_ONLY', keys: null}],
    ['a key whose type is not known', {dynamodb: {Keys: {id: {N: ['7']}}}}, {viewType: null, keys: {id: null}}],
    ['an empty pattern', {}],
  ])('%s', (_name, pattern, shape = anything) => {
    expect(because(pattern, shape)).toEqual([])
  })

  it.each(['{', '[]', '5', '{"eventName":"INSERT"}', '{"eventName":[]}'])('says nothing of %s, which AWS refuses', text => {
    expect(impossibleBecause(text, anything)).toEqual([])
  })
})

it('says that the stream carries numbers as strings, where, and which form works', () => {
  const words = because(newImage({Salary: {N: [{numeric: ['>', 50000]}]}}), anything).map(misfitWords)
  expect(words).toEqual([
    '`dynamodb.NewImage.Salary.N`: The stream has numbers as strings, and `numeric` compares JSON numbers only. Use exact strings (`["50000"]`) or `[{"exists":true}]`. A numeric comparison is not possible on DynamoDB numbers.',
  ])
})

it.each<[string, unknown, string[]]>([
  ['inserts alone', {eventName: ['INSERT']}, ['INSERT']],
  ['expired items alone', expired, ['EXPIRED']],
  ['removals', {eventName: ['REMOVE']}, ['REMOVE', 'EXPIRED']],
  ['new images', newImage({a: {S: ['b']}}), ['INSERT', 'MODIFY']],
])('tells the kinds of records that it matches: %s', (_name, pattern, kinds) => {
  expect(matchedKinds(JSON.stringify(pattern), anything)).toEqual(kinds)
})

describe('the corrected pattern', () => {
  it.each<[string, unknown, unknown, RecordShape?]>([
    ['event names', {eventName: ['Insert', 'DELETE']}, {eventName: ['INSERT', 'REMOVE']}],
    ['number literals', newImage({total: {N: [5, -2.5]}}), newImage({total: {N: ['5', '-2.5']}})],
    ['numeric equality', newImage({total: {N: [{numeric: ['=', 5]}]}}), newImage({total: {N: ['5']}})],
    ['zeros', newImage({total: {N: ['007', '5.10']}}), newImage({total: {N: ['7', '5.1']}})],
    ['booleans', newImage({paid: {BOOL: ['true', 'False']}}), newImage({paid: {BOOL: [true, false]}})],
    ['a type in lower case and its value', newImage({total: {n: [5]}}), newImage({total: {N: ['5']}})],
    ['the spelling of an image', {dynamodb: {newimage: {a: {S: ['b']}}}}, newImage({a: {S: ['b']}})],
    ['the spelling of an identity', {userIdentity: {Type: ['Service']}}, {userIdentity: {type: ['Service']}}],
    ['the type of a key', {dynamodb: {Keys: {orderId: {S: ['7']}}}}, {dynamodb: {Keys: {orderId: {N: ['7']}}}}, keyed],
    [
      'branches of $or',
      {$or: [{eventName: ['Insert']}, {eventName: ['Modify']}]},
      {$or: [{eventName: ['INSERT']}, {eventName: ['MODIFY']}]},
    ],
  ])('of %s', (_name, pattern, corrected, shape = anything) => {
    expect(JSON.parse(correctedPattern(JSON.stringify(pattern), shape) ?? 'null')).toEqual(corrected)
  })

  it.each<[string, unknown]>([
    ['a numeric range', newImage({total: {N: [{numeric: ['>', 5]}]}})],
    ['a missing type', newImage({status: ['paid']})],
    ['another root', {body: {status: ['paid']}}],
    ['a large number', newImage({total: {N: [1e21]}})],
    ['one part that is sure and one that is not', {eventName: ['Insert'], ...newImage({status: ['paid']})}],
    ['a pattern that can match', {eventName: ['INSERT']}],
  ])('is not guessed: %s', (_name, pattern) => {
    expect(correctedPattern(JSON.stringify(pattern), anything)).toBeNull()
  })
})

const attribute = fc.oneof(
  fc.record({S: fc.constantFrom('paid', 'PAID', '', '5', 'true')}),
  fc.record({N: fc.constantFrom('5', '-0.25', '100', '0')}),
  fc.record({BOOL: fc.boolean()}),
)
const attributes = fc.dictionary(fc.constantFrom('status', 'total', 'S', 'paid'), attribute, {maxKeys: 4})

/** A record of any kind: which images it has follows from its event and the view type. */
const records: fc.Arbitrary<{record: LabRecord; viewType: string}> = fc
  .record({
    event: fc.constantFrom('INSERT' as const, 'MODIFY' as const, 'REMOVE' as const),
    viewType: fc.constantFrom('KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES'),
    expired: fc.boolean(),
    after: attributes,
    before: attributes,
  })
  .map(({event, viewType, expired: byTtl, after, before}) => {
    const keys = {id: {S: 'o-1'}}
    return {
      viewType,
      record: {
        index: 0,
        sequenceNumber: '100000000000000000001',
        eventId: 'e',
        eventName: event,
        writtenMs: 1_700_000_000_400,
        sizeBytes: 200,
        keys,
        newImage: event !== 'REMOVE' && viewType.includes('NEW') ? {...keys, ...after} : null,
        oldImage: event !== 'INSERT' && viewType.includes('OLD') ? {...keys, ...before} : null,
        userIdentity: event === 'REMOVE' && byTtl ? {type: 'Service', principalId: 'dynamodb.amazonaws.com'} : null,
      } as LabRecord,
    }
  })

const text = fc.constantFrom('paid', 'PAID', '', '5', '100', 'INSERT', 'Insert', 'REMOVE', 'Service', 'o-1')
const rule = fc.oneof(
  text,
  fc.constantFrom(5, 100, 200),
  fc.boolean(),
  fc.constant(null),
  fc.record({exists: fc.boolean()}),
  fc.record({prefix: text}),
  fc.record({suffix: text}),
  fc.record({'equals-ignore-case': text}),
  fc.record({'anything-but': fc.array(text, {minLength: 1, maxLength: 3})}),
  fc.constantFrom({numeric: ['>', 100]}, {numeric: ['<', 100, '>', 200]}),
)
const leaf = fc.array(rule, {minLength: 1, maxLength: 3})
const name = fc.constantFrom(
  'eventName',
  'userIdentity',
  'type',
  'dynamodb',
  'NewImage',
  'OldImage',
  'Keys',
  'id',
  'status',
  'total',
  'S',
  'N',
  'BOOL',
  'SizeBytes',
  'body',
)
const {pattern: anyPattern} = fc.letrec<{pattern: object}>(tie => ({
  pattern: fc.oneof(
    {maxDepth: 5},
    fc.dictionary(name, leaf, {minKeys: 1, maxKeys: 2}),
    fc.dictionary(name, tie('pattern'), {minKeys: 1, maxKeys: 2}),
    fc.record({$or: fc.array(tie('pattern'), {minLength: 2, maxLength: 3})}),
  ),
}))
/** Patterns that stand at places of a record, so that many of them match. */
const likelyPattern = fc.oneof(
  anyPattern,
  leaf.map(rules => ({eventName: rules})),
  fc.record({userIdentity: fc.record({type: leaf})}),
  fc.record({dynamodb: fc.record({SizeBytes: leaf})}),
  fc.record({dynamodb: fc.record({Keys: fc.record({id: fc.record({S: leaf})})})}),
  fc
    .tuple(fc.constantFrom('NewImage', 'OldImage'), fc.constantFrom('status', 'total', 'paid'), fc.constantFrom('S', 'N', 'BOOL'), leaf)
    .map(([image, attributeName, type, rules]) => ({dynamodb: {[image]: {[attributeName]: {[type]: rules}}}})),
)

it('never calls a pattern impossible that matches a record', () => {
  fc.assert(
    fc.property(records, fc.array(likelyPattern, {minLength: 1, maxLength: 2}), ({record, viewType}, parts) => {
      const text = JSON.stringify(Object.assign({}, ...parts))
      if (createFilter([text])?.(record) !== true) return
      expect(impossibleBecause(text, {viewType, keys: {id: 'S'}})).toEqual([])
    }),
    {numRuns: 5000},
  )
})
