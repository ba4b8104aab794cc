import {describe, expect, it} from 'vitest'
import {hasCheckpoint, skipRisk, updateWords} from '../../src/advice/update-effect.ts'
import {calm, selection} from '../changes/plans/selected-pipeline.ts'
import {mapping, mappingMetrics, nowMs, published} from '../support/evidence.ts'

const latest = (minutesAgo: number) => mapping({startingPosition: 'LATEST', lastModifiedMs: nowMs - minutesAgo * 60_000})

describe('the effect of an update on the records', () => {
  it.each<[string, Parameters<typeof selection>[0], Parameters<typeof updateWords>[1], RegExp | null]>([
    [
      'any setting',
      {},
      {pauses: 1},
      /^Polling pauses for some minutes, then resumes from the same position\. About [\d,]+ records a minute wait\.$/,
    ],
    ['two updates', {}, {pauses: 2}, /^Polling pauses for 2 updates, for some minutes each, then resumes from the same position\./],
    ['writes are not known', {tableMetrics: null}, {pauses: 1}, /position\. Records that are written meanwhile wait\.$/],
    ['an age limit that the pause does not reach', {}, {pauses: 1, recordAgeSeconds: 302}, /a minute wait\.$/],
    [
      'an age limit that it reaches',
      {},
      {pauses: 1, recordAgeSeconds: 301},
      /; those that Lambda does not discard are delivered afterwards/,
    ],
    [
      'it is switched off',
      {},
      {pauses: 1, enabled: false},
      /^Polling stops\. About [\d,]+ records a minute wait until the mapping is enabled again\.$/,
    ],
    ['another setting of one that is off', {mapping: mapping({state: 'Disabled'})}, {pauses: 1}, null],
    [
      'it is switched on',
      {mapping: mapping({state: 'Disabled'}), lag: {...calm, state: 'stopped', ageSeconds: 600}},
      {pauses: 1, enabled: true},
      /^Polling starts within several minutes from the same position\. About [\d,]+ records that wait for up to 10 min then reach the function .* all at once\.$/,
    ],
  ])('%s', (_, given, update, words) => {
    const said = updateWords(selection(given), update)
    if (words === null) expect(said).toBeNull()
    else expect(said).toMatch(words)
  })

  it.each([
    ['a batch has succeeded since', latest(30), null, true],
    ['none has', latest(0), null, false],
    ['the journal saw one', latest(0), nowMs, true],
    ['the journal saw one before the last change', latest(0), nowMs - 3_600_000, true],
    ['it does not start at LATEST', mapping({startingPosition: 'TRIM_HORIZON', lastModifiedMs: nowMs}), null, true],
  ])('the position is kept where %s', (_, given, checkpointSeenMs, isKept) => {
    const selected = selection({mapping: given, mappingMetrics: null, checkpointSeenMs})
    expect([hasCheckpoint(selected), skipRisk(selected) === null]).toEqual([isKept, isKept])
    expect(/from the same position/.test(updateWords(selected, {pauses: 1}) ?? '')).toBe(isKept)
  })

  it.each([
    [1, 9, false],
    [1, 10, true],
    [3, 29, false],
    [3, 30, true],
    [null, 9, false],
    [null, 10, true],
  ])('each of %s shards has a position after %i successes: %s', (shards, many, isKept) => {
    const {functionMetrics, stream} = selection()
    const once = published(ago => (ago === 20 ? many + 5 : null))
    const failed = published(ago => (ago === 20 ? 5 : null))
    const given = {
      mapping: latest(30),
      mappingMetrics: null,
      functionMetrics: {...functionMetrics!, 'Invocations.Sum': once, 'Errors.Sum': failed},
      stream:
        shards === null
          ? null
          : {...stream!, shards: Array.from({length: shards}, (_, i) => ({shardId: `shard-${i}`, parentShardId: null, open: true}))},
    }
    expect(hasCheckpoint(selection(given))).toBe(isKept)
    const own = mappingMetrics({'InvokedEventCount.Sum': once, 'FailedInvokeEventCount.Sum': failed})
    expect(hasCheckpoint(selection({...given, mapping: latest(0), mappingMetrics: own}))).toBe(isKept)
  })

  it('a batch that succeeds may be that of another mapping of the function', () => {
    const of = (sharedBy: number) => hasCheckpoint(selection({mapping: latest(30), mappingMetrics: null, lag: {...calm, sharedBy}}))
    expect([of(0), of(1)]).toEqual([true, false])
  })

  it('no batch succeeds where every invocation fails', () => {
    const {functionMetrics} = selection()
    const failing = {...functionMetrics!, 'Errors.Sum': functionMetrics!['Invocations.Sum']}
    expect(hasCheckpoint(selection({mapping: latest(30), mappingMetrics: null, functionMetrics: failing}))).toBe(false)
  })

  it("a batch of before counts by the mapping's own metrics, and not where all of its records failed", () => {
    const own = (failed: number) =>
      mappingMetrics({
        'InvokedEventCount.Sum': published(ago => (ago > 60 ? 10 : null)),
        'FailedInvokeEventCount.Sum': published(ago => (ago > 60 ? failed : null)),
      })
    expect(hasCheckpoint(selection({mapping: latest(0), mappingMetrics: own(9)}))).toBe(true)
    expect(hasCheckpoint(selection({mapping: latest(0), mappingMetrics: own(10)}))).toBe(false)
  })
})

describe('a mapping of which every batch has failed since its last change, 30 minutes ago', () => {
  const minuteMs = 60_000
  const firstMs = Math.floor(nowMs / minuteMs) * minuteMs - 28 * minuteMs
  /** The batch that is tried since then ends with a record that had waited for so long at the start of the first minute of tries. */
  const failing = (waitedSeconds: number, {throttles = 0, sharedBy = 0, errors = 60} = {}) => {
    const {functionMetrics} = selection()
    const since = (value: number) => published(ago => (nowMs - ago * minuteMs >= firstMs ? value : 0))
    const series = [0, 1, 2].map(i => ({atMs: firstMs + i * minuteMs, max: waitedSeconds + 60 + i * 60, p50: 1, min: 1}))
    return selection({
      mapping: latest(30),
      mappingMetrics: null,
      functionMetrics: {
        ...functionMetrics!,
        'Invocations.Sum': since(errors),
        'Errors.Sum': since(errors),
        'Throttles.Sum': since(throttles),
      },
      lag: {...calm, state: 'stalled', sharedBy, series},
    })
  }

  it.each([
    ['had waited for longer than its settings make it wait', failing(11), true],
    ['had not', failing(10), false],
    ['had waited, and invocations were throttled', failing(600, {throttles: 1}), false],
    ['may be that of another mapping', failing(600, {sharedBy: 1}), false],
    ['had waited, and no invocation was counted', failing(600, {errors: 0}), false],
  ])('the position is kept where the record %s', (_, selected, isKept) => {
    expect(hasCheckpoint(selected)).toBe(isKept)
  })
})
