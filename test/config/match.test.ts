import {describe, expect, it, test} from 'vitest'
import {matches, matchWords, readsTags} from '../../src/config/match.ts'
import type {Match} from '../../src/model/settings.ts'
import {subject} from '../support/subject.ts'

const tags = {team: 'orders', stage: 'prod', 'aws:cloudformation:stack-name': 'orders-prod'}
const known = subject({tags})

describe('whether a rule matches', () => {
  it.each<[Match, boolean]>([
    ['orders-*', true],
    ['orders', false],
    [['carts-*', 'orders-?rojector'], true],
    [['carts-*', 'orders'], false],
    [{function: 'orders-*'}, true],
    [{table: 'orders'}, true],
    [{table: ['carts', 'order?']}, true],
    [{table: 'order'}, false],
    [{account: '123456789012'}, true],
    [{account: ['210987654321']}, false],
    [{region: 'us-*'}, true],
    [{region: 'eu-*'}, false],
    [{tag: {team: 'orders'}}, true],
    [{tag: {team: 'orders', stage: ['dev', 'prod']}}, true],
    [{tag: {team: 'orders', stage: 'dev'}}, false],
    [{tag: {owner: '*'}}, false],
    [{tag: {team: '*'}}, true],
    [{stack: 'orders-*'}, true],
    [{stack: 'orders'}, false],
    [{tag: {team: 'orders'}, region: 'eu-*'}, false],
    [[{region: 'eu-*'}, {tag: {team: 'orders'}}], true],
    ['orders-projecto?', true],
  ])('%j: %s', (match, isMatch) => expect(matches(match, known)).toBe(isMatch))

  it.each<[Match, boolean]>([
    [{tag: {size: 3}}, true],
    [{tag: {size: 4}}, false],
    [{tag: {live: true}}, true],
  ])('a value that YAML reads as no text: %j', (match, isMatch) =>
    expect(matches(match, subject({tags: {size: '3', live: 'true'}}))).toBe(isMatch),
  )
})

describe('an unknown property decides only where nothing else does', () => {
  it.each<[Match, Parameters<typeof subject>[0], boolean | null]>([
    [{tag: {team: 'orders'}}, {}, null],
    [{stack: 'orders'}, {}, null],
    [{tag: {team: 'orders'}, region: 'us-*'}, {}, null],
    [{tag: {team: 'orders'}, region: 'eu-*'}, {}, false],
    [[{tag: {team: 'orders'}}, 'orders-*'], {}, true],
    [[{tag: {team: 'orders'}}, 'carts-*'], {}, null],
    [{table: 'orders'}, {table: null}, null],
    [{account: '123456789012'}, {account: null}, null],
    [{tag: {team: 'orders'}}, {tags: {}}, false],
    ['orders-*', {table: null, account: null}, true],
  ])('%j of %j: %s', (match, given, verdict) => expect(matches(match, subject(given))).toBe(verdict))
})

test.each<[Match, string, boolean]>([
  ['a-*', 'a-*', false],
  [['a', 'b'], 'a, or b', false],
  [{tag: {team: ['a', 'b']}, region: 'eu-*'}, 'region eu-* and tag team=a|b', true],
  [['a', {stack: 's'}], 'a, or stack s', true],
  [{table: 't', account: '123456789012'}, 'table t and account 123456789012', false],
])('%j in words: %s', (match, words, needsTags) => expect([matchWords(match), readsTags(match)]).toEqual([words, needsTags]))
