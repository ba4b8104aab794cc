import type {Evidence, PastOperation, Pipeline} from '../../model/evidence/evidence.ts'
import {known} from '../../model/evidence/item.ts'
import type {Operation, Settings, StepRecord} from '../../model/plan/plan.ts'
import {epochMs} from '../../text/units.ts'

/** An operation that has not ended may have made its change at any time of so long. */
const longestMs = 10 * 60_000

type Change = PastOperation['changes'][number]

const kinds: Partial<Record<StepRecord['target']['kind'], Change['what']>> = {
  mapping: 'mapping',
  alias: 'alias',
  concurrency: 'concurrency',
  configuration: 'function',
}

/** Plain values alone: a structure may hold anything. */
const plain = (value: unknown): Change['settings'][number]['before'] =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null

const settingsOf = (before: Settings, after: Settings): Change['settings'] =>
  Object.keys(after).map(name => ({name, before: plain(before[name]), after: plain(after[name])}))

const changesOf = (steps: readonly StepRecord[]): Change[] =>
  steps.flatMap(({target, before, after, status}) => {
    const what = kinds[target.kind]
    return what === undefined || (status !== 'done' && status !== 'started') ? [] : [{what, settings: settingsOf(before, after)}]
  })

/** The last changes of an operation: its steps, or those that took them back. */
function pastOperation({id, command, startedAt, endedAt, steps, undo, checkpointSeenAt}: Operation): PastOperation {
  const isTakenBack = undo.length > 0
  const endMs = endedAt === null ? null : epochMs(endedAt)
  const fromMs = isTakenBack && endMs !== null ? endMs - longestMs : epochMs(startedAt)
  return {
    id,
    command,
    fromMs,
    toMs: endMs ?? fromMs + longestMs,
    checkpointSeenMs: checkpointSeenAt === null ? null : epochMs(checkpointSeenAt),
    changes: changesOf(isTakenBack ? undo : steps),
  }
}

function concerns({functionName, ids, region}: Pipeline, operation: Operation): boolean {
  if (operation.region !== region) return false
  return operation.mapping === null ? operation.function.split(':')[0] === functionName : operation.mapping === ids.mapping
}

/** The evidence with ddbstream's own changes of its pipelines in the window, by the journal of this machine. */
export function withPastOperations(evidence: Evidence, operations: readonly Operation[]): Evidence {
  const mapping = {...evidence.items.mapping}
  for (const pipeline of evidence.pipelines) {
    const items = mapping[pipeline.ids.mapping]
    if (items === undefined) continue
    const past = operations
      .filter(operation => concerns(pipeline, operation))
      .map(pastOperation)
      .filter(({changes, fromMs, toMs}) => changes.length > 0 && toMs >= evidence.window.startMs && fromMs <= evidence.takenAt)
    mapping[pipeline.ids.mapping] = {...items, operations: known(past)}
  }
  return {...evidence, items: {...evidence.items, mapping}}
}
