import {AwsError, type AwsErrorKind} from '../aws/transport/aws-error.ts'
import type {Aws} from '../aws/transport/connection.ts'
import type {Journal} from '../model/plan/journal.ts'
import {type Difference, differences, differenceWords, holds, type Operation, type StepRecord} from '../model/plan/plan.ts'
import type {Progress} from '../model/progress.ts'
import {count} from '../text/units.ts'
import {perform} from './call-aws.ts'
import type {Reading} from './read-target.ts'
import {mayPass, pauseMs, StuckError, settle, stopwatch} from './retry.ts'

/** The inputs of carrying out. `tell` is for whoever watches; `stop` is aborted when they want it to end. */
export interface ChangeWork {
  aws: Aws
  journal: Journal
  tell: (progress: Progress) => void
  stop: AbortSignal
  /** The choice where the guard of a plan is inconclusive, and the plan leaves it to the user. `missing`: the gaps of a sure answer. */
  onInconclusive: (missing: readonly string[]) => Promise<'keep' | 'rollback'>
}

/** Runs work that does not end at an interruption. Whoever interrupts it reads at once the next step. */
export async function answering<T>({stop, tell}: ChangeWork, text: string, work: () => Promise<T>): Promise<T> {
  const answer = (): void => tell({kind: 'note', text})
  stop.addEventListener('abort', answer, {once: true})
  try {
    return await work()
  } finally {
    stop.removeEventListener('abort', answer)
  }
}

/** How a step ended. `drift`: the target is neither as before nor as after. `failed`: AWS did not do it. */
export type StepEnd = {kind: 'done'} | {kind: 'drift'; found: Difference[]} | {kind: 'failed'; why: string}

/** After a call whose answer was lost, AWS may need a moment before it shows the outcome. */
const settleMs = 3000
const mostCalls = 8
/** AWS accepted a change and does not show it: it is given this long. */
const showsWithinMs = 3 * 60_000

/**
 * Takes one step so that it is done once, whatever happens to the answers: looks, notes in the journal that it will call, calls,
 * and looks again. Only a seen state counts. A call is repeated only where the target is seen to be as before.
 */
export async function takeStep(step: StepRecord, operation: Operation, work: ChangeWork): Promise<StepEnd> {
  const {elapsedMs} = stopwatch(work.aws)
  try {
    const end = await steer(step, operation, work)
    if (end.kind === 'done') {
      work.tell({kind: 'done', title: step.title, seconds: elapsedMs() / 1000, already: step.status === 'pending'})
      step.status = step.status === 'pending' ? 'already' : 'done'
    } else step.status = step.status === 'pending' ? 'pending' : 'failed'
    work.journal.save(operation)
    return end
  } catch (error) {
    if (!(error instanceof AwsError || error instanceof StuckError)) throw error
    const why = error instanceof AwsError ? `${error.action}: ${error.detail}` : `AWS does not finish: ${error.message}`
    if (step.status !== 'pending') step.status = 'failed'
    work.journal.save(operation)
    return {kind: 'failed', why}
  }
}

async function steer(step: StepRecord, operation: Operation, work: ChangeWork): Promise<StepEnd> {
  for (let calls = 0; calls < mostCalls; calls++) {
    const before = await look(step, work)
    if (isDone(step, before)) return {kind: 'done'}
    const found = differences(step.before, before.settings)
    if (found.length > 0) return {kind: 'drift', found}
    if (calls > 0) withRevision(step, before)
    if (await isAccepted(step, before, operation, work)) return waitUntilShown(step, work)
    await stopwatch(work.aws).pause(settleMs + pauseMs(calls + 1))
  }
  return {kind: 'failed', why: `AWS did not accept the call in ${count(mostCalls, 'attempt')}`}
}

const look = (step: StepRecord, {aws, tell}: ChangeWork): Promise<Reading> => {
  const {elapsedMs} = stopwatch(aws)
  return settle(aws, step.target, ({state}) => tell({kind: 'waiting', title: step.title, state, seconds: elapsedMs() / 1000}))
}

/** A version is published when there is one that was not there before; only AWS knows its number. */
function isDone(step: StepRecord, {settings}: Reading): boolean {
  if (step.target.kind !== 'version') {
    const isAsAfter = holds(step.after, settings)
    // With its UUID, so that undo knows this mapping from one that somebody makes later.
    if (isAsAfter && step.target.kind === 'stream-mapping' && step.status !== 'pending') step.after = settings
    return isAsAfter
  }
  if (step.produced === null && step.status !== 'pending' && !holds(step.before, settings)) step.produced = settings
  return step.produced !== null
}

/** The alias is as before, so the call holds against its present revision. */
function withRevision({target, call}: StepRecord, {revision}: Reading): void {
  if (target.kind === 'alias' && revision !== null) call.input = {...call.input, RevisionId: revision}
}

/** Makes the call; false when it is open whether AWS took it. A sure refusal of AWS is thrown. */
async function isAccepted(step: StepRecord, before: Reading, operation: Operation, {aws, journal, tell}: ChangeWork): Promise<boolean> {
  step.status = 'started'
  journal.save(operation)
  tell({kind: 'calling', title: step.title, action: step.call.action})
  try {
    const produced = await perform(aws, step.call)
    if (produced !== null) step.produced = produced
    return true
  } catch (error) {
    if (!isOpen(error)) throw error
    tell({kind: 'retrying', title: step.title, why: error.detail})
    return !notTaken.has(error.kind) && hasMoved(step, before, aws)
  }
}

/** AWS says that it did not do it. Whether an earlier call of ours is in the way, the next look tells. */
const notTaken: ReadonlySet<AwsErrorKind> = new Set(['busy', 'throttled', 'conflict', 'credentials'])

/** A conflict may be with our own call, whose answer was lost. */
const isOpen = (error: unknown): error is AwsError => mayPass(error) || (error instanceof AwsError && error.kind === 'conflict')

/** The target changed since it was looked at: then the call was taken, even where its settings do not show yet. */
async function hasMoved({target}: StepRecord, {revision}: Reading, aws: Aws): Promise<boolean> {
  if (revision === null || target.kind === 'alias') return false
  const {pause} = stopwatch(aws)
  await pause(settleMs)
  return (await settle(aws, target)).revision !== revision
}

async function waitUntilShown(step: StepRecord, work: ChangeWork): Promise<StepEnd> {
  const {pause, elapsedMs} = stopwatch(work.aws)
  for (;;) {
    const reading = await look(step, work)
    if (isDone(step, reading)) return {kind: 'done'}
    const found = differences(step.after, reading.settings)
    if (differences(step.before, reading.settings).length > 0) {
      // An alarm is put whole and has no author: as AWS shows it after the call, it is this step's, and undo may delete it.
      if (step.target.kind === 'alarm') step.produced = reading.settings
      return {kind: 'failed', why: `AWS returns other values than the new ones: ${differenceWords(found)}`}
    }
    if (elapsedMs() > showsWithinMs) return {kind: 'failed', why: 'AWS accepted the call and does not show the change'}
    await pause(3000)
  }
}
