import {getCallerIdentity} from '../aws/sts.ts'
import {exitCodes, UserError} from '../model/errors.ts'
import {differenceWords, isUnfinished, type Operation, targetName} from '../model/plan.ts'
import type {HistoryReport, UndoReport} from '../model/treatment.ts'
import {takeBackActions} from '../treatments/actions.ts'
import {type Journal, stillRuns, voidLocks} from '../treatments/journal.ts'
import {lockMapping, notLocked, unlockMapping} from '../treatments/lock.ts'
import {patiently} from '../treatments/patience.ts'
import type {Workshop} from '../treatments/step.ts'
import {takeBack, type UndoEnd} from '../treatments/undo.ts'
import {atWork, type Treating} from './treat.ts'

/** Who asks needs no permission. */
export const undoActions: readonly string[] = takeBackActions

/** All operations of the journal, newest first. */
export const historyOf = (journal: Journal): HistoryReport => ({schemaVersion: 1, operations: journal.all()})

/** The operation that is meant: the one named, else the newest unfinished one, else the newest that was carried out. */
export function operationToUndo(journal: Journal, id: string | undefined): Operation | null {
  const all = journal.all()
  if (id === undefined) return all.find(isUnfinished) ?? all.find(({status}) => status === 'done') ?? null
  const found = all.find(operation => operation.id === id)
  if (found !== undefined) return found
  throw new UserError('E_NO_OPERATION', exitCodes.usage, `The journal has no operation ${id}.`, ['`ddbstream history` lists them.'])
}

/** What undoing would do. `steps` is empty when all is as it was before. */
export interface PlannedUndo {
  operation: Operation
  steps: UndoReport['steps']
}

/** Looks at what is, and plans the way back. Refuses while the operation still runs, and where somebody else has changed things since. */
export async function planUndoOf(operation: Operation, treating: Treating): Promise<PlannedUndo> {
  if (stillRuns(operation))
    throw new UserError('E_RUNNING', exitCodes.refused, `The operation ${operation.id} still runs, in process ${operation.process.pid}.`, [
      'Stop it there with Ctrl-C: it takes back what it has done.',
    ])
  return atWork(treating, operation.region, async shop => {
    await refuseOtherAccount(operation, shop)
    const {end, steps} = await takeBack(structuredClone(operation), shop, true)
    if (end.is !== 'done') throw cannot(operation, end, false)
    return {operation, steps}
  })
}

async function refuseOtherAccount({account, id}: Operation, {aws}: Workshop): Promise<void> {
  const identity = await patiently(aws, () => getCallerIdentity(aws))
  if (account === null || identity.Account === account) return
  throw new UserError(
    'E_OTHER_ACCOUNT',
    exitCodes.refused,
    `The operation ${id} was made in account ${account}, and this is ${identity.Account}.`,
    ['Name the profile of that account with --profile.'],
  )
}

/** Takes an operation back. It says exactly which steps were undone; where it stops half-way it can be run again. */
export const undo = ({operation, steps: planned}: PlannedUndo, treating: Treating): Promise<UndoReport> =>
  atWork(treating, operation.region, async shop => {
    const {mappingArn, id, caller, status} = operation
    if (mappingArn !== null) await lock(mappingArn, operation, treating.steal, shop)
    const begun = operation.undo.length
    const {end} = await takeBack(operation, shop)
    if (end.is !== 'done') {
      const isBegun = await isLessLeft(operation, planned.length, shop)
      operation.status = isBegun ? 'half-done' : status
      shop.journal.save(operation)
      throw cannot(operation, end, isBegun)
    }
    const text = mappingArn === null ? null : await unlockMapping(shop.aws, mappingArn, id)
    if (text !== null) shop.tell({is: 'note', text})
    const {account, region} = operation
    const steps = operation.undo.slice(begun)
    return {schemaVersion: 1, scope: {account, caller, region}, outcome: steps.length === 0 ? 'nothing-to-do' : 'undone', operation, steps}
  })

/** Whether something was put back, seen from what is; where that cannot be seen, it may have been. */
async function isLessLeft(operation: Operation, planned: number, shop: Workshop): Promise<boolean> {
  const {end, steps} = await takeBack(structuredClone(operation), shop, true)
  return end.is !== 'done' || steps.length < planned
}

async function lock(mappingArn: string, own: Operation, steal: boolean, {aws, journal, tell}: Workshop): Promise<void> {
  const locking = await lockMapping(aws, mappingArn, own, {isVoid: voidLocks(journal, own.id), steal})
  if (locking.is === 'not-allowed') tell({is: 'note', text: notLocked(locking.action)})
  if (locking.is !== 'taken') return
  const {owner, operation} = locking.lock
  throw new UserError('E_LOCKED', exitCodes.refused, `${owner} is changing this mapping (operation ${operation}). Nothing was undone.`, [
    'Talk to them. If they have gone, take it over with --steal.',
  ])
}

/** @param begun whether something was called already: then it is half done. */
function cannot({id}: Operation, end: Exclude<UndoEnd, {is: 'done'}>, begun: boolean): UserError {
  const name = targetName(end.target)
  const code = begun ? exitCodes.halfDone : exitCodes.refused
  if (end.is === 'failed')
    return new UserError('E_UNDO', code, `${name} could not be put back: ${end.why}.`, [`Try again: \`ddbstream undo ${id}\`.`])
  return new UserError('E_DRIFT', code, `${name} is not as the operation ${id} left it: ${differenceWords(end.found)}.`, [
    'Somebody has changed it since; undoing would overwrite that. Change it by hand, or with `ddbstream configure`.',
  ])
}
