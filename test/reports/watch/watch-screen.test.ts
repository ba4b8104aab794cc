import fc from 'fast-check'
import stringWidth from 'string-width'
import {describe, expect, test} from 'vitest'
import type {LagReport} from '../../../src/model/report/report.ts'
import type {WatchState} from '../../../src/model/watch/watch.ts'
import type {Style} from '../../../src/reports/text/style.ts'
import {watchLine} from '../../../src/reports/watch/watch-line.ts'
import {watchScreen} from '../../../src/reports/watch/watch-screen.ts'
import {watched, watchStart} from '../../../src/use-cases/watch/watch-state.ts'
import {lagOf, pipelineOf, sampleOf} from '../../support/ages.ts'
import {anyLag, anyReport, anyText} from '../arbitrary-report.ts'

const style = (changes: Partial<Style> = {}): Style => ({columns: 80, colour: false, unicode: true, verbose: false, ...changes})

const slow: Partial<LagReport> = {
  state: 'slow',
  ageSeconds: 1320,
  slope: 0.4,
  throughputRatio: 0.6,
  lossAt: '2026-11-25T10:00:00.000Z',
  lossBy: 'retention',
  onsetAt: '2026-11-23T02:10:00.000Z',
  series: lagOf().series?.map((point, i) => ({...point, max: point.max === null ? null : Math.max(1, (i - 130) * 25)})),
}
const state = (...minutes: Partial<LagReport>[]): WatchState =>
  minutes.reduce<WatchState>(
    (before, lag, i) =>
      watched(before, {
        kind: 'sample',
        sample: sampleOf([pipelineOf('orders-projector', lag), pipelineOf('invoices')], i),
        usdPerHour: 0.0132,
        sleptSeconds: 0,
      }),
    watchStart,
  )
const draw = (shown: WatchState, rows = 20, changes: Partial<Style> = {}): string =>
  `${watchScreen(shown, {rows, intervalSeconds: 60}, style(changes)).join('\n')}\n`

describe('the screen, read by people (update with `npx vitest run -u`)', () => {
  test.each([
    ['watch-80', 20, {}],
    ['watch-60-ascii', 20, {columns: 60, unicode: false}],
  ] as const)('%s', async (name, rows, changes) => {
    await expect(draw(state({}, slow), rows, changes)).toMatchFileSnapshot(`../../golden/${name}.txt`)
  })
})

test('trouble says what happens, and what to do, above what was read before', () => {
  const troubled = watched(state(slow), {
    kind: 'trouble',
    trouble: {message: 'The AWS credentials have expired.', hints: ['Sign in again (aws sso login).']},
  })
  const text = draw(troubled)
  expect(text.replaceAll(/\s+/g, ' ')).toContain('have expired. The last values are shown; the next refresh retries.')
  expect(text.indexOf('Sign in again (aws sso login).')).toBeLessThan(text.indexOf('orders-projector'))
})

test('a paused watch says so', () => {
  expect(draw(watched(state({}), {kind: 'key', key: 'p'}))).toContain('PAUSED')
})

test('what changed its state stands out until the next sample, with and without colour', () => {
  const before = state({}, {state: 'slow'})
  const other = watched(before, {kind: 'key', key: 'down'})
  expect(draw(other)).toMatch(/^\* slow/m)
  expect(draw(before)).toMatch(/^›\*slow/m)
  expect(watchScreen(before, {rows: 20, intervalSeconds: 60}, style({colour: true})).join('\n')).toContain('\u001b[7m')
  expect(draw(watched(state({}, {state: 'slow'}, {state: 'slow'}), {kind: 'key', key: 'down'}))).not.toMatch(/^\* /m)
})

test('of many pipelines those around the selected one are shown, and the others counted', () => {
  const many = Array.from({length: 50}, (_, i) => pipelineOf(`f${String(i).padStart(2, '0')}`))
  const sampled = watched(watchStart, {kind: 'sample', sample: sampleOf(many), usdPerHour: 1.5, sleptSeconds: 0})
  const down = Array.from({length: 30}).reduce<WatchState>(before => watched(before, {kind: 'key', key: 'down'}), sampled)
  const text = draw(down, 24)
  expect(text).toMatch(/^› ok +f30 /m)
  expect(text).toMatch(/… \d+ more pipelines/)
  expect(text).toContain('$1.50 per hour')
})

test.each([
  [20, 5],
  [40, 6],
  [80, 6],
  [80, 7],
])('on a screen of %i × %i the selected pipeline, its state and the keys still show', (columns, rows) => {
  const two = state({}, slow)
  const one = watched(watchStart, {
    kind: 'sample',
    sample: sampleOf([pipelineOf('orders-projector', slow)]),
    usdPerHour: 0.0072,
    sleptSeconds: 0,
  })
  for (const shown of [one, two]) {
    const text = draw(shown, rows, {columns})
    expect(text).toMatch(/›[ *](slow|orders)/)
    expect(text).toMatch(/slow .*22 mi/)
    expect(text).toContain('q quit')
    expect(text).not.toContain('0 more')
  }
})

test.each([1, 2, 3])('a window drawn together to %i columns is drawn all the same', columns => {
  for (const unicode of [true, false])
    for (const line of watchScreen(state({}, slow), {rows: 4, intervalSeconds: 60}, style({columns, unicode})))
      expect(stringWidth(line)).toBeLessThanOrEqual(columns)
})

test('on a low screen trouble comes before the figures', () => {
  const troubled = watched(state(slow), {kind: 'trouble', trouble: {message: 'Expired.', hints: []}})
  expect(draw(troubled, 5, {columns: 30})).toMatch(/^Expired/)
})

test('whatever is watched, wherever: never more lines or columns than there are, and nothing that a terminal obeys', () => {
  const pipeline = fc.tuple(fc.nat(99), anyLag, anyText).map(([i, lag, table]) => pipelineOf(`f${i}`, lag as Partial<LagReport>, {table}))
  const samples = fc.array(fc.array(pipeline, {maxLength: 8}), {minLength: 1, maxLength: 3})
  const sizes = fc.record({columns: fc.integer({min: 1, max: 220}), rows: fc.integer({min: 1, max: 60}), unicode: fc.boolean()})
  const overlays = fc.constantFrom('none', 'help', 'doctor')
  fc.assert(
    fc.property(samples, sizes, overlays, anyReport, anyText, (seen, {columns, rows, unicode}, covered, report, message) => {
      let shown = seen.reduce<WatchState>(
        (before, list, i) => watched(before, {kind: 'sample', sample: sampleOf(list, i), usdPerHour: 0.1, sleptSeconds: 0}),
        watchStart,
      )
      if (message) shown = watched(shown, {kind: 'trouble', trouble: {message, hints: [message]}})
      if (covered === 'help') shown = {...shown, overlay: {kind: 'help'}}
      if (covered === 'doctor') shown = {...shown, overlay: {kind: 'doctor', id: 'x', function: 'x', top: 3, found: {report}}}
      const lines = watchScreen(shown, {rows, intervalSeconds: 60}, style({columns, unicode}))
      expect(lines.length).toBeLessThanOrEqual(rows)
      for (const line of lines) {
        expect(stringWidth(line), line).toBeLessThanOrEqual(columns)
        // biome-ignore lint/suspicious/noControlCharactersInRegex: looking for them is the point
        expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/)
      }
      expect(watchLine(shown, style({columns, unicode}))).not.toContain('\n')
    }),
    {numRuns: 100},
  )
})

test('a sample is one line: the worst pipeline, and what changed', () => {
  expect(watchLine(state({}, slow), style())).toBe(
    "03:01 UTC  2 pipelines: 1 slow, 1 ok · worst: orders-projector slow · age 22 min · growing 0.4 s per second · at this rate the oldest record reaches the stream's 24 h retention on Nov 25, 10:00 UTC (in 55 h) · newest point 02:57 UTC, 4 min ago · orders-projector: ok → slow",
  )
})
