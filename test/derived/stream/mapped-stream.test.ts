import {expect, it} from 'vitest'
import type {MappedStream} from '../../../src/model/derived/polling.ts'
import {derivedOf} from '../../support/derived-of.ts'
import {mapping, type Parts, sharing, stream, table} from '../../support/evidence.ts'

const newer = 'arn:aws:dynamodb:us-east-1:123456789012:table/orders/stream/2026-11-23T02:00:00.000'
const renewed = {table: table({latestStreamArn: newer})}
const stale = {kind: 'stale', successor: null} as const

it.each<[string, Partial<Parts>, (keyof Parts)[], MappedStream | object]>([
  ['all as it was', {}, [], {kind: 'live'}],
  ['the table could not be read', {}, ['table'], {kind: 'live'}],
  ['the stream could not be read', {}, ['stream'], {kind: 'live'}],
  ['neither could', {}, ['stream', 'table'], {kind: 'unknown'}],
  ['a table without a stream, and the stream not read', {table: table({latestStreamArn: null})}, ['stream'], {kind: 'unknown'}],
  [
    'the stream is gone',
    {stream: null, ...renewed},
    [],
    {...stale, why: 'the stream no longer exists', latestStreamArn: newer, withoutLatest: null},
  ],
  [
    'it is disabled',
    {stream: stream(1, {streamStatus: 'DISABLED'}), ...renewed},
    [],
    {...stale, why: 'the stream is DISABLED', latestStreamArn: newer},
  ],
  ['it is about to be', {stream: stream(1, {streamStatus: 'DISABLING'}), ...renewed}, [], {...stale, why: 'the stream is DISABLING'}],
  ['it is about to be made', {stream: stream(1, {streamStatus: 'ENABLING'})}, [], {kind: 'live'}],
  ['the table is gone', {table: null}, [], {...stale, why: 'the table no longer exists', latestStreamArn: null, withoutLatest: 'no-table'}],
  ['the table has a newer one', renewed, [], {...stale, why: 'the table has a newer stream', latestStreamArn: newer, withoutLatest: null}],
  ['and the stream could not be read', renewed, ['stream'], {...stale, why: 'the table has a newer stream'}],
  [
    'a newer one that is off',
    {table: table({latestStreamArn: newer, streamEnabled: false})},
    [],
    {...stale, latestStreamArn: null, withoutLatest: 'no-stream'},
  ],
  [
    'gone, and the table has none',
    {stream: null, table: table({latestStreamArn: null})},
    [],
    {...stale, latestStreamArn: null, withoutLatest: 'no-stream'},
  ],
  ['gone, and the table names it still', {stream: null}, [], {...stale, latestStreamArn: null, withoutLatest: 'unknown'}],
  ['gone, and the table could not be read', {stream: null}, ['table'], {...stale, latestStreamArn: null, withoutLatest: 'unknown'}],
  [
    'another mapping reads the latest',
    {...renewed, siblings: [sharing({eventSourceArn: newer})]},
    [],
    {kind: 'stale', successor: sharing().uuid},
  ],
  ['one of another function', {...renewed, siblings: [sharing({eventSourceArn: newer, functionArn: 'arn:other'})]}, [], stale],
  ['one of another stream', {...renewed, siblings: [sharing()]}, [], stale],
  ['one that is deleted', {...renewed, siblings: [sharing({eventSourceArn: newer, state: 'Deleting'})]}, [], stale],
  [
    'one that is off',
    {...renewed, siblings: [sharing({eventSourceArn: newer, state: 'Disabled'})]},
    [],
    {kind: 'stale', successor: sharing().uuid},
  ],
  ['others that could not be listed', renewed, ['siblings'], stale],
  ['a mapping of the latest', {mapping: mapping({eventSourceArn: newer}), ...renewed}, [], {kind: 'live'}],
])('%s', (_, parts, gone, expected) => {
  expect(derivedOf('mappedStream', parts, gone)).toMatchObject(expected)
})
