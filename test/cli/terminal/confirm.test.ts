import {expect, test} from 'vitest'
import {questionOf} from '../../../src/cli/terminal/confirm.ts'

type Parts = Parameters<typeof questionOf>[0]

const scope = {region: 'us-east-1', account: '123456789012', caller: null}
const asked = (plan: object, profile?: string) =>
  questionOf({scope, plan: {function: 'orders', qualifier: 'live', steps: [{}], waiting: null, ...plan}} as unknown as Parts, profile)

const loss =
  'The oldest record waits for 9 min. MaximumRecordAgeInSeconds=60 discards records over 60 s: up to 10,109 records, 7 of them at once.'

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
    {losses: [loss]},
    undefined,
    'This change of orders:live (us-east-1, account 123456789012) discards up to 10,109 records. Type orders to continue:',
    'orders',
  ],
  [
    'a loss of unknown size',
    {losses: ['The old stream may not have drained.']},
    undefined,
    'This change of orders:live (us-east-1, account 123456789012) discards records. Type orders to continue:',
    'orders',
  ],
])('%s', (_, plan, profile, text, typed) => expect(asked(plan, profile)).toEqual({text, typed}))
