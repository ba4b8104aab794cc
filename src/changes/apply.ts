import {AwsError} from '../aws/transport/aws-error.ts'
import {nowMs} from '../aws/transport/connection.ts'
import {
  type Difference,
  differences,
  differenceWords,
  type Operation,
  type Plan,
  publishedVersion,
  type Settings,
  type StepRecord,
  type Target,
  targetName,
} from '../model/plan/plan.ts'
import {UserError} from '../model/user-error.ts'
import {iso} from '../text/units.ts'
import {takeGuard} from './guard.ts'
import {memoryJournal, voidLocks} from './journal.ts'
import {type Lock, lockMapping, lockOf, notLocked, unlockMapping} from './lock.ts'
import {StuckError, settle} from './retry.ts'
import {answering, type ChangeWork, type StepEnd, takeStep} from './step.ts'
import {type Taken, takeBack, type UndoEnd} from './undo.ts'

/** Why nothing was changed. */
export type Refusal = {kind: 'locked'; lock: Lock} | {kind: 'changed'; target: Target; found: Difference[]} | {kind: 'failed'; why: string}

/** The end of carrying out. `why` and `undo`: the reason why it stopped, and the outcome of the undo. */
export type Ending =
  | {kind: 'done'}
  | {kind: 'refused'; refusal: Refusal}
  | {kind: 'interrupted'; after: string | null}
  | {kind: 'taken-back'; why: string}
  | {kind: 'rolled-back'; why: string}
  | {kind: 'half-done'; why: string}

/**
 * Carries out an operation: locks the mapping, makes sure that it is still as it was when the plan was made, takes the steps,
 * and lets the plan's guard watch the effect; until it ends, the operation runs and holds the lock. A failure on the way undoes
 * the steps. The operation is in the journal before any call, and its lock is gone at the end.
 */
export async function carryOut(operation: Operation, plan: Plan, work: ChangeWork, {steal}: {steal: boolean}): Promise<Ending> {
  work.journal.save(operation)
  const refusal = await refusalOf(operation, plan, work, steal)
  if (refusal !== null) {
    await end(operation, 'refused', work)
    return {kind: 'refused', refusal}
  }
  const taken = await takeStepsSafely(operation, work)
  const ending = taken.kind === 'done' ? await guarded(plan, operation, work) : taken
  try {
    await end(operation, statuses[ending.kind], work, plan.restoreAfterSeconds)
    return ending
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return {kind: 'half-done', why: unnoted(ending, error)}
  }
}

/** The journal shows an operation that still runs, whatever was reached. */
function unnoted({kind}: Ending, {message}: UserError): string {
  const reached = kind === 'done' ? 'Every step is done, and' : kind === 'half-done' ? 'It stopped, and' : 'Every step was undone, and'
  return `${reached} the journal does not show it. ${message}`
}

async function guarded({guard}: Plan, operation: Operation, work: ChangeWork): Promise<Ending> {
  if (guard === null) return {kind: 'done'}
  const decision = await takeGuard(guard, operation, work)
  return decision.kind === 'keep' ? {kind: 'done'} : rollBack(operation, decision.why, work)
}

const statuses = {
  done: 'done',
  refused: 'refused',
  'taken-back': 'undone',
  'rolled-back': 'rolled-back',
  interrupted: 'undone',
  'half-done': 'half-done',
} as const

/** A disk that is full in the middle must not leave production off: the steps are undone without a journal. */
async function takeStepsSafely(operation: Operation, work: ChangeWork): Promise<Ending> {
  try {
    return await takeSteps(operation, work)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return takenBack(operation, error.message, {...work, journal: memoryJournal()})
  }
}

async function end(
  operation: Operation,
  status: Operation['status'],
  {aws, journal, tell}: ChangeWork,
  restoreAfterSeconds: number | null = null,
): Promise<void> {
  const endedMs = nowMs(aws) ?? Date.parse(operation.startedAt)
  // A half-done change stays locked until it is undone, or the lock expires. Any other is unlocked first: a lock that outlives
  // its operation in the journal would hold others up for an hour, and no command would remove it.
  if (operation.mappingArn !== null && status !== 'half-done') {
    const text = await unlockMapping(aws, operation.mappingArn, operation.id)
    if (text !== null) tell({kind: 'note', text})
  }
  operation.status = status
  operation.endedAt = iso(endedMs)
  if (status === 'done' && restoreAfterSeconds !== null) operation.restoreAt = iso(endedMs + restoreAfterSeconds * 1000)
  journal.save(operation)
}

async function refusalOf(operation: Operation, {seen, mapping}: Plan, work: ChangeWork, steal: boolean): Promise<Refusal | null> {
  const {aws, tell, journal} = work
  try {
    if (operation.mappingArn !== null) {
      const locking = await lockMapping(aws, operation.mappingArn, operation, {isVoid: voidLocks(journal, operation.id), steal})
      if (locking.kind === 'taken') return {kind: 'locked', lock: locking.lock}
      if (locking.kind === 'not-allowed') tell({kind: 'note', text: notLocked(locking.action)})
    }
    if (seen === null || mapping === null) return null
    const target: Target = {kind: 'mapping', uuid: mapping}
    const found = differences(seen, (await settle(aws, target)).settings)
    return found.length > 0 ? {kind: 'changed', target, found} : null
  } catch (error) {
    if (error instanceof AwsError) return {kind: 'failed', why: `${error.action}: ${error.detail}`}
    if (error instanceof StuckError) return {kind: 'failed', why: `The mapping accepts no change: ${error.message}`}
    throw error
  }
}

async function takeSteps(operation: Operation, work: ChangeWork): Promise<Ending> {
  let last: StepRecord | null = null
  for (const step of operation.steps) {
    if (work.stop.aborted) return interrupted(operation, last, work)
    fillIn(step, operation)
    const stop = (await stolen(operation, work)) ?? stopOf(await untilTaken(step, operation, work), step)
    if (stop !== null) return takenBack(operation, stop, work)
    last = step
  }
  return {kind: 'done'}
}

/** A step ends before an interruption counts, and that may take minutes. */
function untilTaken(step: StepRecord, operation: Operation, work: ChangeWork): Promise<StepEnd> {
  const then = step === operation.steps.at(-1) ? 'It is the last step' : 'Then all changes are undone'
  const text = `Interrupted. "${step.title}" ends first, which may take minutes. ${then}. Ctrl-C again ends now and leaves it half done.`
  return answering(work, text, () => takeStep(step, operation, work))
}

/** The number of the version that an earlier step published. */
function fillIn(step: StepRecord, {steps}: Operation): void {
  const version = steps.find(({produced}) => produced !== null)?.produced?.Version
  if (typeof version !== 'string') return
  const filled = (settings: Settings): Settings => JSON.parse(JSON.stringify(settings).replaceAll(publishedVersion, version)) as Settings
  step.after = filled(step.after)
  step.call = {...step.call, input: filled(step.call.input)}
}

/** Somebody who saw who holds the lock took it all the same: two must not go on. */
async function stolen({mappingArn, id, steps}: Operation, {aws}: ChangeWork): Promise<string | null> {
  if (mappingArn === null || steps.every(({status}) => status === 'pending')) return null
  try {
    const lock = await lockOf(aws, mappingArn, other => other === id)
    return lock === null ? null : `${lock.owner} took the lock of the mapping for the operation ${lock.operation}`
  } catch {
    return null
  }
}

function stopOf(ending: StepEnd, {title}: StepRecord): string | null {
  if (ending.kind === 'done') return null
  if (ending.kind === 'failed') return `"${title}" failed: ${ending.why}`
  return `"${title}" found a change by somebody else: ${differenceWords(ending.found)}`
}

async function interrupted(operation: Operation, last: StepRecord | null, work: ChangeWork): Promise<Ending> {
  const after = last?.title ?? null
  const {end} = await takeBack(operation, work)
  return end.kind === 'done'
    ? {kind: 'interrupted', after}
    : {kind: 'half-done', why: `It was interrupted, and could not be undone: ${whyOf(end)}`}
}

/** A bad version must not stay because the disk is full. */
async function takeBackSafely(operation: Operation, work: ChangeWork): Promise<Taken> {
  try {
    return await takeBack(operation, work)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return takeBack(operation, {...work, journal: memoryJournal()})
  }
}

/** Undoes the whole operation because of its effect on production. */
async function rollBack(operation: Operation, why: string, work: ChangeWork): Promise<Ending> {
  operation.words = why
  const {end} = await takeBackSafely(operation, work)
  return end.kind === 'done' ? {kind: 'rolled-back', why} : {kind: 'half-done', why: `${why}. It could not be undone: ${whyOf(end)}`}
}

async function takenBack(operation: Operation, why: string, work: ChangeWork): Promise<Ending> {
  operation.words = why
  const {end} = await takeBack(operation, work)
  if (end.kind !== 'done') return {kind: 'half-done', why: `${why}. It could not be undone: ${whyOf(end)}`}
  // Nothing was to be undone: AWS refused the first call.
  return operation.undo.length === 0 ? {kind: 'refused', refusal: {kind: 'failed', why}} : {kind: 'taken-back', why}
}

function whyOf(end: Exclude<UndoEnd, {kind: 'done'}>): string {
  const name = targetName(end.target)
  return end.kind === 'failed' ? `${name}: ${end.why}` : `${name} has neither its previous nor its new value: ${differenceWords(end.found)}`
}
