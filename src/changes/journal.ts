import {randomBytes} from 'node:crypto'
import {mkdirSync, readdirSync, readFileSync, rmSync, statSync} from 'node:fs'
import {homedir, hostname} from 'node:os'
import {join} from 'node:path'
import {replaceFile, syncFolder} from '../files/replace-file.ts'
import type {Journal} from '../model/plan/journal.ts'
import {isUnfinished, type Operation} from '../model/plan/plan.ts'
import {UserError} from '../model/user-error.ts'

/** A journal that ends with the process: for the lab, whose world does, too. */
export function memoryJournal(): Journal {
  const kept = new Map<string, Operation>()
  const all = () => [...kept.values()].reverse()
  return {
    save: operation => {
      kept.set(operation.id, structuredClone(operation))
    },
    open: () => all().filter(needsAttention),
    all,
    damaged: () => [],
  }
}

/** The folder where this platform keeps the data of programs (XDG Base Directory Specification and its like). */
export function journalFolder(environment: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): string {
  const home = homedir()
  if (platform === 'win32') return join(environment.LOCALAPPDATA || join(home, 'AppData', 'Local'), 'ddbstream')
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'ddbstream')
  return join(environment.XDG_STATE_HOME || join(home, '.local', 'state'), 'ddbstream')
}

/** Permissions of an operation's file: it names functions and settings of the account. */
const ownerOnly = 0o600

const needsAttention = (operation: Operation): boolean => isUnfinished(operation) || isToBeRestored(operation)
const isToBeRestored = ({status, restoreAt}: Operation): boolean => status === 'done' && restoreAt !== null

export function fileJournal(folder: string): Journal {
  const [open, closed] = [join(folder, 'open'), join(folder, 'closed')]
  return {
    save: operation => {
      try {
        const [here, there] = needsAttention(operation) ? [open, closed] : [closed, open]
        mkdirSync(here, {recursive: true, mode: 0o700})
        replaceFile(join(here, `${operation.id}.json`), [`${JSON.stringify(operation, null, 2)}\n`], ownerOnly)
        syncFolder(here)
        // Last, so that a crash leaves it twice, never not at all; the newer of two counts.
        rmSync(join(there, `${operation.id}.json`), {force: true})
      } catch (error) {
        throw unwritable(folder, error)
      }
    },
    open: () => newestFirst(newest(read(open), read(closed, idsIn(open)))).filter(needsAttention),
    all: () => newestFirst(newest(read(open), read(closed))),
    damaged: () => damagedIn(open),
  }
}

const unwritable = (folder: string, error: unknown): UserError =>
  new UserError('E_JOURNAL', `The journal cannot be written: ${(error as Error).message}`, [
    'Without a journal entry a change cannot be undone, so it was not made.',
    `The journal is in ${folder}; XDG_STATE_HOME (on Windows LOCALAPPDATA) selects another folder.`,
  ])

interface Found {
  operation: Operation
  writtenMs: number
}

/** The files of operations; none where there is no such folder, null where it cannot be read. */
function listing(folder: string): string[] | null {
  try {
    return readdirSync(folder).filter(name => /^[\w-]+\.json$/.test(name))
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? [] : null
  }
}

const names = (folder: string): string[] => listing(folder) ?? []

function damagedIn(folder: string): string[] {
  const found = listing(folder)
  if (found === null) return [folder]
  return found.map(name => join(folder, name)).filter(path => readOne(path) === null)
}

const idsIn = (folder: string): ReadonlySet<string> => new Set(names(folder))

/** The files of a folder, or those of them that `only` names. A file that is none of ours, or damaged, is passed over: see `damaged`. */
function read(folder: string, only?: ReadonlySet<string>): Found[] {
  return names(folder)
    .filter(name => only?.has(name) ?? true)
    .flatMap(name => readOne(join(folder, name)) ?? [])
}

function readOne(path: string): Found | null {
  try {
    const operation: unknown = JSON.parse(readFileSync(path, 'utf8'))
    return isOperation(operation) ? {operation, writtenMs: statSync(path).mtimeMs} : null
  } catch {
    return null
  }
}

const isText = (value: unknown): boolean => typeof value === 'string'
const isSteps = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.every(step => [step?.target, step?.call, step?.before, step?.after].every(part => typeof part === 'object' && part))

/** By hand, because every command looks here, and zod would take longer to load than all the rest. */
function isOperation(value: unknown): value is Operation {
  const one = value as Operation | null
  if (typeof one !== 'object' || one?.schemaVersion !== 1 || typeof one.process !== 'object' || one.process === null) return false
  const texts = [one.id, one.command, one.summary, one.startedAt, one.region, one.function, one.status, one.process.seenAt]
  return texts.every(isText) && isSteps(one.steps) && isSteps(one.undo)
}

function newest(...lists: Found[][]): Operation[] {
  const byId = new Map<string, Found>()
  for (const found of lists.flat()) {
    const known = byId.get(found.operation.id)
    if (known === undefined || known.writtenMs <= found.writtenMs) byId.set(found.operation.id, found)
  }
  return [...byId.values()].map(({operation}) => operation)
}

const newestFirst = (list: Operation[]): Operation[] =>
  list.sort((a, b) => (a.startedAt < b.startedAt || (a.startedAt === b.startedAt && a.id < b.id) ? 1 : -1))

/** `20261125-071530-restart-3fa9`: the time by AWS's clock, the command, and four signs that keep two apart. */
export const operationId = (command: string, startedMs: number): string =>
  `${new Date(startedMs).toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')}-${command}-${randomBytes(2).toString('hex')}`

/** This process, as the journal names it. */
export const thisProcess = (): Operation['process'] => ({pid: process.pid, host: hostname(), seenAt: new Date().toISOString()})

/** A running operation writes at least this often; numbers of processes are used again. */
const silentMs = 20 * 60_000

/** Whether the process that began the operation still carries it out or undoes it, on this machine. */
export function stillRuns(operation: Operation): boolean {
  const {pid, host, seenAt} = operation.process
  if (!isUnfinished(operation) || host !== hostname() || pid === process.pid) return false
  if (Date.now() - Date.parse(seenAt) > silentMs) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Whether a lock of this operation holds nobody up: it is `own`, or it is in this journal and over. */
export const voidLocks =
  (journal: Journal, own: string | null) =>
  (id: string): boolean =>
    id === own || journal.all().some(operation => operation.id === id && !isUnfinished(operation))
