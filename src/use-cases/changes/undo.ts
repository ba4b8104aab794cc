import {getCallerIdentity} from '../../aws/sts.ts'
import {takeBackActions} from '../../changes/actions.ts'
import {stillRuns, voidLocks} from '../../changes/journal.ts'
import {lockMapping, notLocked, unlockMapping} from '../../changes/lock.ts'
import {patiently} from '../../changes/retry.ts'
import {answering, type ChangeWork} from '../../changes/step.ts'
import {takeBack, type UndoEnd} from '../../changes/undo.ts'
import type {HistoryReport, UndoReport} from '../../model/plan/change-report.ts'
import type {Journal} from '../../model/plan/journal.ts'
import {differenceWords, goneWords, isUnfinished, type Operation, targetName} from '../../model/plan/plan.ts'
import {UserError} from '../../model/user-error.ts'
import {atWork, type ChangeContext} from './run-change.ts'

/** Who asks needs no permission. */
export const undoActions: readonly string[] = takeBackActions

/** All operations of the journal, newest first, and those that still run. */
export function historyOf(journal: Journal): HistoryReport {
  const operations = journal.all()
  return {schemaVersion: 1, operations, running: operations.filter(stillRuns).map(({id}) => id)}
}

/**
 * The operation that is meant: the one named, else the newest unfinished one, else the newest change, and only that one: to undo twice
 * must not reach a change of yesterday. Null where the newest change is undone already, or nothing was changed.
 */
export function operationToUndo(journal: Journal, id: string | undefined): Operation | null {
  if (id !== undefined) return operationNamed(journal, id)
  const all = journal.all()
  const newest = all.find(isUnfinished) ?? all.find(({status}) => status !== 'refused' && status !== 'forgotten')
  return newest === undefined || isUnfinished(newest) || newest.status === 'done' ? (newest ?? null) : null
}

function operationNamed(journal: Journal, id: string): Operation {
  const found = journal.all().find(operation => operation.id === id)
  if (found !== undefined) return found
  throw new UserError('E_NO_OPERATION', `The journal has no operation ${id}.`, ['`ddbstream history` lists them.'])
}

/**
 * Closes an operation that nothing can undo any more, so that no command warns of it and `undo` does not choose it. It changes nothing
 * at AWS. Refuses an operation that still runs, and one that is closed already.
 */
export function forget(journal: Journal, id: string): Operation {
  const operation = operationNamed(journal, id)
  if (stillRuns(operation)) throw running(operation)
  if (!isUnfinished(operation) && operation.status !== 'done')
    throw new UserError('E_CLOSED', `The operation ${id} is closed already: ${operation.status}.`)
  const closed: Operation = {...operation, status: 'forgotten', restoreAt: null}
  journal.save(closed)
  return closed
}

const running = ({id, process: {pid}}: Operation): UserError =>
  new UserError('E_RUNNING', `The operation ${id} still runs, in process ${pid}.`, ['Stop it there with Ctrl-C: it undoes its changes.'])

/** The steps of undoing. `steps` is empty when all is as it was before, or the changed targets no longer exist. */
export interface PlannedUndo {
  operation: Operation
  steps: UndoReport['steps']
  gone: UndoReport['gone']
}

/** Reads the present state, and plans the way back. Refuses while the operation still runs, and where somebody else has changed things since. */
export async function planUndoOf(operation: Operation, context: ChangeContext): Promise<PlannedUndo> {
  if (stillRuns(operation)) throw running(operation)
  return atWork(context, operation.region, async work => {
    await refuseOtherAccount(operation, work)
    const {end, steps, gone} = await takeBack(structuredClone(operation), work, true)
    if (end.kind !== 'done') throw cannot(operation, end, false)
    return {operation, steps, gone: gone.map(goneWords)}
  })
}

async function refuseOtherAccount({account, id}: Operation, {aws}: ChangeWork): Promise<void> {
  const identity = await patiently(aws, () => getCallerIdentity(aws))
  if (account === null || identity.Account === account) return
  throw new UserError('E_OTHER_ACCOUNT', `The operation ${id} was made in account ${account}, and this is ${identity.Account}.`, [
    'Pass the profile of that account with --profile.',
  ])
}

/**
 * Takes an operation back. It says exactly which steps were undone; where it stops half-way it can be run again. An operation of which
 * nothing exists any more stays open: nothing was restored, and closing it is the user's decision.
 */
export const undo = ({operation, steps: planned, gone}: PlannedUndo, context: ChangeContext): Promise<UndoReport> =>
  atWork(context, operation.region, async work => {
    const {mappingArn, id, account, region, caller, status} = operation
    const scope = {account, caller, region}
    if (planned.length === 0 && gone.length > 0) return {schemaVersion: 1, scope, outcome: 'nothing-to-do', operation, steps: [], gone}
    if (mappingArn !== null) await lock(mappingArn, operation, context.steal, work)
    const begun = operation.undo.length
    const text = 'Interrupted. The undo runs to its end, which may take minutes. Ctrl-C again ends now and leaves it half done.'
    const {end} = await answering(work, text, () => takeBack(operation, work))
    if (end.kind !== 'done') {
      const isBegun = await isLessLeft(operation, planned.length, work)
      operation.status = isBegun ? 'half-done' : status
      work.journal.save(operation)
      throw cannot(operation, end, isBegun)
    }
    const note = mappingArn === null ? null : await unlockMapping(work.aws, mappingArn, id)
    if (note !== null) work.tell({kind: 'note', text: note})
    const steps = operation.undo.slice(begun)
    return {schemaVersion: 1, scope, outcome: steps.length === 0 ? 'nothing-to-do' : 'undone', operation, steps, gone}
  })

/** Whether something was put back, by the present state; where that cannot be seen, it may have been. */
async function isLessLeft(operation: Operation, planned: number, work: ChangeWork): Promise<boolean> {
  const {end, steps} = await takeBack(structuredClone(operation), work, true)
  return end.kind !== 'done' || steps.length < planned
}

async function lock(mappingArn: string, own: Operation, steal: boolean, {aws, journal, tell}: ChangeWork): Promise<void> {
  const locking = await lockMapping(aws, mappingArn, own, {isVoid: voidLocks(journal, own.id), steal})
  // A mapping that is gone has nothing to lock, and nothing to undo.
  if (locking.kind === 'gone') return
  if (locking.kind === 'not-allowed') tell({kind: 'note', text: notLocked(locking.action)})
  if (locking.kind !== 'taken') return
  const {owner, operation} = locking.lock
  throw new UserError('E_LOCKED', `${owner} is changing this mapping (operation ${operation}). Nothing was undone.`, [
    'Talk to them. If they have gone, take over their lock with --steal.',
  ])
}

/** @param begun whether something was called already: then it is half done. */
function cannot({id}: Operation, end: Exclude<UndoEnd, {kind: 'done'}>, begun: boolean): UserError {
  const name = targetName(end.target)
  if (end.kind === 'failed')
    return new UserError(begun ? 'E_UNDO_HALF_DONE' : 'E_UNDO', `${name} could not be restored: ${end.why}.`, [
      `Try again: \`ddbstream undo ${id}\`.`,
      `If it cannot succeed, set it manually, then close the operation: \`ddbstream history --forget ${id}\`.`,
    ])
  return new UserError(
    begun ? 'E_UNDO_HALF_DONE' : 'E_DRIFT',
    `${name} does not have the value of the operation ${id}: ${differenceWords(end.found)}.`,
    [
      'Somebody changed it afterwards, and undo would overwrite that change. Set it manually.',
      `Then close the operation: \`ddbstream history --forget ${id}\`.`,
    ],
  )
}
