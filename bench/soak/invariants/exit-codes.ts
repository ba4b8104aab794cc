import {isUnfinished} from '../../../src/model/plan/plan.ts'
import {exitCodes} from '../../../src/model/user-error.ts'
import type {Facts, Invariant, Phase, Snapshot} from '../facts.ts'
import {isSame, settled} from '../targets.ts'

/** The settings that differ between two snapshots, as names. */
function changed(before: Snapshot, after: Snapshot): string[] {
  const targets = new Set([...Object.keys(before.shown), ...Object.keys(after.shown)])
  return [...targets].filter(target => {
    const [was, is] = [before.shown[target] ?? {}, after.shown[target] ?? {}]
    // An earlier command may have begun a change that AWS ends later.
    if (was.State !== undefined && !['Enabled', 'Disabled'].includes(String(was.State))) return false
    const names = new Set([...Object.keys(was), ...Object.keys(is)])
    return [...names].some(name => !isSame(settled(was[name]), settled(is[name])))
  })
}

const nothingChanged: readonly number[] = [
  exitCodes.usage,
  exitCodes.unreachable,
  exitCodes.refused,
  exitCodes.rolledBack,
  exitCodes.interrupted,
]
const statuses: Readonly<Record<string, readonly string[]>> = {
  done: ['done'],
  'rolled-back': ['rolled-back'],
  'taken-back': ['undone'],
  interrupted: ['undone'],
}

function ofCode(exitCode: number, {name, operations, after}: Phase, before: Snapshot, isShared: boolean): string[] {
  const words = `${name} ended with ${exitCode}`
  const unlike = isShared ? [] : changed(before, after)
  if (exitCode === exitCodes.halfDone) return operations.some(isUnfinished) ? [] : [`${words}, and no operation is half done`]
  if (nothingChanged.includes(exitCode) && unlike.length > 0) return [`${words}, and changed: ${unlike.join(', ')}`]
  return []
}

function ofPhase(phase: Phase, before: Snapshot, facts: Facts): string[] {
  const {name, ended, operations, warnings} = phase
  const isShared = facts.drawn.other !== null || facts.byHand !== null
  if (ended.kind === 'bug') return [`${name} threw: ${ended.message}`]
  const isOpen = operations.some(isUnfinished)
  // Another process that still runs is no half-done change.
  const isRunning = ended.kind === 'error' && ended.code === 'E_RUNNING'
  const warned =
    isRunning || isOpen === warnings.some(line => line.includes('half done'))
      ? []
      : [isOpen ? `no command warns of the half-done operation after ${name}` : `a warning without a half-done operation after ${name}`]
  if (ended.kind === 'killed') return warned
  const right = ended.kind === 'report' && name === 'change' ? statuses[ended.outcome] : undefined
  const [newest] = operations
  const mismatch =
    right === undefined || (newest !== undefined && right.includes(newest.status))
      ? []
      : [`${name} reports ${ended.kind === 'report' ? ended.outcome : ''}, and the journal has ${newest?.status}`]
  return [...warned, ...mismatch, ...ofCode(ended.exitCode, phase, before, isShared)]
}

/** The exit code of each command is that of the table, and true: 2, 4, 5, 7 and 130 changed nothing, 6 left something half done, nothing is a bug. */
export const exitCodesHold: Invariant = facts => {
  const before = [facts.start, ...facts.phases.map(({after}) => after)]
  return facts.phases.flatMap((phase, i) => ofPhase(phase, before[i] ?? facts.start, facts))
}
