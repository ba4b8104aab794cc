import {expect, test} from 'vitest'
import {questionOf, undoQuestionOf} from '../../../src/cli/terminal/confirm.ts'
import {operation} from '../../changes/invented.ts'

type Parts = Parameters<typeof questionOf>[0]

const scope = {region: 'us-east-1', account: '123456789012', caller: null}
const asked = (plan: object, profile?: string) =>
  questionOf({scope, plan: {function: 'orders', qualifier: 'live', steps: [{}], waiting: null, ...plan}} as unknown as Parts, profile)

const loss = (records: number | null, repeats = false) => ({words: 'Up to 7 records are lost.', records, repeats})

test.each<[string, object, string | undefined, string, string | null]>([
  ['one change', {}, undefined, 'Apply 1 change to orders:live (us-east-1, account 123456789012)?', null],
  ['no qualifier', {qualifier: null}, undefined, 'Apply 1 change to orders (us-east-1, account 123456789012)?', null],
  ['a profile', {}, 'prod', 'Apply 1 change to orders:live (us-east-1, account 123456789012, profile prod)?', null],
  [
    'records that wait',
    {steps: [{}, {}], waiting: {pauses: 1, recordsPerMinute: 530, words: ''}},
    undefined,
    'Apply 2 changes to orders:live (us-east-1, account 123456789012), while about 530 records a minute wait?',
    null,
  ],
  [
    'a loss, with its number',
    {losses: [loss(10_109)]},
    undefined,
    'This change of orders:live (us-east-1, account 123456789012) discards up to 10,109 records. Type orders to continue:',
    'orders',
  ],
  [
    'a loss of unknown size',
    {losses: [loss(null), loss(100)]},
    undefined,
    'This change of orders:live (us-east-1, account 123456789012) discards an unknown number of records. Type orders to continue:',
    'orders',
  ],
  [
    'two losses at once, beside batches that fail later',
    {losses: [loss(100, true), loss(20), loss(1)]},
    undefined,
    'This change of orders:live (us-east-1, account 123456789012) discards up to 21 records. Type orders to continue:',
    'orders',
  ],
  [
    'batches that fail later',
    {losses: [loss(100, true), loss(50, true)]},
    undefined,
    'This change of orders:live (us-east-1, account 123456789012) discards up to 100 records each time a batch fails. Type orders to continue:',
    'orders',
  ],
])('%s', (_, plan, profile, text, typed) => expect(asked(plan, profile)).toEqual({text, typed}))

test.each<[number | null, string]>([
  [530, 'Undo 2 changes of orders-projector (us-east-1, account 123456789012), while about 530 records a minute wait?'],
  [null, 'Undo 2 changes of orders-projector (us-east-1, account 123456789012)?'],
])('an undo, with %s records a minute', (recordsPerMinute, text) =>
  expect(undoQuestionOf(operation({recordsPerMinute}), 2)).toEqual({text, typed: null}),
)
