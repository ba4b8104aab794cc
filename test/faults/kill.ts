import {operationToUndo, planUndoOf, undo} from '../../src/use-cases/changes/undo.ts'
import {type Account, accountOf} from './account.ts'
import {type Case, openCase, run} from './changes.ts'
import type {Death, Process, Scene} from './scene.ts'

/** How many requests a fix makes when nothing goes wrong; a few more or less, because the lab's day begins now. */
export async function requestsOf(one: Case): Promise<number> {
  const scene = await openCase(one)
  const process = scene.process()
  await run(one, scene, process)
  return process.requests()
}

/** The outcome of a fix that was killed there and undone. `faults` is empty when all is well. */
export interface Killed {
  faults: string[]
  updates: number
}

/** Kills the fix at a request, runs `undo`, and compares the account with its former state. null when it ended before that request. */
export async function killAndUndo(one: Case, death: Death): Promise<Killed | null> {
  const scene = await openCase(one)
  const before = await accountOf(scene)
  const process = scene.process(death)
  const end = await Promise.race([run(one, scene, process).then(() => 'ended' as const), process.died])
  if (end !== 'died') return null
  const updates = await takeBack(scene)
  scene.advance(600)
  const after = await accountOf(scene)
  // Killed when all was done, it stays done.
  const isDone = scene.journal.all()[0]?.status === 'done'
  return {faults: compare(isDone ? {...before, settings: after.settings} : before, after, scene), updates}
}

/** The same, but at that request it kills the undo of a fix that was killed half-way; a second undo then ends it. */
export async function killUndo(one: Case, halfway: number, death: Death): Promise<Killed | null> {
  const scene = await openCase(one)
  const before = await accountOf(scene)
  const process = scene.process({nth: halfway, when: 'after'})
  await Promise.race([run(one, scene, process), process.died])
  const undoing = scene.process(death)
  const end = await Promise.race([takeBack(scene, undoing).then(() => 'ended' as const), undoing.died])
  if (end !== 'died') return null
  const updates = await takeBack(scene)
  scene.advance(600)
  return {faults: compare(before, await accountOf(scene), scene), updates}
}

/** `ddbstream undo`; answers how many changes it called for. */
export async function takeBack(scene: Scene, {context}: Process = scene.process()): Promise<number> {
  const operation = operationToUndo(scene.journal, undefined)
  if (operation === null || operation.status === 'done') return 0
  const {steps} = await undo(await planUndoOf(operation, context), context)
  return steps.length
}

const stateOf = ({settings}: Account): unknown => (settings.mapping as {State?: string}).State

/** A mapping that was deleted and is made again is another one, and starts where undo has it start. */
const identity = ['UUID', 'EventSourceMappingArn', 'StartingPosition']
const deletes = ({journal}: Scene): boolean => journal.all().some(({steps}) => steps.some(({after}) => after.Mapping === null))

export function compare(before: Account, after: Account, scene: Scene): string[] {
  const {journal} = scene
  const hidden = deletes(scene) ? identity : []
  const text = ({settings}: Account, name: string) =>
    JSON.stringify(settings[name], (key, value) => (hidden.includes(key) ? undefined : value))
  const unlike = Object.keys(before.settings).filter(name => text(before, name) !== text(after, name))
  return [
    ...(stateOf(after) === 'Enabled' ? [] : [`the mapping is ${stateOf(after)}`]),
    ...unlike.map(name => `${name} is ${JSON.stringify(after.settings[name])}, was ${JSON.stringify(before.settings[name])}`),
    ...(after.lost > before.lost ? [`${after.lost - before.lost} records lost`] : []),
    ...(after.uncounted === 0 ? [] : [`${after.uncounted} records uncounted`]),
    ...journal.open().map(({id, status}) => `${id} is ${status}`),
    ...(after.lockedBy === null ? [] : [`locked by ${after.lockedBy}`]),
  ]
}
