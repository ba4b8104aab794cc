import {mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync} from 'node:fs'
import {homedir, hostname, tmpdir} from 'node:os'
import {join} from 'node:path'
import {describe, expect, it, test} from 'vitest'
import {fileJournal, journalFolder, memoryJournal, operationId, stillRuns, voidLocks} from '../../src/changes/journal.ts'
import type {Operation} from '../../src/model/plan/plan.ts'
import {warnings} from '../../src/use-cases/changes/journal.ts'
import {operation} from './invented.ts'

const folder = (): string => mkdtempSync(join(tmpdir(), 'ddbstream-journal-'))

test('the platform says where the journal lies', () => {
  expect(journalFolder({XDG_STATE_HOME: '/state'}, 'linux')).toBe('/state/ddbstream')
  expect(journalFolder({}, 'linux')).toBe(join(homedir(), '.local/state/ddbstream'))
  expect(journalFolder({}, 'darwin')).toBe(join(homedir(), 'Library/Application Support/ddbstream'))
  expect(journalFolder({LOCALAPPDATA: '/local'}, 'win32')).toBe('/local/ddbstream')
})

test('ids sort by time and hold only characters of file names', () => {
  expect(operationId('restart', Date.UTC(2026, 10, 25, 7, 15, 30))).toMatch(/^20261125-071530-restart-[0-9a-f]{4}$/)
})

describe.each([
  ['in files', () => fileJournal(folder())],
  ['in memory', memoryJournal],
])('%s', (_, make) => {
  it('saved operations are there, the newest first; those that need attention are apart', () => {
    const journal = make()
    const statuses: Operation['status'][] = ['done', 'running', 'half-done', 'undone']
    for (const [i, status] of statuses.entries()) journal.save(operation({id: `op-${i}`, startedAt: `2026-11-25T07:0${i}:00.000Z`, status}))
    expect(journal.all().map(({id}) => id)).toEqual(['op-3', 'op-2', 'op-1', 'op-0'])
    expect(journal.open().map(({id}) => id)).toEqual(['op-2', 'op-1'])
  })

  it('an ended one needs no attention, unless it must be undone later', () => {
    const journal = make()
    journal.save(operation({status: 'running'}))
    journal.save(operation({status: 'done'}))
    expect(journal.open()).toEqual([])
    journal.save(operation({status: 'done', restoreAt: '2026-11-25T08:00:00.000Z'}))
    expect(journal.open()).toHaveLength(1)
    expect(journal.all()).toHaveLength(1)
  })
})

describe('files', () => {
  it('are whole, and readable for their owner alone', () => {
    const place = folder()
    fileJournal(place).save(operation({status: 'running'}))
    expect(readdirSync(join(place, 'open'))).toEqual(['op.json'])
    expect(JSON.parse(readFileSync(join(place, 'open/op.json'), 'utf8'))).toEqual(operation({status: 'running'}))
    expect(statSync(join(place, 'open/op.json')).mode & 0o077).toBe(0)
  })

  it('of which one is damaged, or is none of ours, do not hide the others', () => {
    const place = folder()
    const journal = fileJournal(place)
    journal.save(operation({status: 'running'}))
    writeFileSync(join(place, 'open/cut.json'), '{"schemaVersion": 1, "id": "cu')
    writeFileSync(join(place, 'open/.op.json.abcd'), 'a temporary file of a crash')
    writeFileSync(join(place, 'open/other.json'), '{}')
    writeFileSync(join(place, 'open/bare.json'), '{"schemaVersion":1,"steps":[],"id":"bare"}')
    expect(journal.open().map(({id}) => id)).toEqual(['op'])
    expect(journal.all().map(({id}) => id)).toEqual(['op'])
    const damaged = ['bare', 'cut', 'other'].map(name => join(place, `open/${name}.json`))
    expect(journal.damaged().sort()).toEqual(damaged)
    expect(warnings(0, journal).filter(line => /cannot be read/.test(line))).toHaveLength(3)
  })

  it('in a folder that cannot be read are not none', () => {
    const place = folder()
    writeFileSync(join(place, 'open'), 'no folder')
    expect(fileJournal(place).damaged()).toEqual([join(place, 'open')])
    expect(fileJournal(join(place, 'nowhere')).damaged()).toEqual([])
  })

  it('that a crash left twice count once, the newer one', () => {
    const place = folder()
    const journal = fileJournal(place)
    journal.save(operation({status: 'running'}))
    mkdirSync(join(place, 'kept'))
    renameSync(join(place, 'open/op.json'), join(place, 'kept/op.json'))
    journal.save(operation({status: 'done'}))
    renameSync(join(place, 'kept/op.json'), join(place, 'open/op.json'))
    expect(journal.all().map(({status}) => status)).toEqual(['done'])
    expect(journal.open()).toEqual([])
  })

  it('that cannot be written refuse the change', () => {
    const place = folder()
    writeFileSync(join(place, 'open'), 'a file in the way')
    expect(() => fileJournal(place).save(operation({status: 'running'}))).toThrow(expect.objectContaining({code: 'E_JOURNAL', exitCode: 7}))
  })
})

describe('whether an operation still runs', () => {
  const seenAt = new Date().toISOString()
  const parent = {pid: process.ppid, host: hostname(), seenAt}
  test.each<[string, Partial<Operation>, boolean]>([
    ['its process lives', {process: parent}, true],
    ['its process is undoing it', {process: parent, status: 'half-done'}, true],
    ['it is over', {process: parent, status: 'undone'}, false],
    ['its process is on another machine', {process: {...parent, host: 'elsewhere'}}, false],
    ['its process has not written for long: the number is used again', {process: {...parent, seenAt: '2026-01-01T00:00:00.000Z'}}, false],
    ['its process is gone', {process: {...parent, pid: 2 ** 22 + 1}}, false],
  ])('%s', (__, given, runs) => {
    expect(stillRuns(operation({status: 'running', ...given}))).toBe(runs)
  })
})

test('a lock is void when its operation is over, or is our own', () => {
  const journal = memoryJournal()
  journal.save(operation({id: 'over', status: 'done'}))
  journal.save(operation({id: 'half', status: 'half-done'}))
  const isVoid = voidLocks(journal, 'own')
  expect(['own', 'over', 'half', 'unknown'].map(isVoid)).toEqual([true, true, false, false])
})
