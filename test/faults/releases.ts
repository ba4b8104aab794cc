import {planRemapOf} from '../../src/use-cases/changes/remap.ts'
import {carryOutPlan} from '../../src/use-cases/changes/run-change.ts'
import {accountOf} from './account.ts'
import {openScene} from './scene.ts'

const guardSeconds = 600

/** The outcome of a release under guard. */
export interface Released {
  outcome: string
  verdict: string | null
  because: string[]
  /** From the change to the decision. */
  seconds: number
}

/**
 * Releases a version of this kind in the lab, remaps to it, and lets the guard decide. A release that it cannot judge is kept. On a machine that
 * falls asleep each pause lasts so many times longer.
 */
export async function releaseUnderGuard(kind: string, seed: number, incident = 'healthy', pausesTimes = 1): Promise<Released> {
  const scene = openScene(incident, seed)
  const version = scene.release(kind)
  const {connection, context} = scene.process()
  connection.sleep = ms => scene.lab.sleep(ms * pausesTimes)
  const choice = {functionText: scene.functionName, mapping: undefined, toolVersion: '0.0.0'}
  const wanted = {version, publish: false, alias: undefined, guard: {seconds: guardSeconds, onInconclusive: 'keep'} as const}
  const planned = await planRemapOf(connection, choice, scene.journal, wanted, {gap: true, loss: true})
  const {outcome, operation} = await carryOutPlan(planned, context)
  const {verdict = null, because = [], seconds = 0} = operation?.guard ?? {}
  return {outcome, verdict, because, seconds}
}

/** Only a mapping that looks at the answer of the function can be harmed by its shape, and only then AWS counts anything. */
export async function readsAnswers(seed: number): Promise<boolean> {
  const {settings} = await accountOf(openScene('healthy', seed))
  const {FunctionResponseTypes = []} = settings.mapping as {FunctionResponseTypes?: string[]}
  return FunctionResponseTypes.length > 0
}

/** The next so many seeds that suit. */
export async function seedsFor(kind: string, many: number): Promise<number[]> {
  const seeds: number[] = []
  for (let seed = 1; seeds.length < many; seed++) if (kind !== 'wrong-shape' || (await readsAnswers(seed))) seeds.push(seed)
  return seeds
}
