import {AwsError} from '../aws/transport/aws-error.ts'
import {type Difference, goneWords, type Operation, type Target} from '../model/plan/plan.ts'
import {type Changed, changedBy, type Present, planUndo} from './plans/undo.ts'
import {isGone} from './read-target.ts'
import {StuckError, settle} from './retry.ts'
import {type ChangeWork, takeStep} from './step.ts'

/** How taking back ended; `target` is the one where it stopped. */
export type UndoEnd = {kind: 'done'} | {kind: 'drift'; target: Target; found: Difference[]} | {kind: 'failed'; target: Target; why: string}

export interface Taken {
  end: UndoEnd
  steps: Operation['undo']
  /** Targets that no longer exist: they could not be restored. */
  gone: Target[]
}

/**
 * Steers every target back to where it was before the operation, the last changed first. It looks at the present state, not at the steps that the journal
 * says was done, so that it can be killed at any moment and begun again. With `dryRun` the steps are returned and nothing is called.
 * Whoever calls it closes the operation, after the lock is gone.
 */
export async function takeBack(operation: Operation, work: ChangeWork, dryRun = false): Promise<Taken> {
  const steps: Operation['undo'] = []
  const gone: Target[] = []
  for (const changed of changedBy(operation)) {
    const end = await takeOneBack(changed, operation, work, dryRun ? steps : null)
    if (end.kind === 'gone') gone.push(changed.target)
    else if (end.kind !== 'done') return {end, steps: dryRun ? steps : operation.undo, gone}
  }
  return {end: {kind: 'done'}, steps: dryRun ? steps : operation.undo, gone}
}

async function takeOneBack(
  changed: Changed,
  operation: Operation,
  work: ChangeWork,
  planned: Operation['undo'] | null,
): Promise<UndoEnd | {kind: 'gone'}> {
  const {target} = changed
  try {
    const planning = planUndo(changed, await present(target, work), operation.function)
    if (planning.kind === 'drift') return {kind: 'drift', target, found: planning.found}
    if (planning.kind === 'gone') {
      const text = `${goneWords(target)} It was not restored`
      operation.words = operation.words === null ? text : `${operation.words}. ${text}`
      return {kind: 'gone'}
    }
    if (planning.kind !== 'step') return {kind: 'done'}
    if (planned !== null) {
      planned.push(planning.step)
      return {kind: 'done'}
    }
    operation.undo.push(planning.step)
    // From its first call on, the operation is neither done nor undone; the journal says so before the call.
    operation.status = 'half-done'
    const end = await takeStep(planning.step, operation, work)
    if (end.kind === 'done') return end
    return end.kind === 'drift' ? {kind: 'drift', target, found: end.found} : {kind: 'failed', target, why: end.why}
  } catch (error) {
    if (error instanceof AwsError) return {kind: 'failed', target, why: `${error.action}: ${error.detail}`}
    if (error instanceof StuckError) return {kind: 'failed', target, why: `AWS does not finish: ${error.message}`}
    throw error
  }
}

async function present(target: Target, {aws, tell}: ChangeWork): Promise<Present> {
  try {
    return await settle(aws, target, ({state}) => tell({kind: 'waiting', title: 'Check the current state', state, seconds: 0}))
  } catch (error) {
    if (isGone(error)) return {settings: null, revision: null}
    throw error
  }
}
