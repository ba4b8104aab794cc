import {
  type Difference,
  differences,
  holds,
  type Operation,
  type Settings,
  type StepRecord,
  type Target,
  targetName,
} from '../../model/plan/plan.ts'
import {callFor} from './calls.ts'

/** The changes of an operation, per target, the last one first: the former state, and every value that the operation has set or met. */
export interface Changed {
  target: Target
  before: Settings
  ours: Record<string, unknown[]>
}

/** A target as it is now; null when it is gone. */
export interface Present {
  settings: Settings | null
  revision: string | null
}

export type UndoStep = {kind: 'nothing'} | {kind: 'step'; step: StepRecord} | {kind: 'drift'; found: Difference[]} | {kind: 'gone'}

/** The targets to take back. A published version stays: it harms nobody, and deleting it would take a choice away. */
export function changedBy({steps, undo}: Pick<Operation, 'steps' | 'undo'>): Changed[] {
  const byTarget = new Map<string, Changed>()
  for (const {target, before, after, produced, status} of [...steps, ...undo]) {
    if (target.kind === 'version' || status === 'pending') continue
    // Somebody else made that mapping, or deleted it, just before the step.
    if (target.kind === 'stream-mapping' && status === 'already') continue
    const name = targetName(target)
    const changed = byTarget.get(name) ?? {target, before: {}, ours: {}}
    for (const [setting, value] of Object.entries(before)) if (!(setting in changed.before)) changed.before[setting] = value
    for (const values of [before, after, produced ?? {}]) {
      for (const [setting, value] of Object.entries(values)) changed.ours[setting] = [...(changed.ours[setting] ?? []), value]
    }
    byTarget.set(name, changed)
  }
  return [...byTarget.values()].reverse()
}

function titleOf(target: Target, before: Settings, functionName: string): string {
  const name = target.kind === 'mapping' ? `${targetName(target)} of ${functionName}` : targetName(target)
  if (target.kind !== 'stream-mapping') return `Restore ${name}`
  return before.Mapping === null ? `Delete ${name}` : `Create ${name} again`
}

/**
 * How one target gets back to where it was: in one call at most, and only from where the operation can have left it.
 * @param functionName of the operation, with its qualifier, for the title
 */
export function planUndo({target, before, ours}: Changed, {settings, revision}: Present, functionName: string): UndoStep {
  if (settings === null) return {kind: 'gone'}
  if (holds(before, settings)) return {kind: 'nothing'}
  const foreign = differences(before, settings).filter(
    ({setting, found}) => !(ours[setting] ?? []).some(value => holds({[setting]: value} as Settings, {[setting]: found} as Settings)),
  )
  if (foreign.length > 0)
    return {kind: 'drift', found: foreign.map(one => ({...one, expected: (ours[one.setting] ?? []).at(-1) ?? one.expected}))}
  const touched = Object.fromEntries(Object.keys(before).map(setting => [setting, settings[setting] ?? null])) as Settings
  return {
    kind: 'step',
    step: {
      title: titleOf(target, before, functionName),
      target,
      call: callFor(target, before, revision),
      before: touched,
      after: before,
      why: 'Restores the previous values.',
      risk: null,
      status: 'pending',
      produced: null,
    },
  }
}
