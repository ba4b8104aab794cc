import {describe, expect, it} from 'vitest'
import {lookupOf} from '../../../src/diagnosis/lookup.ts'
import type {Changes} from '../../../src/model/derived/changes.ts'
import {
  evidence,
  functionMetrics,
  lambdaFunction,
  mapping,
  moment,
  nowMs,
  type Parts,
  published,
  sharing,
  stream,
  tableMetrics,
} from '../../support/evidence.ts'

function changesOf(parts: Partial<Parts>): Changes {
  const all = evidence(parts)
  const item = lookupOf(all, all.pipelines[0] as (typeof all.pipelines)[number], moment)('changes')
  if (item.state === 'missing') throw new Error('the changes are missing')
  return item.value
}

const minute = 60_000
const changedAgo = (minutes: number) => mapping({lastModifiedMs: nowMs - minutes * minute})
/** The age grows from 60 minutes ago until the change, and is low from then on. */
const blockedUntil = (ago: number): Partial<Parts> => ({
  functionMetrics: functionMetrics(at => (at > 60 || at < ago ? 1.2 : (61 - at) * 60), {
    'Errors.Sum': published(at => (at > 60 || at < ago ? 0 : 60)),
  }),
})

describe('changes', () => {
  it('lists the changes that AWS dates, newest first, with the time to the onset', () => {
    const parent = 'shardId-00000001795000000000-abcdef00'
    const {onsetMs, list} = changesOf({
      ...blockedUntil(0),
      mapping: changedAgo(62),
      function: lambdaFunction({version: '7', lastModifiedMs: nowMs - 50 * minute}),
      stream: stream(1, {
        shards: [{shardId: `shardId-${String(nowMs - 30 * minute).padStart(20, '0')}-abcdef01`, parentShardId: parent, open: true}],
      }),
    })
    expect(onsetMs).toBe(nowMs - 60 * minute)
    expect(list.map(({what, words, beforeOnsetSeconds}) => [what, words, beforeOnsetSeconds])).toEqual([
      ['shard', 'A shard was closed and replaced by a child shard', -1800],
      ['function', 'Version 7 of the function was published', -600],
      ['mapping', 'The event source mapping was updated', 120],
      ['stream', 'The stream was created', expect.any(Number)],
    ])
  })

  const operation = {
    id: 'op',
    command: 'configure',
    fromMs: nowMs - 12 * minute,
    toMs: nowMs - 11 * minute,
    changes: [
      {what: 'mapping' as const, settings: [{name: 'BatchSize', before: 25, after: 5}]},
      {what: 'alias' as const, settings: [{name: 'FunctionVersion', before: '8', after: '7'}]},
    ],
  }

  it('takes changed values, and changes without a date of AWS, from the journal', () => {
    const {list} = changesOf({mapping: changedAgo(11.5), operations: [operation]})
    expect(list.filter(one => one.operation === 'op')).toMatchObject([
      {what: 'mapping', atMs: nowMs - 11.5 * minute, settings: [{name: 'BatchSize', before: 25, after: 5}]},
      {what: 'alias', atMs: nowMs - 12 * minute, words: 'The alias was moved'},
    ])
  })

  it('an operation before the last update of the mapping is another one', () => {
    const [newest] = changesOf({mapping: changedAgo(5), operations: [operation]}).list
    expect(newest).toMatchObject({what: 'mapping', operation: null, settings: []})
  })
})

describe('each line of the changes', () => {
  const operation = (fromMinutes: number, toMinutes: number, what: 'mapping' | 'function' | 'alias' | 'concurrency' = 'mapping') => ({
    id: 'op',
    command: 'configure',
    fromMs: nowMs - fromMinutes * minute,
    toMs: nowMs - toMinutes * minute,
    changes: [{what, settings: [{name: 'BatchSize', before: 25, after: 5}]}],
  })
  const made = (parts: Partial<Parts>) => changesOf(parts).list.map(({what, operation: by, words}) => [what, by, words])
  // AWS's date may differ by a minute from the time of the operation.
  it.each<[string, number, boolean]>([
    ['a minute before it began', 13, true],
    ['earlier', 13.01, false],
    ['a minute after it ended', 10, true],
    ['later', 9.99, false],
  ])('an update %s is that of the operation', (_name, ago, isSame) => {
    const {list} = changesOf({mapping: changedAgo(ago), operations: [operation(12, 11)]})
    expect(list.filter(({what}) => what === 'mapping')).toHaveLength(isSame ? 1 : 2)
    expect(list.find(({atMs}) => atMs === nowMs - ago * minute)?.operation).toBe(isSame ? 'op' : null)
  })

  it('an operation on something else is not it', () => {
    expect(made({mapping: changedAgo(11.5), operations: [operation(12, 11, 'function')]}).slice(0, 2)).toEqual([
      ['mapping', null, 'The event source mapping was updated'],
      ['function', 'op', 'The function was changed'],
    ])
    expect(made({operations: [operation(12, 11, 'concurrency')]})[0]).toEqual(['concurrency', 'op', 'The reserved concurrency was changed'])
    expect(made({operations: [operation(12, 11, 'alias')]})[0]).toEqual(['alias', 'op', 'The alias was moved'])
  })

  it.each<[string, Partial<Parts>, string]>([
    ['Disabled', {mapping: mapping({state: 'Disabled', lastModifiedMs: nowMs})}, 'The event source mapping was disabled'],
    ['Disabling', {mapping: mapping({state: 'Disabling', lastModifiedMs: nowMs})}, 'The event source mapping was disabled'],
    ['Enabled', {mapping: changedAgo(0)}, 'The event source mapping was updated'],
    ['$LATEST', {function: lambdaFunction({lastModifiedMs: nowMs})}, 'The function was changed'],
    ['a version', {function: lambdaFunction({version: '7', lastModifiedMs: nowMs})}, 'Version 7 of the function was published'],
  ])('the words of %s', (_name, parts, words) => {
    expect(changesOf(parts).list[0]?.words).toBe(words)
  })

  it('has no date that AWS does not give, and none after the running minute', () => {
    const undated = {mapping: mapping({lastModifiedMs: null, streamLabel: null}), function: lambdaFunction({lastModifiedMs: null})}
    expect(changesOf(undated).list).toEqual([])
    expect(changesOf({function: null}).list.map(({what}) => what)).toEqual(['mapping', 'stream'])
    const ahead = (seconds: number) => changesOf({mapping: mapping({lastModifiedMs: nowMs + seconds * 1000})}).list.map(({what}) => what)
    expect([ahead(60), ahead(61)]).toEqual([
      ['mapping', 'function', 'stream'],
      ['function', 'stream'],
    ])
  })

  it('a shard without a parent, or without a time in its id, is no change', () => {
    const shards = (shardId: string, parentShardId: string | null) => stream(1, {shards: [{shardId, parentShardId, open: true}]})
    const born = `shardId-${String(nowMs - 30 * minute).padStart(20, '0')}-abcdef01`
    const count = (given: ReturnType<typeof stream>) => changesOf({stream: given}).list.filter(({what}) => what === 'shard').length
    expect([count(shards(born, 'p')), count(shards(born, null)), count(shards('shardId-x', 'p'))]).toEqual([1, 0, 0])
  })

  it.each<[string, Partial<Parts>, number | null]>([
    ['nothing is wrong', {}, null],
    ['failures', {functionMetrics: functionMetrics(() => 1, {'Errors.Sum': published(ago => (ago <= 20 ? 9 : 0))})}, 20],
    ['a lag that stays', {functionMetrics: functionMetrics(ago => (ago > 50 ? 1 : 300))}, 50],
    ['a lag that grows from calm', {functionMetrics: functionMetrics(ago => (ago > 50 ? 1 : (51 - ago) * 20))}, 50],
    // It was late already, and turned 40 minutes ago.
    [
      'a lag that turned',
      {
        functionMetrics: functionMetrics(
          ago => (ago > 40 ? 200 + (ago - 40) * 6 : 200 + (40 - ago) * 20),
          {},
          () => 0.5,
        ),
      },
      40,
    ],
  ])('the onset of %s', (_name, parts, ago) => {
    const {onsetMs} = changesOf(parts)
    expect(onsetMs === null ? null : Math.round((nowMs - onsetMs) / minute)).toBe(ago)
  })

  it.each<[string, Partial<Parts>, boolean]>([
    ['within the window', {mapping: changedAgo(179)}, true],
    ['before it', {mapping: changedAgo(180)}, false],
    ['a change of the function', {function: lambdaFunction({lastModifiedMs: nowMs - 50 * minute})}, false],
  ])('compares the load around an update of the mapping: %s', (_name, parts, isCompared) => {
    expect(changesOf(parts).capacity !== null).toBe(isCompared)
  })

  it('infers no factor from a function that is shared, or without shards', () => {
    const busy = functionMetrics(() => 1, {'ConcurrentExecutions.Maximum': published(() => 16)})
    const factor = (given: Partial<Parts>) =>
      changesOf({mapping: changedAgo(50), functionMetrics: busy, ...given}).capacity?.former.ParallelizationFactor?.value ?? null
    expect([factor({}), factor({siblings: [sharing()]}), factor({stream: stream(0)}), factor({stream: null})]).toEqual([
      4,
      null,
      null,
      null,
    ])
  })
})

describe('repair', () => {
  it.each<[string, number, Changes['repair']]>([
    ['the change is newer than the metrics of CloudWatch', 3, expect.objectContaining({kind: 'unseen', sinceMs: null})],
    ['the minutes since are calm', 20, expect.objectContaining({kind: 'recovered', sinceMs: nowMs - 20 * minute})],
    ['the change is old', 46, null],
  ])('%s', (_name, ago, expected) => {
    expect(changesOf({...blockedUntil(ago + 1), mapping: changedAgo(ago)}).repair).toEqual(expected)
  })

  it('an age that falls since the change recovers', () => {
    const age = (at: number) => (at > 60 ? 1.2 : at > 20 ? (61 - at) * 60 : 2400 - (20 - at) * 100)
    expect(changesOf({functionMetrics: functionMetrics(age), mapping: changedAgo(21)}).repair).toMatchObject({kind: 'recovering'})
  })

  /** The metrics of a version begin when the mapping is moved to it. */
  const moved = (qualifier: string | null): Partial<Parts> => ({
    functionMetrics: functionMetrics(at => (at > 5 ? null : 60)),
    mapping: mapping({qualifier, lastModifiedMs: nowMs - 6 * minute}),
  })
  it('a mapping that was moved to a version was not repaired, if its stream was read before', () => {
    expect(changesOf(moved('7')).repair).toBeNull()
    expect(changesOf(moved(null)).repair).not.toBeNull()
    const unread = tableMetrics(() => 1200, {'ReturnedRecordsCount.Sum': published(at => (at > 5 ? 0 : 1200))})
    expect(changesOf({...moved('7'), tableMetrics: unread}).repair).not.toBeNull()
  })

  it.each<[string, Partial<Parts>]>([
    ['nothing was wrong before the change', {mapping: changedAgo(10)}],
    ['it began with the change', {...blockedUntil(0), mapping: changedAgo(61)}],
    ['it goes on as before', {...blockedUntil(0), mapping: changedAgo(20)}],
    ['it ended long before the change', {...blockedUntil(40), mapping: changedAgo(20)}],
    ['it ended long after the change', {...blockedUntil(15), mapping: changedAgo(30)}],
    ['nobody changed anything', blockedUntil(20)],
  ])('there is none where %s', (_name, parts) => {
    expect(changesOf(parts).repair).toBeNull()
  })
})
