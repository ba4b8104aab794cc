import {describe, expect, test} from 'vitest'
import type {View, WatchState} from '../../../src/model/watch/watch.ts'
import {pipelineOf} from '../../support/ages.ts'
import {having, key, namesOf, onScreen, sample} from '../../support/watching.ts'

const fleet = sample(0, ...Array.from({length: 30}, (_, i) => pipelineOf(`f${String(i).padStart(2, '0')}`)))
const press = (...keys: string[]) => keys.map(name => key(name))
/** 18 rows leave a page of 10. */
const after = (...keys: string[]): WatchState => onScreen(100, 18, fleet, key('c'), ...press('g', ...keys))

describe('keys that move the selection', () => {
  test.each<[string[], string]>([
    [['down'], 'f01'],
    [['j', 'j'], 'f02'],
    [['j', 'k'], 'f00'],
    [['up'], 'f00'],
    [['page-down'], 'f10'],
    [[' ', ' '], 'f20'],
    [[' ', 'page-up'], 'f00'],
    [[' ', ' ', ' '], 'f29'],
    [['G'], 'f29'],
    [['end'], 'f29'],
    [['end', 'down'], 'f29'],
    [['G', 'g'], 'f00'],
    [['G', 'home'], 'f00'],
  ])('%j selects %s', (keys, name) => {
    expect(after(...keys).selected).toBe(`uuid-of-${name}`)
  })

  test.each([[1], [5], [9]])('a screen of %i rows still moves by one', rows => {
    expect(onScreen(100, rows, fleet, key('c'), key('g'), key(' ')).selected).toBe('uuid-of-f01')
  })
})

describe('the filter', () => {
  const three = sample(0, pipelineOf('orders-a', {state: 'slow'}), pipelineOf('invoices', {}, {table: 'bills'}), pipelineOf('orders-b'))
  const typed = (...keys: string[]) => having(three, ...press('/', ...keys))

  test.each<[string, string[], string, string[], boolean]>([
    ['filters while it is typed', [...'ord'], 'ord', ['orders-a', 'orders-b'], true],
    ['without regard to case', [...'ORD'], 'ORD', ['orders-a', 'orders-b'], true],
    ['by table', [...'bill'], 'bill', ['invoices'], true],
    ['by state', [...'slow'], 'slow', ['orders-a'], true],
    ['by the group of states', [...'current'], 'current', ['invoices', 'orders-b'], true],
    ['by several words', [...'orders ok'], 'orders ok', ['orders-b'], true],
    ['enter keeps it', ['x', 'enter'], 'x', [], false],
    ['esc clears it', ['x', 'escape'], '', ['orders-a', 'invoices', 'orders-b'], false],
    ['backspace deletes a character', ['b', '𝒳', 'backspace'], 'b', ['invoices', 'orders-b'], true],
    ['Ctrl-U deletes all', ['a', 'b', 'ctrl-u'], '', ['orders-a', 'invoices', 'orders-b'], true],
    ['keys of the table are text', ['q', 's', 'o', '?', ' '], 'qso? ', [], true],
    ['keys with a name are none', ['a', '\u001b[5C', 'home', 'page-down', '\u0007'], 'a', ['orders-a'], true],
  ])('%s', (_, keys, filter, names, typing) => {
    const state = typed(...keys)
    expect([state.filter, state.typing, state.end]).toEqual([filter, typing, null])
    expect(namesOf(state).sort()).toEqual([...names].sort())
  })

  test('esc in the table clears it, and / edits it', () => {
    expect(having(three, ...press('/', 'b', 'enter', 'escape')).filter).toBe('')
    expect(having(three, ...press('/', 'b', 'enter', '/', 'i')).filter).toBe('bi')
  })

  test('has an end', () => {
    expect(typed(...Array.from({length: 130}, () => 'a')).filter).toHaveLength(100)
  })

  test('selects the first row where the selected one is gone, and arrows still move', () => {
    expect(having(three, ...press('G', '/', ...'slow')).selected).toBe('uuid-of-orders-a')
    expect(having(three, ...press('/', ...'orders', 'down')).selected).toBe('uuid-of-orders-b')
  })
})

describe('views', () => {
  const two = sample(0, pipelineOf('a', {state: 'slow'}), pipelineOf('b'))
  const one = sample(0, pipelineOf('a'))
  const viewOf = ({view, overlays, end}: WatchState) => ({kind: view.kind, overlays: overlays.length, end})
  const open = (kind: View['kind'], overlays: number) => ({kind, overlays, end: null})
  const left = (kind: View['kind']) => ({kind, overlays: 0, end: {command: null}})

  test.each<[string, typeof two, string[], ReturnType<typeof viewOf>]>([
    ['q quits the table', two, ['q'], left('table')],
    ['esc does not', two, ['escape'], open('table', 0)],
    ['enter opens the details', two, ['enter'], open('detail', 1)],
    ['q closes them', two, ['enter', 'q'], open('table', 0)],
    ['esc closes them', two, ['enter', 'escape'], open('table', 0)],
    ['enter in the details runs the doctor', two, ['enter', 'enter'], open('doctor', 2)],
    ['q closes the report', two, ['enter', 'enter', 'q'], open('detail', 1)],
    ['? opens the help', two, ['?'], open('help', 1)],
    ['? closes it', two, ['?', '?'], open('table', 0)],
    ['another key does not', two, ['?', 'x'], open('help', 1)],
    ['? in the details', two, ['enter', '?'], open('help', 2)],
    ['d shows a command', two, ['d'], open('command', 1)],
    ['also in the details', two, ['enter', 'e'], open('command', 2)],
    ['esc closes it', two, ['m', 'escape'], open('table', 0)],
    ['the only pipeline: q quits', one, ['q'], left('detail')],
    ['the only pipeline: esc does not', one, ['escape'], open('detail', 0)],
    ['the only pipeline: enter runs the doctor', one, ['enter'], open('doctor', 1)],
    ['the only pipeline: esc leads back', one, ['enter', 'escape'], open('detail', 0)],
    ['a key that is a name of an object', two, ['constructor', 'toString'], open('table', 0)],
  ])('%s', (_, seen, keys, expected) => {
    expect(viewOf(having(seen, ...press(...keys)))).toEqual(expected)
  })

  test('scroll no further than to the last page', () => {
    const keys = (...names: string[]) => onScreen(80, 18, one, ...names.map(name => key(name, 12))).top
    expect([keys('down'), keys(' '), keys(' ', ' '), keys('G'), keys('G', 'up'), keys('G', 'g')]).toEqual([1, 10, 12, 12, 11, 0])
  })

  test('after a page became shorter, the next key moves from its end', () => {
    expect(having(one, key('G', 30), key('up', 5)).top).toBe(4)
  })
})

describe('commands', () => {
  const two = sample(0, pipelineOf('a', {state: 'slow'}), pipelineOf('b'))
  const report = {takenAt: '2026-11-23T03:00:00.000Z', pipelines: []} as never
  const examined = {kind: 'examined' as const, id: 'uuid-of-a', found: {report}}

  test.each<[string[], string]>([
    [['d'], 'doctor'],
    [['e'], 'errors'],
    [['m'], 'mappings'],
    [['f'], 'fix'],
    [['d', 'm'], 'mappings'],
    [['d', 'down'], 'errors'],
    [['d', 'up'], 'doctor'],
    [['e', 'j'], 'mappings'],
    [['f', 'down'], 'fix'],
    [['e', 'G'], 'errors'],
  ])('%j selects %s', (keys, command) => {
    expect(having(two, ...press(...keys)).view).toEqual({kind: 'command', id: 'uuid-of-a', command})
  })

  test('enter ends the watch with the selected command', () => {
    expect(having(two, ...press('down', 'e', 'enter')).end).toEqual({command: {kind: 'errors', id: 'uuid-of-b'}})
    expect(having(two, ...press('e', 'q')).end).toBeNull()
  })

  test('a fix is known after the doctor has run', () => {
    expect(having(two, ...press('f', 'enter')).end).toBeNull()
    expect(having(two, examined, ...press('f', 'enter')).end).toEqual({command: {kind: 'fix', id: 'uuid-of-a'}})
  })

  test('a command that is longer than the screen scrolls', () => {
    const scrolled = having(two, key('f'), key(' ', 3))
    expect(scrolled.top).toBe(3)
    expect(having(two, key('f'), key('G', 3), key('e', 3)).top).toBe(0)
  })

  test('folded pipelines have none', () => {
    const calm = sample(0, pipelineOf('a'), pipelineOf('b'))
    expect(having(calm, ...press('c', 'd')).view.kind).toBe('table')
  })
})

test('p pauses and resumes', () => {
  const two = sample(0, pipelineOf('a'), pipelineOf('b'))
  expect(having(two, key('p')).paused).toBe(true)
  expect(having(two, key('p'), key('enter'), key('p')).paused).toBe(false)
})
