import {readTarget} from '../../src/changes/read-target.ts'
import {holds, type Operation} from '../../src/model/plan/plan.ts'
import {UserError} from '../../src/model/user-error.ts'
import {atWork} from '../../src/use-cases/changes/run-change.ts'
import {random} from '../support/random.ts'
import {accountOf} from './account.ts'
import {type Case, openCase} from './changes.ts'
import {compare, takeBack} from './kill.ts'
import type {Scene} from './scene.ts'

/** The outcome of a fix while calls failed. */
export interface Noisy {
  /** Its outcome, or the code of the error that it told. */
  outcome: string
  /** Changes that the account took beyond the steps in the journal. */
  extra: number
  /** Statements of the journal that are not true, and changes that were left behind after `undo`. */
  faults: string[]
}

/** Treats while this share of the calls fails; whatever is unfinished then is undone without noise. */
export async function treatWithNoise(one: Case, share: number, noiseSeed: number): Promise<Noisy> {
  const {plan, act} = one
  const scene = await openCase(one)
  const before = await accountOf(scene)
  const process = scene.process()
  const planned = await plan(scene, process)
  const changes = process.disturb({share, random: random(noiseSeed)})
  const outcome = await act(planned, process).then(report => report.outcome, codeOf)
  const [operation] = scene.journal.all()
  if (operation === undefined) return {outcome, extra: changes.taken, faults: []}
  const taken = [...operation.steps, ...operation.undo].filter(({status}) => status === 'done' || status === 'failed').length
  const contradictions = operation.status === 'done' ? await untrue(operation, scene) : []
  if (operation.status === 'half-done') await takeBack(scene)
  const left = operation.status === 'done' ? [] : compare(before, await accountOf(scene), scene)
  return {outcome, extra: Math.max(0, changes.taken - taken), faults: [...contradictions, ...left]}
}

function codeOf(error: unknown): string {
  if (error instanceof UserError) return error.code
  throw error
}

/** Steps that the journal calls done and that do not show in the account. The last step on a target counts. */
export async function untrue({steps, region}: Operation, scene: Scene): Promise<string[]> {
  const last = new Map(steps.map(step => [JSON.stringify(step.target), step]))
  return atWork(scene.process().context, region, async ({aws}) => {
    const faults: string[] = []
    for (const {title, target, after, status} of last.values()) {
      if (target.kind === 'version') continue
      const {settings} = await readTarget(aws, target)
      if (status !== 'done' || !holds(after, settings)) faults.push(`"${title}" is ${status}, and is ${JSON.stringify(settings)}`)
    }
    return faults
  })
}
