import {describe, expect, it} from 'vitest'
import {
  becomesSlow,
  beginningLines,
  carriesLess,
  getsTooMuch,
  isFlooded,
  isOneShard,
  mayBegin,
  orSooner,
  roseIn,
  slowestKnown,
} from '../../../src/causes/parts/begins.ts'
import {ruledOut} from '../../../src/model/cause.ts'
import type {Lag} from '../../../src/model/derived/lag.ts'
import type {LoadWindow} from '../../../src/model/derived/load.ts'
import type {NewestMinute, UnpublishedMinute} from '../../../src/model/derived/newest-minute.ts'
import {loadWindow, minutesAgo, newestMinute, stuckLine, unpublishedMinute} from '../../support/cause-table.ts'

interface Differs extends Partial<Omit<NewestMinute, 'load' | 'unpublished'>> {
  load?: Partial<LoadWindow>
  unpublished?: Partial<UnpublishedMinute> | null
}

/** The minute with its differences; a minute of the log only where `log` gives one. */
const minute = ({load, unpublished, ...differs}: Differs, first: Differs): NewestMinute => {
  const log = unpublished === undefined ? first.unpublished : unpublished
  const {load: firstLoad, unpublished: firstLog, ...rest} = first
  return newestMinute({
    ...rest,
    ...differs,
    load: loadWindow({...firstLoad, ...load}),
    unpublished: log == null ? null : unpublishedMinute({...firstLog, ...log}),
  })
}

type Row = readonly [name: string, differs: Differs, is: boolean]

const table = (name: string, judge: (minute: NewestMinute) => boolean, first: Differs, rows: readonly Row[]) =>
  describe(name, () => {
    it('is so', () => expect(judge(minute({}, first))).toBe(true))
    it.each(rows)('%s', (_name, differs, is) => expect(judge(minute(differs, first))).toBe(is))
  })

const failing: Row[] = [
  ['5 % fail', {load: {errorShare: 0.05}}, true],
  ['more fail', {load: {errorShare: 0.051}}, false],
  ['5 % are throttled', {load: {throttleShare: 0.05}}, true],
  ['more are throttled', {load: {throttleShare: 0.051}}, false],
]

const logOnly: Row[] = [
  ...failing,
  ['no minute of the log', {unpublished: null}, false],
  ['5 % log an error', {unpublished: {failedShare: 0.05}}, true],
  ['more log an error', {unpublished: {failedShare: 0.051}}, false],
  ['busy for 80 % of the time', {unpublished: {laneUse: 0.8}}, true],
  ['busy for less', {unpublished: {laneUse: 0.79}}, false],
  ['the number of concurrent batches is not known', {unpublished: {laneUse: null}}, false],
]

/** The function works nearly all the time, with half of the usual records. */
const less: Differs = {usualFill: 0.8, unpublished: {invocationRatio: 0.6, durationRatio: 1}}

table('carries less than before an update', one => carriesLess(one, minutesAgo(3)), less, [
  ...logOnly,
  ['the minute begins with the update', {unpublished: {atMs: minutesAgo(3)}}, true],
  ['the minute is before the update', {unpublished: {atMs: minutesAgo(3) - 1}}, false],
  ['how full batches usually are is not known', {usualFill: null}, false],
  ['batches are usually empty', {usualFill: 0}, false],
  ['90 % of the usual records fit', {unpublished: {invocationRatio: 0.72}}, true],
  ['more fit', {unpublished: {invocationRatio: 0.73}}, false],
  ['as long as a full batch takes', {unpublished: {durationRatio: 1.43}}, true],
  ['longer than a full batch takes', {unpublished: {durationRatio: 1.44}}, false],
  ['batches are usually full, and take 1.14 times as long', {usualFill: 1.2, unpublished: {durationRatio: 1.14}}, true],
  ['batches are usually full, and take 1.15 times as long', {usualFill: 1.2, unpublished: {durationRatio: 1.15}}, false],
  ['a published minute was as busy', {unpublished: {isBusiest: false}}, true],
])

table('becomes slow in the log', becomesSlow, {usualFill: 1, unpublished: {durationRatio: 2, invocationRatio: 0.5, isLongest: true}}, [
  ...logOnly,
  ['a published minute was as busy', {unpublished: {isBusiest: false}}, false],
  ['a published minute was as long', {unpublished: {isLongest: false}}, false],
  ['1.4 times as long', {unpublished: {durationRatio: 1.4}}, true],
  ['not as long', {unpublished: {durationRatio: 1.39}}, false],
  ['how full batches usually are is not known', {usualFill: null}, false],
  ['longer than a full batch takes', {usualFill: 0.6, unpublished: {invocationRatio: 0.3}}, true],
  ['as long as a full batch takes', {usualFill: 0.57, unpublished: {invocationRatio: 0.3}}, false],
  ['90 % of the usual records fit', {unpublished: {invocationRatio: 0.9}}, true],
  ['more fit', {unpublished: {invocationRatio: 0.91}}, false],
])

table(
  'becomes slow in the published minute',
  becomesSlow,
  {waits: true, isLongest: true, durationRatio: 2, workRatio: 2, load: {laneUse: 0.7}},
  [
    ...failing,
    ['no record waits', {waits: false}, false],
    ['busy for 60 % of the time', {load: {laneUse: 0.6}}, true],
    ['busy for less', {load: {laneUse: 0.59}}, false],
    ['busy for less, and 3 times as long', {load: {laneUse: 0.59}, durationRatio: 3}, true],
    ['busy for less, and 2.9 times as long', {load: {laneUse: 0.59}, durationRatio: 2.9}, false],
    ['how busy is not known', {load: {laneUse: null}}, false],
    ['1.4 times as long', {durationRatio: 1.4}, true],
    ['not as long', {durationRatio: 1.39}, false],
    ['how long is not known', {durationRatio: null}, false],
    ['one of the usual minutes was as long', {isLongest: false}, false],
    ['a record takes 1.4 times as long', {workRatio: 1.4}, true],
    ['a record does not take as long', {workRatio: 1.39}, false],
    ['as much more is written', {writeRatio: 2}, true],
    ['still more is written', {writeRatio: 2.1}, false],
    ['the writes are not known', {writeRatio: null}, true],
    ['the records are not known, and fewer invocations', {workRatio: null, invocationRatio: 0.89}, true],
    ['the records are not known, and 90 % of the invocations', {workRatio: null, invocationRatio: 0.9}, false],
    ['neither records nor invocations are known', {workRatio: null, invocationRatio: null}, false],
    ['the records are not known, and less more is written', {workRatio: null, invocationRatio: 0.5, writeRatio: 1.9}, true],
    ['the records are not known, and as much more is written', {workRatio: null, invocationRatio: 0.5, writeRatio: 2}, false],
    ['neither records nor writes are known', {workRatio: null, invocationRatio: 0.5, writeRatio: null}, true],
  ],
)

table('is flooded in the published minute', isFlooded, {waits: true, writeRatio: 2, leftShare: 0.5, load: {laneUse: 0.6}}, [
  ...failing,
  ['busy for half of the time', {load: {laneUse: 0.5}}, true],
  ['busy for less', {load: {laneUse: 0.49}}, false],
  ['busy for less, and batches are 90 % full', {load: {laneUse: 0.49, batchFill: 0.9}}, true],
  ['busy for less, and batches are emptier', {load: {laneUse: 0.49, batchFill: 0.89}}, false],
  ['neither is known', {load: {laneUse: null, batchFill: null}}, false],
  ['one shard alone', {roseAtMs: minutesAgo(5), middleAgeSeconds: 3}, false],
  ['the writes are not known', {writeRatio: null}, false],
  ['it is not known how much was left', {leftShare: null}, false],
  ['1.3 times the writes', {writeRatio: 1.3}, true],
  ['fewer writes', {writeRatio: 1.29}, false],
  ['a fifth was left', {leftShare: 0.2}, true],
  ['less was left', {leftShare: 0.19}, false],
  ['two fifths were left, and no record waits', {waits: false, leftShare: 0.4}, true],
  ['less was left, and no record waits', {waits: false, leftShare: 0.39}, false],
])

table(
  'is flooded before the writes are known',
  isFlooded,
  {
    waits: true,
    writeRatio: null,
    isBusiest: true,
    usualFill: 0.5,
    durationRatio: 2,
    invocationRatio: 1.2,
    middleAgeSeconds: 5,
    load: {laneUse: 0.95},
  },
  [
    ...failing,
    ['the writes are known', {writeRatio: 1}, false],
    ['no record waits', {waits: false}, false],
    ['polling may have paused', {afterPause: true}, false],
    ['a minute before was as busy', {isBusiest: false}, false],
    ['busy for 90 % of the time', {load: {laneUse: 0.9}}, true],
    ['busy for less', {load: {laneUse: 0.89}}, false],
    ['how busy is not known', {load: {laneUse: null}}, false],
    ['1.05 times the invocations', {invocationRatio: 1.05}, true],
    ['fewer invocations', {invocationRatio: 1.04}, false],
    ['the invocations are not known', {invocationRatio: null}, false],
    ['half of the batches are current', {middleAgeSeconds: 3}, false],
    ['half of the batches are not', {middleAgeSeconds: 3.1}, true],
    ['the middle age is not known', {middleAgeSeconds: null}, false],
    ['how full batches usually are is not known', {usualFill: null}, false],
    ['how long is not known', {durationRatio: null}, false],
    ['not longer than a full batch', {durationRatio: 2.29}, true],
    ['longer than a full batch', {durationRatio: 2.3}, false],
    ['batches are usually full, and take 1.14 times as long', {usualFill: 1.5, durationRatio: 1.14}, true],
    ['batches are usually full, and take 1.15 times as long', {usualFill: 1.5, durationRatio: 1.15}, false],
  ],
)

/** Fewer records fit than are written. */
const beyondWrites: Differs = {usualFill: 1, usualUse: 0.8, writeRatio: 1.5, unpublished: {laneUse: 0.85, invocationRatio: 1}}

table('is flooded in the log, because more is written than fits', isFlooded, beyondWrites, [
  ...failing,
  ['no minute of the log', {unpublished: null}, false],
  ['a published minute was as busy', {unpublished: {isBusiest: false}}, false],
  ['the log is three minutes newer', {unpublished: {atMs: minutesAgo(1)}}, true],
  ['the log is newer than that', {unpublished: {atMs: minutesAgo(1) + 1}}, false],
  ['a pause is caught up', {unpublished: {catchesUp: true}}, false],
  ['how busy it usually is is not known', {usualUse: null}, false],
  ['how full batches usually are is not known', {usualFill: null}, false],
  ['longer than a full batch', {unpublished: {durationRatio: 1.15}}, false],
  ['not longer than a full batch', {unpublished: {durationRatio: 1.14}}, true],
  ['90 % of the writes fit', {unpublished: {invocationRatio: 1.35}}, true],
  ['more fit', {unpublished: {invocationRatio: 1.36}}, false],
  ['no more is written', {writeRatio: 1, unpublished: {invocationRatio: 0.5}}, false],
  ['a little more is written', {writeRatio: 1.01, unpublished: {invocationRatio: 0.5}}, true],
  ['the writes are not known', {writeRatio: null}, false],
])

/** Everything fits, and the shards have become busier. */
const busier: Differs = {usualFill: 0.5, usualUse: 0.5, writeRatio: 1.1, writesRise: true, unpublished: {laneUse: 0.85, invocationRatio: 1}}

table('is flooded in the log, after the writes began to rise', isFlooded, busier, [
  ['1.2 times as busy', {usualUse: 0.85 / 1.2}, true],
  ['not as much busier', {usualUse: 0.71}, false],
  ['no rise', {writesRise: false}, false],
  ['writes of 1.1', {writeRatio: 1.1}, true],
  ['fewer writes', {writeRatio: 1.09}, false],
  ['the writes are not known', {writeRatio: null}, false],
  ['no rise, no time left and 1.05 times the invocations', {writesRise: false, unpublished: {laneUse: 0.9, invocationRatio: 1.05}}, true],
  ['no rise, a little time left', {writesRise: false, unpublished: {laneUse: 0.89, invocationRatio: 1.05}}, false],
  ['no rise, and fewer invocations', {writesRise: false, unpublished: {laneUse: 0.9, invocationRatio: 1.04}}, false],
])

describe('one shard alone', () => {
  const risen: Differs = {roseAtMs: minutesAgo(5), middleAgeSeconds: 3}
  it.each<Row>([
    ['half of the batches are 3 s old', {}, true],
    ['half of the batches are older', {middleAgeSeconds: 3.1}, false],
    ['the middle age is not known', {middleAgeSeconds: null}, false],
    ['the writes rose in this minute', {roseAtMs: minutesAgo(4)}, false],
    ['the writes did not rise', {roseAtMs: null}, false],
  ])('%s', (_name, differs, is) => expect(isOneShard(minute(differs, risen))).toBe(is))
})

it.each<[string, Differs, Differs, number | null]>([
  ['the minute of the rise', {roseAtMs: minutesAgo(6)}, busier, minutesAgo(6)],
  ['the published minute, where the log shows the flood', {}, busier, minutesAgo(4)],
  ['none, where no minute of the log shows it', {unpublished: null}, busier, null],
  ['none, where the writes do not rise', {writesRise: false}, beyondWrites, null],
])('rose in %s', (_name, differs, first, atMs) => expect(roseIn(minute(differs, first))).toBe(atMs))

it.each<[string, Differs, boolean]>([
  ['is flooded, and as fast as before', {}, true],
  ['has become slow', {isLongest: true, durationRatio: 2.5, workRatio: 2.5}, false],
  ['is not flooded', {writeRatio: 1.2}, false],
])('gets too much: the minute %s', (_name, differs, is) =>
  expect(getsTooMuch(minute(differs, {waits: true, writeRatio: 2, leftShare: 0.5, load: {laneUse: 0.7}}))).toBe(is),
)

it.each<[number | null, number | null, number]>([
  [2, 3, 3],
  [3, 2, 3],
  [null, 0.5, 1],
  [null, 2, 2],
  [0.8, null, 1],
])('takes the slower of minute and log: %s and %s', (durationRatio, inLog, is) =>
  expect(slowestKnown(minute({durationRatio, unpublished: inLog === null ? null : {durationRatio: inLog}}, {}))).toBe(is),
)

const lag = (given: Partial<Lag> = {}): Lag => ({state: 'ok', stuck: null, ...given}) as Lag

describe('a lag may begin', () => {
  it.each<[Lag['state'], boolean]>([
    ['ok', true],
    ['idle', true],
    ['unknown', true],
    ['slow', true],
    ['behind', true],
    ['recovering', true],
    ['stalled', false],
    ['stopped', false],
    ['losing', false],
  ])('%s: %s', (state, is) => {
    expect(mayBegin(lag({state}))).toBe(is)
    expect(mayBegin(lag({state, stuck: stuckLine()}))).toBe(false)
  })
})

describe('the log of the newest minutes is worth reading', () => {
  it.each<[string, NewestMinute | null, Lag, boolean]>([
    ['something is unusual', newestMinute({isUnusual: true}), lag(), true],
    ['it is usual', newestMinute(), lag(), false],
    ['no minute is known', null, lag(), false],
    ['it was read', newestMinute({isUnusual: true, unpublished: unpublishedMinute()}), lag(), false],
    ['a batch is stuck', newestMinute({isUnusual: true}), lag({stuck: stuckLine()}), false],
  ])('%s', (_name, one, of, is) => expect(orSooner(ruledOut, one, of)).toEqual(is ? {kind: 'ruled-out', sooner: ['logMinutes']} : ruledOut))
})

describe('the lines of a minute', () => {
  const published = 'In the newest published minute (02:56Z) the oldest batch is 20 s old; 1 s is usual.'
  const logged = [
    'The log has 120 invocations of 1,000 ms on average at 02:57Z, a minute that CloudWatch does not show yet.',
    'In that minute the shards are busy for 85 % of the time.',
  ]
  it.each<[string, Differs, Differs, string[]]>([
    [
      'of the published minute',
      {ageSeconds: 20, writeRatio: 2, leftShare: 0.2, load: {laneUse: 1.2}},
      {},
      [
        published,
        'Writes to the table are at 2 × the usual rate.',
        '20 % of the records of a minute were not read in that minute.',
        'The shards are busy for 100 % of the time.',
      ],
    ],
    ['without values that are unknown or low', {ageSeconds: 20, writeRatio: null, leftShare: 0.19, load: {laneUse: null}}, {}, [published]],
    ['without a share that is unknown', {ageSeconds: 20, writeRatio: null, leftShare: null, load: {laneUse: null}}, {}, [published]],
    [
      'of a flood in the log',
      {ageSeconds: 20, leftShare: 0},
      busier,
      [...logged, published, 'Writes to the table are at 110 % of the usual rate.'],
    ],
    [
      'of a slow minute in the log',
      {ageSeconds: 20, writeRatio: null},
      {usualFill: 1, unpublished: {laneUse: 0.85, durationRatio: 2, invocationRatio: 0.5, isLongest: true}},
      [...logged, published],
    ],
    [
      'of a minute in the log that carries less',
      {ageSeconds: 20, writeRatio: null},
      {usualFill: 0.8, unpublished: {laneUse: 0.85, invocationRatio: 0.6, isBusiest: false}},
      [...logged, published],
    ],
    [
      'without a log that shows neither',
      {ageSeconds: 20, writeRatio: null},
      {unpublished: {laneUse: 0.5}},
      [published, 'The shards are busy for 3 % of the time.'],
    ],
  ])('%s', (_name, differs, first, lines) => expect(beginningLines(minute(differs, first))).toEqual(lines))
})
