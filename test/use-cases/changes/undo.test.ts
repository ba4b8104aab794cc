import {hostname} from 'node:os'
import {describe, expect, it} from 'vitest'
import {memoryJournal} from '../../../src/changes/journal.ts'
import type {Operation} from '../../../src/model/plan/plan.ts'
import {warnings} from '../../../src/use-cases/changes/journal.ts'
import {forget, historyOf, operationToUndo} from '../../../src/use-cases/changes/undo.ts'
import {operation} from '../../changes/invented.ts'

/** A journal with operations of these statuses, oldest first: `op-0`, `op-1` … */
function journalWith(...statuses: Operation['status'][]) {
  const journal = memoryJournal()
  for (const [i, status] of statuses.entries()) journal.save(operation({id: `op-${i}`, status}))
  return journal
}

describe('undo without an ID', () => {
  it.each<[string, Operation['status'][], string | undefined]>([
    ['takes the newest change', ['done', 'done'], 'op-1'],
    ['takes a half-done one, though newer ones are done', ['half-done', 'done'], 'op-0'],
    ['takes no older change after the newest is undone', ['done', 'undone'], undefined],
    ['takes no older change after the newest was rolled back', ['done', 'rolled-back'], undefined],
    ['passes over a refused one: it changed nothing', ['done', 'refused'], 'op-0'],
    ['passes over one that is closed by hand', ['done', 'forgotten'], 'op-0'],
    ['finds nothing in an empty journal', [], undefined],
  ])('%s', (_, statuses, id) => expect(operationToUndo(journalWith(...statuses), undefined)?.id).toBe(id))
})

describe('history', () => {
  const here = {host: hostname(), seenAt: new Date().toISOString()}
  it.each<[string, Operation['status'], Operation['process'], string[]]>([
    ['an undo whose process is there', 'half-done', {pid: process.ppid, ...here}, ['op']],
    ['a change whose process is there', 'running', {pid: process.ppid, ...here}, ['op']],
    ['one whose process is gone', 'half-done', {pid: 2 ** 30, ...here}, []],
    ['one of another machine', 'half-done', {pid: process.ppid, ...here, host: 'elsewhere'}, []],
    ['one that is done', 'done', {pid: process.ppid, ...here}, []],
  ])('names those that still run: %s', (_, status, by, running) => {
    const journal = memoryJournal()
    journal.save(operation({id: 'op', status, process: by}))
    expect(historyOf(journal).running).toEqual(running)
  })
})

describe('history --forget', () => {
  it('closes a half-done one: no command warns of it, and it stays in the history', () => {
    const journal = journalWith('done', 'half-done')
    expect(warnings(0, journal)).toHaveLength(1)
    expect(forget(journal, 'op-1')).toMatchObject({status: 'forgotten'})
    expect(warnings(0, journal)).toEqual([])
    expect(journal.all().map(({status}) => status)).toEqual(['forgotten', 'done'])
  })

  it('closes a change that was to be temporary', () => {
    const journal = memoryJournal()
    journal.save(operation({id: 'op', status: 'done', restoreAt: '2026-11-25T08:00:00.000Z'}))
    expect(forget(journal, 'op')).toMatchObject({status: 'forgotten', restoreAt: null})
    expect(journal.open()).toEqual([])
  })

  it('closes a change that is done, so that undo does not choose it', () => {
    const journal = journalWith('done', 'done')
    expect(forget(journal, 'op-1')).toMatchObject({status: 'forgotten'})
    expect(operationToUndo(journal, undefined)?.id).toBe('op-0')
  })

  it.each<[string, Partial<Operation>, string]>([
    ['is closed already', {status: 'undone'}, 'E_CLOSED'],
    ['still runs', {status: 'running', process: {pid: process.ppid, host: hostname(), seenAt: new Date().toISOString()}}, 'E_RUNNING'],
    ['is not in the journal', {id: 'another'}, 'E_NO_OPERATION'],
  ])('refuses one that %s', (_, given, code) => {
    const journal = memoryJournal()
    journal.save(operation({id: 'op', ...given}))
    expect(() => forget(journal, 'op')).toThrow(expect.objectContaining({code}))
  })
})
