import {describe, expect, it} from 'vitest'
import {runsAway} from '../../../src/causes/parts/runs-away.ts'
import {functionMetrics, mapping, nowMs, type Parts, tableMetrics} from '../../support/evidence.ts'
import {weighing} from '../../support/weigh.ts'

/** Twenty units a minute, and since so many minutes more each minute. */
const growing = (minutes: number, each: number) => tableMetrics(ago => (ago > minutes + 3 ? 20 : 20 + each * (minutes + 4 - ago)))
const changedMs = (minutes: number) => nowMs - (minutes + 4.5) * 60_000

describe('writes run away since a change', () => {
  it.each<[string, Parameters<typeof runsAway>[0], number | null, boolean]>([
    ['for ten minutes, to eleven times', growing(10, 20), changedMs(10), true],
    ['for eight minutes', growing(8, 25), changedMs(8), true],
    ['for seven minutes', growing(7, 30), changedMs(7), false],
    ['to nine times alone', growing(10, 15), changedMs(10), false],
    ['at one pace, as a backfill', tableMetrics(ago => (ago > 13 ? 20 : 400)), changedMs(10), false],
    ['without a change', growing(10, 20), null, false],
    ['with a change ten minutes before', growing(10, 20), changedMs(20), false],
    ['with a change afterwards', growing(10, 20), changedMs(5), false],
    ['and are over', tableMetrics(ago => (ago > 13 ? 20 : ago > 5 ? 20 * (14 - ago) : 20)), changedMs(10), false],
  ])('%s: %s', (_, table, change, runs) => {
    expect(runsAway(table, [change, null], nowMs) !== null).toBe(runs)
  })
})

const policies = (action: string) => ({
  complete: true,
  statements: [{effect: 'Allow', actions: [action], resources: ['*'], source: 'inline'}],
})

describe('write-back-loop while the function keeps up', () => {
  const parts = (action: string): Partial<Parts> => ({
    functionMetrics: functionMetrics(() => 1),
    tableMetrics: growing(10, 20),
    mapping: mapping({lastModifiedMs: changedMs(10)}),
    rolePolicies: policies(action) as never,
  })

  it('is named, with the way to stop it', () => {
    const [cause] = weighing(parts('dynamodb:UpdateItem')).causes
    expect(cause).toMatchObject({id: 'write-back-loop', confidence: 0.75})
    expect(cause?.because[0]).toMatch(/^Writes rose from 20 to 2\d\d units a minute within \d+ minutes/)
    expect(cause?.fixes[0]?.command).toContain('--set Enabled=false')
  })

  it('is not, of a role that may not write', () => {
    expect(weighing(parts('dynamodb:GetItem')).causes).toEqual([])
  })
})
