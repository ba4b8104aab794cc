import type {Target} from '../model/plan/plan.ts'
import {lockActions} from './lock.ts'
import {callActions} from './plans/calls.ts'
import {readActions} from './read-target.ts'

type Kind = Target['kind']

/** The IAM actions for carrying out a plan with steps on targets of these kinds, and for undoing it. A plan that touches a mapping locks it. */
export const applyActions = (kinds: readonly Kind[]): string[] => [
  ...(kinds.includes('mapping') || kinds.includes('stream-mapping') ? lockActions : []),
  ...kinds.flatMap(kind => [...readActions[kind], ...callActions[kind].forth, ...callActions[kind].back]),
]

/** The IAM actions for undoing any operation. */
export const takeBackActions: readonly string[] = [
  ...lockActions,
  ...(Object.keys(callActions) as Kind[])
    .filter(kind => callActions[kind].back.length > 0)
    .flatMap(kind => [...readActions[kind], ...callActions[kind].back]),
]
