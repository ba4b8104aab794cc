import type {Operation} from '../../../src/model/plan/plan.ts'
import type {Facts, Invariant} from '../facts.ts'

/** The calls that plans and undos make. */
const mutating = /^(lambda:(Update|Create|Delete|Put|Publish)|cloudwatch:(PutMetricAlarm|DeleteAlarms)|dynamodb:Update)/

/** All operations of the run, as they were at last: a journal may be that of another operator. */
export function operationsOf({phases}: Pick<Facts, 'phases'>): Operation[] {
  const byId = new Map(phases.flatMap(({operations}) => operations.map(one => [one.id, one] as const)))
  return [...byId.values()]
}

/** A disk that is full takes no note of the undo. */
const isUnnoted = ({drawn}: Facts): boolean => [...drawn.troubles, ...drawn.undoTroubles].some(({kind}) => kind === 'full-disk')

/** No call takes effect more often than the journal has steps that were begun. */
export const once: Invariant = facts => {
  const {start, phases, byHand} = facts
  const last = phases.at(-1)?.after
  if (last === undefined || isUnnoted(facts)) return []
  const begun = operationsOf(facts)
    .flatMap(({steps, undo}) => [...steps, ...undo])
    .filter(({status}) => status !== 'pending' && status !== 'already')
  return Object.entries(last.taken)
    .filter(([action]) => mutating.test(action))
    .flatMap(([action, taken]) => {
      const made = taken - (start.taken[action] ?? 0) - (byHand?.action === action ? 1 : 0)
      const steps = begun.filter(({call}) => call.action === action).length
      return made > steps ? [`${action} took effect ${made} times for ${steps} steps`] : []
    })
}
