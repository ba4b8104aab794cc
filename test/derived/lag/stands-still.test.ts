import {expect, it} from 'vitest'
import {standsStill} from '../../../src/derived/lag/stands-still.ts'
import type {NewestMinute} from '../../../src/model/derived/newest-minute.ts'
import {mapping} from '../../support/evidence.ts'

type Minute = NonNullable<NewestMinute>
const minute = (given: Partial<Minute> = {}, load: Partial<Minute['load']> = {}) =>
  ({
    waits: true,
    ageSeconds: 60,
    invocationRatio: 1,
    leftShare: 0.5,
    unpublished: null,
    writeRatio: 1,
    afterPause: false,
    readBeyond: 0,
    ...given,
    load: {errorShare: 0, throttleShare: 0, laneUse: 0.1, ...load},
  }) as Minute
const problem = mapping({lastProcessingResult: 'PROBLEM: Function call failed'})

it.each<[string, Minute, 'all' | 'some' | null, object?]>([
  ['a quarter of the work is missing', minute({leftShare: 0.25}), 'some'],
  ['less is', minute({leftShare: 0.249}), null],
  ['70 % is, of records that wait for a minute', minute({leftShare: 0.7}), 'all'],
  ['less than 70 %', minute({leftShare: 0.69}), 'some'],
  ['35 % is, of records that wait for half a minute', minute({leftShare: 0.35, ageSeconds: 30}), 'all'],
  ['70 % is, of records that wait for longer', minute({leftShare: 0.7, ageSeconds: 300}), 'all'],
  ['70 % fewer invocations', minute({leftShare: null, invocationRatio: 0.3}), 'all'],
  ['nothing is known of the work', minute({leftShare: null, invocationRatio: null}), null],
  ['no record waits', minute({waits: false}), null],
  ['invocations fail', minute({}, {errorShare: 0.01}), null],
  ['invocations are throttled', minute({}, {throttleShare: 0.01}), null],
  ['the shards are busy for half of the time', minute({}, {laneUse: 0.5}), null],
  ['for a little less', minute({}, {laneUse: 0.49}), 'some'],
  ['nobody knows how busy they are', minute({}, {laneUse: null}), null],
  ['70 % as much is written as usual', minute({writeRatio: 0.7}), 'some'],
  ['less is', minute({writeRatio: 0.69}), null],
  ['the writes are not known', minute({writeRatio: null}), null],
  ['nobody knows, and AWS names a problem', minute({writeRatio: null}), 'some', {mapping: problem}],
  ['polling may have paused', minute({afterPause: true}), null],
  ['reads are refused', minute(), null, {refusedReadMinutes: 1}],
  ['half a minute more is read than written', minute({readBeyond: 0.5}), 'some'],
  ['more than that', minute({readBeyond: 0.51}), null],
])('%s', (_, given, expected, around = {}) => {
  expect(standsStill(given, {mapping: mapping(), refusedReadMinutes: 0, ...around})).toBe(expected)
})
