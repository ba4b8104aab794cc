import type {z} from 'zod'
import {streamLabel} from '../evidence/stream-label.ts'
import type {operationSchema, planSchema, stepRecordSchema, stepSchema} from './plan-schema.ts'

/** The alarms that watch a new version after the steps, and the condition of its rollback. */
export type PlannedGuard = NonNullable<Plan['guard']>
/** A change as data: its calls in order, and its effect on the records. Nothing of it has been done. */
export type Plan = z.infer<typeof planSchema>
/** One API call of a plan. `before` and `after` hold the values that it changes, in AWS's own names. */
export type Step = z.infer<typeof stepSchema>
/** Records that a plan discards. */
export type Loss = NonNullable<Plan['losses']>[number]
export type Call = Step['call']
export type Target = Step['target']
export type Settings = Step['before']

/** A plan that was carried out, or begun: one file of the journal. */
export type Operation = z.infer<typeof operationSchema>
export type StepRecord = z.infer<typeof stepRecordSchema>

/** The risk of a step that deletes a mapping whose stream is gone; no undo is offered after it. */
export const cannotBeUndone = 'It cannot be undone: AWS creates no mapping for a stream that does not exist.'

/** Stands in later steps for the number of the version that an earlier one publishes. */
export const publishedVersion = 'PUBLISHED_VERSION'

/** A setting that is not as it was expected to be. */
export interface Difference {
  setting: string
  expected: unknown
  found: unknown
}

/**
 * Whether a value of AWS's is as expected. AWS may add members to a structure, leaves out one that is not set, and documents no order
 * for lists.
 */
export function same(expected: unknown, found: unknown): boolean {
  if ((expected ?? null) === (found ?? null)) return true
  if (typeof expected !== 'object' || typeof found !== 'object' || expected === null || found === null) return false
  if (Array.isArray(expected) || Array.isArray(found)) return Array.isArray(expected) && Array.isArray(found) && sameList(expected, found)
  return Object.entries(expected).every(([name, value]) => same(value, (found as Settings)[name]))
}

/** Whether each member of one list has a partner of its own in the other. */
function sameList(expected: readonly unknown[], found: readonly unknown[]): boolean {
  const left = [...found]
  for (const value of expected) {
    const i = left.findIndex(other => same(value, other))
    if (i < 0) return false
    left.splice(i, 1)
  }
  return left.length === 0
}

/** The settings that are expected and found otherwise; those that are not expected may be anything. */
export const differences = (expected: Settings, found: Settings): Difference[] =>
  Object.entries(expected)
    .filter(([setting, value]) => !same(value, found[setting]))
    .map(([setting, value]) => ({setting, expected: value, found: found[setting] ?? null}))

/** "BatchSize is 200, not 100". Of a structure only the members that differ. */
export const differenceWords = (list: readonly Difference[]): string =>
  list
    .flatMap(innermost)
    .map(({setting, expected, found}) => `${setting} is ${valueWords(found)}, not ${valueWords(expected)}`)
    .join('; ')

function innermost({setting, expected, found}: Difference): Difference[] {
  if (!isStructure(expected) || !isStructure(found)) return [{setting, expected, found}]
  return differences(expected, found).flatMap(inner => innermost({...inner, setting: `${setting}.${inner.setting}`}))
}

const isStructure = (value: unknown): value is Settings => typeof value === 'object' && value !== null && !Array.isArray(value)

/** So much of a long value is shown. */
const longest = 120

function valueWords(value: unknown): string {
  if (value === null || value === undefined) return 'not set'
  const text = JSON.stringify(value)
  return text.length <= longest ? text : `${text.slice(0, longest)}…`
}

/** Whether all that is expected is so. */
export const holds = (expected: Settings, found: Settings): boolean => differences(expected, found).length === 0

/** Whether something is left to do or to undo before the operation can be forgotten. */
export const isUnfinished = ({status}: Pick<Operation, 'status'>): boolean => status === 'running' || status === 'half-done'

/** `orders-projector:live`. */
const nameIn = (functionArn: string): string => functionArn.split(':').slice(6).join(':')

/** "The mapping 4dfa… no longer exists." */
export const goneWords = (target: Target): string => `${targetName(target).replace(/^the/, 'The')} no longer exists.`

/** The name of a target in sentences. */
export function targetName(target: Target): string {
  switch (target.kind) {
    case 'mapping':
      return `the mapping ${target.uuid}`
    case 'alias':
      return `the alias ${target.alias} of ${target.functionName}`
    case 'version':
      return `the versions of ${target.functionName}`
    case 'concurrency':
      return `the reserved concurrency of ${target.functionName}`
    case 'configuration':
      return `the configuration of ${target.functionName}`
    case 'alarm':
      return `the alarm ${target.name}`
    case 'insights':
      return `Contributor Insights of the table ${target.table}`
    case 'stream-mapping':
      return `the mapping of ${nameIn(target.functionArn)} on the stream ${streamLabel(target.eventSourceArn)}`
  }
}
