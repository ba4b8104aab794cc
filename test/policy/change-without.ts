import {UserError} from '../../src/model/user-error.ts'
import {planUndoOf, undo} from '../../src/use-cases/changes/undo.ts'
import {type Account, accountOf} from '../faults/account.ts'
import {compare} from '../faults/kill.ts'
import {untrue} from '../faults/noise.ts'
import type {Scene} from '../faults/scene.ts'
import type {Change} from './changes.ts'
import {watch} from './watched-lab.ts'
import {actionsOf, type Extent, type Product} from './without.ts'

interface Outcome {
  exitCode: number
  /** All that was told, as text. */
  text: string
  asked: string[]
  denied: string[]
  /** Statements of the journal that are not true, and changes that cannot be undone. */
  faults: string[]
}

/** Carries a change out with these rights, and compares the state that it has left behind. */
async function changeWith({open, run}: Change, allowed: readonly string[]): Promise<Outcome> {
  const {scene, original} = await open()
  const watched = watch(scene.lab)
  const before = await accountOf(scene)
  const process = scene.process()
  watched.allow(allowed)
  const end = await run(scene, process).catch((error: unknown) => {
    if (!(error instanceof UserError)) throw error
    return {exitCode: error.exitCode, report: [error.message, error.hints]}
  })
  const [asked, denied] = [watched.asked(), watched.denied()]
  watched.allow(null)
  const text = JSON.stringify([end.report, process.told])
  return {exitCode: end.exitCode, text, asked, denied, faults: await leftBehind(scene, {original, before}, end.exitCode)}
}

/** The conditions of each end: the exit code, the status in the journal, the account. */
async function leftBehind(scene: Scene, {original, before}: {original: Account; before: Account}, exitCode: number): Promise<string[]> {
  const [operation] = scene.journal.all()
  const now = await accountOf(scene)
  if (operation === undefined || operation.status === 'refused')
    return [...([4, 7].includes(exitCode) ? [] : [`nothing was done, and it exits ${exitCode}`]), ...compare(before, now, scene)]
  if (operation.status === 'done') {
    // Of an undo that was refused, the earlier changes stay.
    const unchanged = exitCode === 7 ? compare(before, now, scene) : []
    return [
      ...([0, 1, 3, 7].includes(exitCode) ? [] : [`done, and it exits ${exitCode}`]),
      ...unchanged,
      ...(await untrue(operation, scene)),
    ]
  }
  if (operation.status === 'undone' || operation.status === 'rolled-back')
    return [...([0, 5, 7, 130].includes(exitCode) ? [] : [`taken back, and it exits ${exitCode}`]), ...compare(original, now, scene)]
  const wrong = exitCode === 6 ? [] : [`${operation.status}, and it exits ${exitCode}`]
  const {context} = scene.process()
  await undo(await planUndoOf(operation, context), context)
  return [...wrong, ...compare(original, await accountOf(scene), scene)]
}

/** Carries each change out with exactly the policy of its command, and without each action in the first change that asks for it, or in all. */
export async function changeWithoutEach(command: string, changes: readonly Change[], {all, but = []}: Extent): Promise<Product> {
  const actions = actionsOf(command)
  const [faults, left] = [[] as string[], new Set(actions.filter(action => !but.includes(action)))]
  let runs = 0
  for (const change of changes) {
    if (left.size === 0 && !all && but.length > 0) break
    const exact = await changeWith(change, actions)
    runs += 1
    if (exact.denied.length > 0) faults.push(`${change.name}: the policy lacks ${exact.denied.join(', ')}`)
    faults.push(...exact.faults.map(fault => `${change.name}: ${fault}`))
    for (const action of all ? exact.asked : exact.asked.filter(one => left.has(one))) {
      left.delete(action)
      const without = await changeWith(
        change,
        actions.filter(one => one !== action),
      )
      runs += 1
      const complaints = [
        ...(without.denied.join() === action ? [] : [`denied was ${without.denied.join(', ') || 'nothing'}`]),
        ...(without.text.includes(action) ? [] : ['it does not name the action']),
        // Without it no lock can be removed: it expires.
        ...without.faults.filter(fault => action !== 'lambda:UntagResource' || !fault.startsWith('locked by')),
      ]
      faults.push(...complaints.map(complaint => `${change.name}, without ${action}: exit ${without.exitCode}: ${complaint}`))
    }
  }
  return {runs, faults, unasked: [...left]}
}
