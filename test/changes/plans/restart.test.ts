import {describe, expect, it, test} from 'vitest'
import {planRestart} from '../../../src/changes/plans/restart.ts'
import {functionMetrics, mapping, nowMs, published, tableMetrics} from '../../support/evidence.ts'
import {selection} from './selected-pipeline.ts'

const strict = {gap: false, loss: false}
const refusal = (code: string) => expect.objectContaining({code, exitCode: 7})

test('disables, then enables; nothing else, and nothing is created', () => {
  const plan = planRestart(selection(), strict)
  expect(plan.steps.map(({call}) => call)).toEqual([
    {action: 'lambda:UpdateEventSourceMapping', input: {UUID: mapping().uuid, Enabled: false}},
    {action: 'lambda:UpdateEventSourceMapping', input: {UUID: mapping().uuid, Enabled: true}},
  ])
  expect(plan.waiting).toMatchObject({pauses: 2, recordsPerMinute: 1200})
  expect(plan.risks).toEqual([])
})

test.each(['Disabled', 'Updating', 'Creating', 'Deleting', 'SomethingNew', ''])('a mapping that is "%s" is not restarted', state => {
  expect(() => planRestart(selection({mapping: mapping({state})}), strict)).toThrow(refusal('E_STATE'))
})

describe('a mapping that starts at LATEST', () => {
  const changedAgo = (minutes: number) => mapping({startingPosition: 'LATEST', lastModifiedMs: nowMs - minutes * 60_000})
  it('is restarted when a batch succeeded since its last change', () => {
    expect(planRestart(selection({mapping: changedAgo(30)}), strict).risks).toEqual([])
  })
  it('is refused when none is known to', () => {
    expect(() => planRestart(selection({mapping: changedAgo(2)}), strict)).toThrow(refusal('E_GAP'))
    const failing = functionMetrics(() => 600, {'Errors.Sum': published(() => 60)})
    expect(() => planRestart(selection({mapping: changedAgo(30), functionMetrics: failing}), strict)).toThrow(refusal('E_GAP'))
    expect(() => planRestart(selection({mapping: changedAgo(30), functionMetrics: null}), strict)).toThrow(refusal('E_GAP'))
  })
  it('is restarted when the journal saw records flow through it', () => {
    expect(planRestart(selection({mapping: changedAgo(2), checkpointSeenMs: nowMs - 60_000}), strict).risks).toEqual([])
    expect(planRestart(selection({mapping: changedAgo(2), checkpointSeenMs: nowMs - 3_600_000}), strict).risks).toEqual([])
  })
  it('is restarted when the user accepts the gap, which is then a risk', () => {
    expect(planRestart(selection({mapping: changedAgo(2)}), {...strict, gap: true}).risks).toEqual([expect.stringContaining('LATEST')])
  })
})

describe('an age limit that the pause could pass', () => {
  const short = selection({mapping: mapping({maximumRecordAgeSeconds: 120}), tableMetrics: tableMetrics(() => 600)})
  it('is refused, with the number of records', () => {
    expect(() => planRestart(short, strict)).toThrow(
      expect.objectContaining({code: 'E_LOSS', message: expect.stringMatching(/up to 4,8\d\d records/)}),
    )
  })
  it('is a risk once it is accepted', () => {
    expect(planRestart(short, {...strict, loss: true}).risks).toHaveLength(1)
  })
})
