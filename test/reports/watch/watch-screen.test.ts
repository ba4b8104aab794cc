import fc from 'fast-check'
import stringWidth from 'string-width'
import {describe, expect, test} from 'vitest'
import type {LagReport} from '../../../src/model/report/report.ts'
import type {PipelineLag} from '../../../src/model/watch/iterator-age.ts'
import type {WatchState} from '../../../src/model/watch/watch.ts'
import type {Style} from '../../../src/reports/text/style.ts'
import {watchEnd} from '../../../src/reports/watch/watch-end.ts'
import {watchLine} from '../../../src/reports/watch/watch-line.ts'
import {watchScreen} from '../../../src/reports/watch/watch-screen.ts'
import {watched} from '../../../src/use-cases/watch/watch-state.ts'
import {lagOf, pipelineOf} from '../../support/ages.ts'
import {times} from '../../support/sample.ts'
import {having, key, onScreen, sample} from '../../support/watching.ts'
import {anyLag, anyReport, anyText} from '../arbitrary-report.ts'
import {invented} from '../invented.ts'

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
const errors = {minutes: 15, errors: 42, throttles: null, recordsReadPerMinute: 530}
const orders = (lag: Partial<LagReport>): PipelineLag =>
  pipelineOf('orders-projector', lag, {qualifier: 'live', recent: errors, lastChange: {what: 'mapping', at: '2026-11-23T02:58:47.000Z'}})
const samples = (...minutes: Partial<LagReport>[]) => minutes.map((lag, i) => sample(i, orders(lag), pipelineOf('invoices')))
const fleet = (n: number) => Array.from({length: n}, (_, i) => pipelineOf(`fleet-${String(i).padStart(3, '0')}-projector`))
const press = (...keys: string[]) => keys.map(name => key(name))

const setting = {intervalSeconds: 60, repeated: []}
const linesOf = (shown: WatchState, changes: Partial<Style> = {}): string[] => watchScreen(shown, setting, style(changes)).lines
const draw = (shown: WatchState, changes: Partial<Style> = {}): string => `${linesOf(shown, changes).join('\n')}\n`
const sized = (shown: WatchState, columns: number, rows: number): WatchState => watched(shown, {kind: 'resized', columns, rows})

describe('the screen, read by people (update with `npx vitest run -u`)', () => {
  const table = having(...samples({}, slow))
  const folded = onScreen(80, 24, sample(0, orders(slow), pipelineOf('quiet', {state: 'idle', ageSeconds: null}), ...fleet(199)))
  const detail = having(sample(0, orders({})), sample(1, orders(slow)))
  const examined = watched(detail, {kind: 'examined', id: 'uuid-of-orders-projector', found: {report: invented.poison}})
  test.each<[string, WatchState, number, number, Partial<Style>]>([
    ['table-60-ascii', table, 60, 20, {unicode: false}],
    ['table-80', table, 80, 20, {}],
    ['table-200', table, 200, 16, {}],
    ['folded-80', folded, 80, 12, {}],
    ['scrolled-80', [...press('c', ' ', ' ', 'r')].reduce(watched, sized(folded, 80, 16)), 80, 16, {}],
    ['filter-60', press('/', ...'fleet-01').reduce(watched, folded), 60, 20, {}],
    ['detail-60-ascii', detail, 60, 34, {unicode: false}],
    ['detail-80', detail, 80, 28, {}],
    ['detail-200', detail, 200, 34, {}],
    ['detail-40', detail, 40, 12, {}],
    ['detail-with-fix-80', examined, 80, 40, {}],
    ['commands-80', [key('e')].reduce(watched, detail), 80, 24, {}],
    ['commands-with-fix-60', [key('f')].reduce(watched, examined), 60, 24, {}],
    ['commands-40', [key('f')].reduce(watched, examined), 40, 12, {}],
    ['help-80', [key('?')].reduce(watched, detail), 80, 24, {}],
  ])('%s', async (name, shown, columns, rows, changes) => {
    await expect(draw(sized(shown, columns, rows), changes)).toMatchFileSnapshot(`../../golden/watch/${name}.txt`)
  })

  test.each<[string, WatchState]>([
    ['end-80', folded],
    ['end-of-one-80', press('d', 'enter').reduce(watched, detail)],
  ])('%s, after the screen', async (name, shown) => {
    await expect(`${watchEnd(shown, [], style())}\n`).toMatchFileSnapshot(`../../golden/watch/${name}.txt`)
  })
})

test('trouble stands with its reason and next step above the earlier values', () => {
  const troubled = watched(having(...samples(slow)), {
    kind: 'trouble',
    trouble: {message: 'The AWS credentials have expired.', hints: ['Sign in again (aws sso login).']},
  })
  const text = draw(troubled)
  expect(text.replaceAll(/\s+/g, ' ')).toContain('have expired. The last values are shown; the next refresh retries.')
  expect(text.indexOf('Sign in again (aws sso login).')).toBeLessThan(text.indexOf('orders-projector'))
})

test('a paused watch says so', () => {
  expect(draw(having(...samples({}), key('p')))).toContain('PAUSED')
})

test('the header dates the newest ages by the end of their minute, and the help names no other delay', () => {
  expect(draw(having(...samples({})))).toContain('ages up to 02:58 UTC, 2 min ago')
  const help = draw(sized(having(...samples({}), key('?')), 200, 60))
  expect(help).toContain('CloudWatch shows a minute some minutes after it has ended')
  expect(help).not.toMatch(/one to three|\d minutes? late/)
})

test('a pipeline with a new state stands out until the next sample, with and without colour', () => {
  const before = having(...samples({}, {state: 'slow'}))
  expect(draw(watched(before, key('down')))).toMatch(/^\* slow/m)
  expect(draw(before)).toMatch(/^›\*slow/m)
  expect(draw(before, {colour: true})).toContain('\u001b[7m')
  expect(draw(having(...samples({}, {state: 'slow'}, {state: 'slow'}), key('down')))).not.toMatch(/^\* /m)
})

describe('of many pipelines', () => {
  const many = onScreen(80, 24, sample(0, ...fleet(50)), key('c'))
  const counts = (...keys: string[]) => draw(press(...keys).reduce(watched, many)).match(/^ {2}… .*$/m)?.[0]

  test('those around the selected one are shown, and the others counted above and below', () => {
    expect(counts('g')).toBe('  … 33 pipelines below')
    expect(counts('G')).toBe('  … 33 pipelines above')
    expect(counts('g', ' ', ' ')).toBe('  … 16 pipelines above · 17 pipelines below')
  })

  test('a fold below counts with all its pipelines', () => {
    const states = Array.from({length: 12}, (_, i) => pipelineOf(`late-${i}`, slow))
    expect(draw(onScreen(80, 24, sample(0, ...states, ...fleet(200)), key('g')))).toMatch(/… 20\d pipelines below/)
  })

  test('the header counts the states and names the order and the filter', () => {
    const mixed = sample(0, pipelineOf('a', slow), pipelineOf('b', {state: 'idle'}), ...fleet(20))
    const head = (...keys: string[]) =>
      draw(onScreen(120, 24, mixed, ...press(...keys)))
        .split('\n')
        .slice(0, 3)
        .join('\n')
    expect(head()).toContain('1 slow · 21 current (1 idle) · highest risk first')
    expect(head('s', 'r')).toContain('youngest first')
    expect(head('o')).toContain('only problems')
    expect(head('/', '0', '7', 'enter')).toContain('filter "07": 1 shown')
  })

  test.each<[string[], string]>([
    [['/', 'x', 'x'], 'No pipeline matches "xx". esc clears the filter.'],
    [['o'], 'No pipeline has a problem. o shows all.'],
    [['o', '/', 'x'], 'No pipeline with a problem matches "x". esc clears the filter.'],
  ])('%j: an empty table says why', (keys, text) => {
    expect(draw(press(...keys).reduce(watched, many))).toContain(text)
  })
})

test.each([
  [20, 5],
  [40, 6],
  [80, 6],
  [80, 7],
])('on a screen of %i × %i the selected pipeline, its state and the keys still show', (columns, rows) => {
  const text = draw(sized(having(...samples({}, slow)), columns, rows))
  expect(text).toMatch(/›[ *](slow|orders)/)
  expect(text).toMatch(/slow .*22 m/)
  expect(text).toContain('q quit')
  expect(text).not.toContain(' 0 ')
})

test.each([
  [30, 6],
  [40, 8],
  [80, 6],
])('on a screen of %i × %i the details of the only pipeline begin with its state', (columns, rows) => {
  const text = draw(sized(having(sample(0, orders(slow))), columns, rows))
  expect(text).toContain('orders-projector')
  expect(text).toContain('slow')
  expect(text).toContain('q quit')
})

test.each([1, 2, 3])('a window drawn together to %i columns is drawn all the same', columns => {
  for (const unicode of [true, false])
    for (const line of linesOf(sized(having(...samples({}, slow)), columns, 4), {unicode}))
      expect(stringWidth(line)).toBeLessThanOrEqual(columns)
})

test('on a low screen trouble comes before the figures', () => {
  const troubled = watched(having(...samples(slow)), {kind: 'trouble', trouble: {message: 'Expired.', hints: []}})
  expect(draw(sized(troubled, 30, 5))).toMatch(/^Expired/)
})

test('without colour there is no escape sequence on any view', () => {
  for (const keys of [[], ['enter'], ['d'], ['?'], ['/']])
    expect(draw(having(...samples({}, slow), ...press(...keys)))).not.toContain('\u001b')
})

test('a view that scrolls shows its last line on its last page', () => {
  const help = sized(having(...samples({}), key('?')), 80, 16)
  const {lines, lastTop} = watchScreen(help, setting, style())
  expect(lines.join('\n')).toMatch(/… \d+ lines below/)
  const end = watched(help, key('G', lastTop))
  expect(draw(end)).toMatch(/nothing new\n {2}… \d+ lines above\n/)
  expect(watchScreen(end, setting, style()).lastTop).toBe(lastTop)
})

test('any watch on any screen: never more lines or columns than there are, and nothing that a terminal obeys', () => {
  const pipeline = fc.tuple(fc.nat(99), anyLag, anyText).map(([i, lag, table]) => pipelineOf(`f${i}`, lag as Partial<LagReport>, {table}))
  const seen = fc.array(fc.array(pipeline, {maxLength: 8}), {minLength: 1, maxLength: 3})
  const sizes = fc.record({columns: fc.integer({min: 1, max: 220}), rows: fc.integer({min: 1, max: 60}), unicode: fc.boolean()})
  const keys = fc.array(fc.constantFrom('enter', 'd', 'f', '?', 'j', 'G', ' ', 'c', 'o', 's', 'r', '/', 'x', '語', 'escape'), {
    maxLength: 6,
  })
  fc.assert(
    fc.property(seen, sizes, keys, anyReport, anyText, (lists, {columns, rows, unicode}, pressed, report, message) => {
      let shown = onScreen(columns, rows, ...lists.map((list, i) => sample(i, ...list)))
      if (message) shown = watched(shown, {kind: 'trouble', trouble: {message, hints: [message]}})
      const [first] = shown.rows
      if (first) shown = watched(shown, {kind: 'examined', id: first.id, found: {report}})
      for (const name of pressed) {
        const {lines, lastTop} = watchScreen(shown, setting, style({unicode}))
        expect(lines.length).toBeLessThanOrEqual(rows)
        for (const line of lines) {
          expect(stringWidth(line), line).toBeLessThanOrEqual(columns)
          // biome-ignore lint/suspicious/noControlCharactersInRegex: looking for them is the point
          expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/)
        }
        shown = watched(shown, key(name, lastTop))
        const row = shown.rows.some(({id}) => id === shown.selected)
        expect(row || shown.rows.length === 0, 'a row is selected').toBe(true)
      }
      expect(watchLine(shown, style({columns, unicode}))).not.toContain('\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: looking for them is the point
      expect(watchEnd(shown, [], style({columns, unicode}))).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/)
    }),
    {numRuns: times(12, 200)},
  )
})

test('a sample is one line: the worst pipeline, and the changes', () => {
  expect(watchLine(having(...samples({}, slow)), style())).toBe(
    "03:01 UTC  2 pipelines: 1 slow, 1 current · worst: orders-projector:live slow · age 22 min · growing 0.4 s per second · at this rate the oldest record reaches the stream's 24 h retention on Nov 25, 10:00 UTC (in 55 h) · ages up to 02:58 UTC, 3 min ago · orders-projector:live: ok → slow",
  )
  const byName = having(...samples({}, slow), key('s'), key('r'))
  expect(watchLine(byName, style())).toContain('worst: orders-projector:live slow')
})
