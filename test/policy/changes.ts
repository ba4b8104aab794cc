import {DeleteFunctionConcurrencyCommand, PutFunctionConcurrencyCommand} from '@aws-sdk/client-lambda'
import {type ExitCode, exitCodes} from '../../src/model/user-error.ts'
import {planConfigureOf} from '../../src/use-cases/changes/configure.ts'
import {carryOutPlan, changeExitCode} from '../../src/use-cases/changes/run-change.ts'
import {planUndoOf, undo} from '../../src/use-cases/changes/undo.ts'
import {type Account, accountOf} from '../faults/account.ts'
import {type Case, run as carryOut, cases, openCase} from '../faults/changes.ts'
import {openScene, type Process, type Scene, youngSeconds} from '../faults/scene.ts'
import {clientsWith} from '../lab/services/clients.ts'

/** How a change ended, as far as it was not an error. */
export interface Ended {
  exitCode: ExitCode
  report: unknown
}

/** An account, and its state before anybody changed it. */
export interface Opened {
  scene: Scene
  original: Account
}

const opened = async (scene: Scene): Promise<Opened> => ({scene, original: await accountOf(scene)})

/** A changing command on an account of its own. */
export interface Change {
  name: string
  command: string
  open: () => Promise<Opened>
  run: (scene: Scene, process: Process) => Promise<Ended>
}

async function treated(one: Case, scene: Scene, process: Process): Promise<Ended> {
  const report = await carryOut(one, scene, process)
  return {exitCode: changeExitCode(report), report}
}

const commandOf = ({name}: Case): string => name.split(',')[0] ?? ''

const straight = (one: Case): Change => ({
  name: one.name,
  command: commandOf(one),
  open: async () => opened(await openCase(one)),
  run: (scene, process) => treated(one, scene, process),
})

/** Ctrl-C while its nth step is called: it is taken back. */
const interrupted = (one: Case, nth: number): Change => ({
  ...straight(one),
  name: `${one.name}, interrupted at step ${nth}`,
  run: (scene, process) => {
    let calls = 0
    const {tell} = process.context
    process.context.tell = progress => {
      tell(progress)
      if (progress.kind === 'calling' && ++calls === nth) process.interrupt()
    }
    return treated(one, scene, process)
  },
})

const undone = (one: Change): Change => ({
  name: `undo of ${one.name}`,
  command: 'undo',
  open: async () => {
    const {scene, original} = await one.open()
    await one.run(scene, scene.process())
    return {scene, original}
  },
  run: async ({journal}, {context}) => {
    const [operation] = journal.all()
    if (operation === undefined) throw new Error('nothing to undo')
    return {exitCode: exitCodes.ok, report: await undo(await planUndoOf(operation, context), context)}
  },
})

const named = (name: string): Case => {
  const found = cases.find(one => one.name === name)
  if (found === undefined) throw new Error(`no case ${name}`)
  return found
}

/** The reserve of the function, from one value to another; null is none. */
const reserve = (from: number | null, to: number | null): Change => ({
  name: `configure, a reserve of ${from ?? 'nothing'} to ${to ?? 'nothing'}`,
  command: 'configure',
  open: async () => {
    const scene = openScene('healthy', 7, youngSeconds)
    const {lambda} = clientsWith({endpoint: scene.lab.endpoint, requestHandler: scene.lab.requestHandler})
    const FunctionName = scene.functionName
    await (from === null
      ? lambda.send(new DeleteFunctionConcurrencyCommand({FunctionName}))
      : lambda.send(new PutFunctionConcurrencyCommand({FunctionName, ReservedConcurrentExecutions: from})))
    return opened(scene)
  },
  run: async (scene, {connection, context}) => {
    const choice = {functionText: scene.functionName, mapping: undefined, toolVersion: '0.0.0'}
    const nothing = {
      mapping: {},
      memoryMb: undefined,
      timeoutSeconds: undefined,
      contributorInsights: undefined,
      forSeconds: null,
      recommended: false,
      checks: [],
    }
    const accepted = {gap: true, loss: false}
    const planned = await planConfigureOf(connection, choice, scene.journal, {...nothing, reservedConcurrency: to}, accepted)
    const report = await carryOutPlan(planned, context)
    return {exitCode: changeExitCode(report), report}
  },
})

const everything = named('configure, of everything')
const alarms = named('alarms')

/** Together these meet every action of the commands that change something. */
export const changes: readonly Change[] = [
  ...cases.map(straight),
  reserve(40, null),
  interrupted(everything, 5),
  interrupted(alarms, 1),
  undone(straight(everything)),
  undone(straight(alarms)),
  undone(reserve(null, 50)),
  undone(straight(named('remap --stream, to the latest'))),
  undone(straight(named('remap --stream, once the old one has drained'))),
]
