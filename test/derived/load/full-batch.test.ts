import {expect, it} from 'vitest'
import {fullBatchSeconds} from '../../../src/derived/load/full-batch.ts'
import type {Load} from '../../../src/model/derived/load.ts'
import type {LambdaFunction, Mapping} from '../../../src/model/evidence/evidence.ts'
import {lambdaFunction, mapping} from '../../support/evidence.ts'

interface Given {
  scope?: 'one-lane' | 'all'
  kind?: 'timeout' | 'exception' | null
  /** Milliseconds per record before. */
  perRecord?: number | null
  mapping?: Mapping | undefined
  function?: LambdaFunction | null
}
const seconds = (given: Given) => {
  const all = {scope: 'one-lane', kind: 'timeout', perRecord: 300, mapping: mapping(), function: lambdaFunction(), ...given} as const
  const before = all.perRecord === null ? null : {millisecondsPerRecord: all.perRecord}
  return fullBatchSeconds({scope: all.scope, kind: all.kind}, {before} as Load, all.mapping, all.function)
}

it.each<[string, Given, number | null]>([
  ['as long as the timeout', {}, 30],
  ['longer', {perRecord: 400}, 40],
  ['shorter', {perRecord: 299}, null],
  ['all shards fail', {scope: 'all'}, null],
  ['another error', {kind: 'exception'}, null],
  ['a batch of two', {perRecord: 15_000, mapping: mapping({batchSize: 2})}, 30],
  ['of one', {perRecord: 30_000, mapping: mapping({batchSize: 1})}, null],
  ['of a size that is not known', {mapping: mapping({batchSize: null})}, null],
  ['no load of before', {perRecord: null}, null],
  ['no mapping', {mapping: undefined}, null],
  ['no function', {function: null}, null],
  ['a timeout that is not known', {function: lambdaFunction({timeoutSeconds: null})}, null],
])('%s', (_, given, expected) => {
  expect(seconds(given)).toBe(expected)
})
