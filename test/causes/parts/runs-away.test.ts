import {describe, expect, it} from 'vitest'
import {runsAway} from '../../../src/causes/parts/runs-away.ts'
import {functionMetrics, mapping, nowMs, type Parts, series, tableMetrics} from '../../support/evidence.ts'
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

describe('how far writes run away', () => {
  const table = (value: (ago: number) => number | null) => tableMetrics(() => null, {'ConsumedWriteCapacityUnits.Sum': series(value)})
  /** Since ten minutes the writes grow by twenty units a minute; the usual minutes slope, so that their middle tells which they are. */
  const rising = (ago: number) => (ago > 10 ? 15 + ago / 10 : 20 + 30 * (11 - ago))
  const away = (value: (ago: number) => number | null, changedAgo: (number | null)[] = [11]) => {
    const found = runsAway(
      table(value),
      changedAgo.map(ago => ago && nowMs - ago * 60_000),
      nowMs,
    )
    return found && [(nowMs - found.changedMs) / 60_000, found.before, found.now, found.minutes]
  }

  it.each<[string, (ago: number) => number | null, (number | null)[], number[] | null]>([
    ['from the middle of twenty minutes', rising, [11], [11, 17.15, 320, 10]],
    ['since the newest of two changes', rising, [40, 12], [12, 17.25, 320, 10]],
    ['since the newest of two changes in the other order', rising, [12, 40], [12, 17.25, 320, 10]],
    ['since a change five minutes before', rising, [15], [15, 17.55, 320, 10]],
    ['since a change longer before', rising, [15.1], null],
    ['since a change in the first minute of the rise', rising, [9.1], [9.1, 17.05, 320, 10]],
    ['since a change after it', rising, [9], null],
    ['since a change an hour ago', ago => (ago > 59 ? 20 : 20 * (70 - ago)), [60], null],
    ['since a change less than an hour ago', ago => (ago > 58 ? 20 : 20 * (70 - ago)), [59], [59, 20, 1380, 58]],
    ['with a newest minute six minutes ago', ago => (ago < 6 ? null : ago > 15 ? 20 : 20 + 30 * (16 - ago)), [16], [16, 20, 320, 10]],
    ['with a newest minute longer ago', ago => (ago < 7 ? null : ago > 16 ? 20 : 20 + 30 * (17 - ago)), [17], null],
    ['with ten usual minutes', ago => (ago > 21 ? null : rising(ago)), [11], [11, 16.65, 320, 10]],
    ['with nine usual minutes', ago => (ago > 20 ? null : rising(ago)), [11], null],
    ['from nothing', ago => (ago > 10 ? 0 : 30 * (11 - ago)), [11], null],
    ['from one unit', ago => (ago > 10 ? 1 : 30 * (11 - ago)), [11], [11, 1, 300, 10]],
    ['to ten times', ago => (ago > 10 ? 20 : 20 + 18 * (11 - ago)), [11], [11, 20, 200, 9]],
    ['to nearly ten times', ago => (ago > 10 ? 20 : ago === 1 ? 199 : 20 + 18 * (11 - ago)), [11], null],
    ['from just above twice the usual', ago => (ago > 10 ? 20 : 21 + 20 * (11 - ago)), [11], [11, 20, 221, 10]],
    ['from twice the usual', ago => (ago > 10 ? 20 : 20 + 20 * (11 - ago)), [11], [11, 20, 220, 9]],
    ['for eight minutes', ago => (ago > 8 ? 20 : 21 + 25 * (9 - ago)), [9], [9, 20, 221, 8]],
    ['for seven minutes', ago => (ago > 7 ? 20 : 21 + 30 * (8 - ago)), [8], null],
    [
      'with two minutes of eleven that do not grow',
      ago => (ago > 11 ? 20 : 21 + 20 * (12 - (ago === 4 ? 5 : ago === 8 ? 9 : ago))),
      [12],
      [12, 20, 241, 11],
    ],
    [
      'with three minutes of eleven that do not grow',
      ago => (ago > 11 ? 20 : 21 + 20 * (12 - ([4, 6, 8].includes(ago) ? ago + 1 : ago))),
      [12],
      null,
    ],
    ['without a minute', () => null, [11], null],
  ])('%s', (_name, value, changedAgo, is) => expect(away(value, changedAgo)).toEqual(is))
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
