import {existsSync, mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {PutFunctionConcurrencyCommand, UpdateEventSourceMappingCommand} from '@aws-sdk/client-lambda'
import {functionName} from '../../packages/lab/src/incidents/plan.ts'
import {fileJournal} from '../../src/changes/journal.ts'
import {isUnfinished, type Operation, type Plan} from '../../src/model/plan/plan.ts'
import {UserError} from '../../src/model/user-error.ts'
import {warnings} from '../../src/use-cases/changes/journal.ts'
import {changeExitCode, refuseLocked, reportOf} from '../../src/use-cases/changes/run-change.ts'
import {forget, operationToUndo, planUndoOf, undo} from '../../src/use-cases/changes/undo.ts'
import {type Command, commandOf} from './changes.ts'
import {litterIn} from './disk.ts'
import type {ByHand, Drawn} from './draw.ts'
import type {Trouble} from './draw-troubles.ts'
import type {Ended, Facts, Phase} from './facts.ts'
import {prepare} from './prepare.ts'
import {type Process, startProcess} from './process.ts'
import {openWorld, type SoakWorld} from './world.ts'

/** What a command answered; its plan, where it made one. */
interface Answer {
  plan: Plan | null
  outcome: string
  exitCode: number
  flow: string | null
}

/** A run under way. */
interface Run {
  drawn: Drawn
  world: SoakWorld
  phases: Phase[]
  byHand: Facts['byHand']
}

async function ending(process: Process, work: () => Promise<Answer>): Promise<{ended: Ended; plan: Plan | null}> {
  try {
    const {plan, ...answer} = await work()
    return {plan, ended: process.isKilled() ? {kind: 'killed'} : {kind: 'report', ...answer}}
  } catch (error) {
    if (process.isKilled()) return {plan: null, ended: {kind: 'killed'}}
    const {message, stack} = error as Error
    if (!(error instanceof UserError)) return {plan: null, ended: {kind: 'bug', message: stack ?? message}}
    return {plan: null, ended: {kind: 'error', code: error.code, exitCode: error.exitCode, message}}
  }
}

/** As the commands do: plan, refuse somebody else's lock, carry out. */
async function change(command: Command, process: Process, note: (plan: Plan) => void): Promise<Answer> {
  const planned = await command.plan(process)
  const {plan} = planned
  note(plan)
  const answer = (report: ReturnType<typeof reportOf>): Answer => ({
    plan,
    outcome: report.outcome,
    exitCode: changeExitCode(report),
    flow: report.flow,
  })
  const report = reportOf(planned)
  if (report.outcome === 'nothing-to-do') return answer(report)
  refuseLocked(planned, process.context.steal)
  process.beginChange()
  return answer(await command.act(planned, process.context))
}

/** `ddbstream undo`, with or without the id of an operation. */
async function takeBack(process: Process, id: string | undefined): Promise<Answer> {
  const nothing = {plan: null, outcome: 'nothing-to-do', exitCode: 0, flow: null}
  const operation = operationToUndo(process.journal, id)
  if (operation === null) return nothing
  process.beginChange()
  const report = await undo(await planUndoOf(operation, process.context), process.context)
  return {...nothing, outcome: report.outcome}
}

async function phase(
  run: Run,
  name: Phase['name'],
  folder: string,
  process: Process,
  work: (note: (plan: Plan) => void) => Promise<Answer>,
) {
  let noted: Plan | null = null
  const {ended} = await ending(process, () =>
    work(plan => {
      noted = plan
    }),
  )
  const journal = fileJournal(folder)
  run.phases.push({
    name,
    ended,
    plan: noted,
    operations: journal.all(),
    warnings: warnings(run.world.nowMs(), journal),
    notes: process.notes,
    litter: litterIn(folder),
    after: await run.world.snapshot(),
  })
}

/** In memory, where there is such a disk: the journal waits for the disk at each write. */
const disk = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()

const actions = {mapping: 'lambda:UpdateEventSourceMapping', concurrency: 'lambda:PutFunctionConcurrency'} as const

async function changeByHand(run: Run, {change: given}: ByHand): Promise<void> {
  const {clients, control} = run.world
  const mapping = await run.world.mapping()
  const action = actions[given.target]
  const taken = () => (control('GET', 'calls').taken as Record<string, number>)[action] ?? 0
  const before = taken()
  await (given.target === 'mapping'
    ? clients.lambda.send(new UpdateEventSourceMappingCommand({UUID: mapping?.UUID, ...given.settings}))
    : clients.lambda.send(new PutFunctionConcurrencyCommand({FunctionName: functionName, ReservedConcurrentExecutions: given.reserved}))
  ).catch(() => undefined)
  if (taken() === before) return
  run.byHand =
    given.target === 'mapping'
      ? {target: `mapping ${mapping?.UUID}`, action, settings: given.settings}
      : {target: 'concurrency', action, settings: {ReservedConcurrentExecutions: given.reserved}}
}

/** Runs the change, and the other operator's beside it. */
async function changes(run: Run, folder: string, otherFolder: string, command: Command): Promise<void> {
  const {drawn, world} = run
  const {steal, onInconclusive, byHand} = drawn
  const beforeRequest = async (nth: number): Promise<void> => {
    if (byHand?.nth === nth) await changeByHand(run, byHand).catch(() => undefined)
  }
  const process = startProcess(world, folder, drawn.troubles, {steal, onInconclusive, beforeRequest})
  const own = phase(run, 'change', folder, process, note => change(command, process, note))
  if (drawn.other !== null) {
    const other = startProcess(world, otherFolder)
    const theirs = commandOf(drawn.other, world, {gap: true, loss: false, denied: true})
    await phase(run, 'other operator', otherFolder, other, note => change(theirs, other, note))
  }
  await own
}

/** What the user does before the undo. */
async function inBetween(run: Run, folder: string, command: Command): Promise<void> {
  const {drawn, world} = run
  const journal = fileJournal(folder)
  const [newest] = journal.all()
  const process = startProcess(world, folder)
  const answer: Answer = {plan: null, outcome: 'forgotten', exitCode: 0, flow: null}
  switch (drawn.between) {
    case 'change-again':
      return phase(run, 'change again', folder, process, note => change(command, process, note))
    case 'unknown-id':
      return phase(run, 'unknown id', folder, process, () => takeBack(process, 'nothing'))
    case 'forget':
      if (newest === undefined) return
      return phase(run, 'forget', folder, process, async () => {
        forget(journal, newest.id)
        return answer
      })
    default:
  }
}

/** An operation as another machine or a process that still runs would have it, while the undo is tried. */
async function disguised(run: Run, folder: string, operation: Operation): Promise<void> {
  const journal = fileJournal(folder)
  const {between} = run.drawn
  if (between === 'other-account') journal.save({...operation, account: '999999999999'})
  // The parent of this process runs for as long as this one.
  else if (between === 'still-runs' && isUnfinished(operation))
    journal.save({...operation, process: {...operation.process, pid: globalThis.process.ppid, seenAt: new Date().toISOString()}})
  else return
  const process = startProcess(run.world, folder)
  await phase(run, 'undo', folder, process, () => takeBack(process, operation.id))
  journal.save(operation)
}

async function undoing(run: Run, name: 'undo' | 'last undo', folder: string, troubles: readonly Trouble[]): Promise<void> {
  const operation = operationToUndo(fileJournal(folder), undefined)
  if (operation?.status === 'done' && !run.drawn.undoesDone) return
  const process = startProcess(run.world, folder, troubles)
  await phase(run, name, folder, process, () => takeBack(process, operation?.id))
}

/** Undoes with faults, and then without until nothing is left to undo. */
async function undos(run: Run, folder: string): Promise<void> {
  const {world, drawn} = run
  const [newest] = fileJournal(folder).all()
  if (newest !== undefined) await disguised(run, folder, newest)
  if (drawn.undoTroubles.length > 0) {
    await undoing(run, 'undo', folder, drawn.undoTroubles)
    world.advance(drawn.pauseSeconds)
  }
  for (let tries = 0; tries < 3; tries++) {
    const operation = operationToUndo(fileJournal(folder), undefined)
    if (operation === null || (operation.status === 'done' && !drawn.undoesDone)) break
    await undoing(run, 'last undo', folder, [])
  }
}

/** The whole run of a seed, and all that is known of it afterwards. */
export async function episode(drawn: Drawn): Promise<Facts> {
  const folder = mkdtempSync(join(disk, 'ddbstream-soak-'))
  const [own, others] = [join(folder, 'own'), join(folder, 'others')]
  try {
    const world = openWorld(drawn)
    await prepare(world, drawn.preparation)
    const command = commandOf(drawn.change, world, drawn.accepted)
    const start = await world.snapshot()
    const run: Run = {drawn, world, phases: [], byHand: null}
    await changes(run, own, others, command)
    world.advance(drawn.pauseSeconds)
    await inBetween(run, own, command)
    await undos(run, own)
    await undos({...run, drawn: {...drawn, undoTroubles: []}}, others)
    world.advance(240)
    const last = run.phases.at(-1)
    if (last !== undefined) last.after = await world.snapshot()
    return {drawn, start, phases: run.phases, byHand: run.byHand}
  } finally {
    rmSync(folder, {recursive: true, force: true})
  }
}
