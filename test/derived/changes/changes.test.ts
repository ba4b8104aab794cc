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
  it('lists what AWS dates, newest first, with the time to the onset', () => {
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

  it('knows from the journal what was changed, and what AWS does not date', () => {
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

describe('repair', () => {
  it.each<[string, number, Changes['repair']]>([
    ['the change is newer than what CloudWatch shows', 3, expect.objectContaining({kind: 'unseen', sinceMs: null})],
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
    ['the change is what it began with', {...blockedUntil(0), mapping: changedAgo(61)}],
    ['it goes on as before', {...blockedUntil(0), mapping: changedAgo(20)}],
    ['it ended long before the change', {...blockedUntil(40), mapping: changedAgo(20)}],
    ['it ended long after the change', {...blockedUntil(15), mapping: changedAgo(30)}],
    ['nobody changed anything', blockedUntil(20)],
  ])('there is none where %s', (_name, parts) => {
    expect(changesOf(parts).repair).toBeNull()
  })
})
