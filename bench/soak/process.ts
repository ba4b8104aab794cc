import {mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import type {Connection} from '../../src/aws/index.ts'
import {fileJournal} from '../../src/changes/journal.ts'
import type {Journal} from '../../src/model/plan/journal.ts'
import {UserError} from '../../src/model/user-error.ts'
import type {ChangeContext} from '../../src/use-cases/changes/run-change.ts'
import type {AwsTrouble, Trouble} from './draw-troubles.ts'
import type {SoakWorld} from './world.ts'

/** Thrown into everything that a killed process still does: it then reaches neither AWS nor the disk. */
class Killed extends Error {}

/** One run of the command line: it has a connection of its own, and can be killed. */
export interface Process {
  connection: Connection
  context: ChangeContext
  journal: Journal
  isKilled: () => boolean
  /** Remarks to the user. */
  notes: string[]
  /** The plan is made: faults of the change begin, and requests are counted from here. */
  beginChange: () => void
}

interface User {
  steal: boolean
  onInconclusive: 'keep' | 'rollback'
  /** Runs before each request of the change, with its number. */
  beforeRequest: (nth: number) => Promise<void>
}

const noUser: User = {steal: false, onInconclusive: 'keep', beforeRequest: async () => undefined}

/** @param folder of the journal */
export function startProcess(world: SoakWorld, folder: string, troubles: readonly Trouble[] = [], user: User = noUser): Process {
  const {lab} = world
  const inject = (from: AwsTrouble['from']): void => {
    for (const one of troubles) {
      if (one.kind !== 'aws' || one.from !== from) continue
      const {action, fault: kind, spares, count, share, seconds} = one
      world.control('POST', 'faults', {action, kind, spares, count, share, seconds})
    }
  }
  let [isKilled, isChanging, requests] = [false, false, 0]
  const kill = (): never => {
    isKilled = true
    throw new Killed('killed')
  }
  const refuseKilled = (): void => {
    if (isKilled) throw new Killed('killed')
  }
  const dies = (when: 'before' | 'after'): boolean =>
    isChanging && troubles.some(one => one.kind === 'kill-call' && one.when === when && one.nth === requests)
  const handle: typeof lab.requestHandler.handle = async (request, options) => {
    refuseKilled()
    requests += 1
    const nth = requests
    if (isChanging) await user.beforeRequest(nth)
    refuseKilled()
    if (nth === requests && dies('before')) kill()
    const answer = await lab.requestHandler.handle(request, options)
    if (nth === requests && dies('after')) kill()
    return answer
  }
  const journal = disturbedJournal(folder, troubles, refuseKilled, kill)
  const controller = new AbortController()
  const interrupts = troubles.flatMap(one => (one.kind === 'interrupt' ? [one.nth] : []))
  let signs = 0
  const notes: string[] = []
  inject('plan')
  const connection: Connection = {
    region: lab.region,
    credentials: lab.credentials,
    requestHandler: {...lab.requestHandler, handle},
    sleep: ms => (isKilled ? Promise.resolve() : lab.sleep(ms)),
    elapsedMs: world.nowMs,
    endpointUrl: lab.endpoint,
    // The SDK waits in real time before it tries again.
    attempts: 1,
    deadlineMs: 600_000,
  }
  return {
    connection,
    journal,
    isKilled: () => isKilled,
    notes,
    beginChange: () => {
      isChanging = true
      requests = 0
      inject('change')
    },
    context: {
      connection,
      journal,
      toolVersion: '0.0.0',
      steal: user.steal,
      stop: controller.signal,
      onInconclusive: async () => user.onInconclusive,
      tell: progress => {
        signs += 1
        if (progress.kind === 'note') notes.push(progress.text)
        if (interrupts.includes(signs)) controller.abort(new Error('interrupted'))
      },
    },
  }
}

function disturbedJournal(folder: string, troubles: readonly Trouble[], refuseKilled: () => void, kill: () => never): Journal {
  const journal = fileJournal(folder)
  let saves = 0
  const dies = (when: 'before' | 'torn' | 'after'): boolean =>
    troubles.some(one => one.kind === 'kill-save' && one.when === when && one.nth === saves)
  return {
    ...journal,
    save: operation => {
      refuseKilled()
      saves += 1
      if (troubles.some(one => one.kind === 'full-disk' && saves >= one.nth))
        throw new UserError('E_JOURNAL', 'The journal cannot be written: ENOSPC: no space left on device')
      if (dies('before')) kill()
      if (dies('torn')) {
        const open = join(folder, 'open')
        mkdirSync(open, {recursive: true})
        const text = JSON.stringify(operation)
        writeFileSync(join(open, `.${operation.id}.json.0123456789ab`), text.slice(0, text.length / 2))
        kill()
      }
      journal.save(operation)
      if (dies('after')) kill()
    },
  }
}
