import {isUnfinished} from '../../../src/model/plan/plan.ts'
import type {Facts, Invariant} from '../facts.ts'
import {operationsOf} from './once.ts'

const lockTag = 'ddbstream:lock'
const hourMs = 3_600_000

/** A clock that AWS dated wrongly makes a lock last as much longer. */
const isMisdated = ({drawn}: Facts): boolean =>
  [...drawn.troubles, ...drawn.undoTroubles].some(one => one.kind === 'aws' && (one.fault === 'skew' || one.fault === 'deny'))

/** After the last undo no mapping is locked by an operation that is over, and no lock lasts longer than an hour. Other tags are as before. */
export const unlocked: Invariant = facts => {
  const {start, phases} = facts
  const last = phases.at(-1)?.after
  if (last === undefined) return []
  const isAnnounced = phases.some(({notes}) => notes.some(text => text.startsWith('The lock of the mapping stays')))
  const over = new Set(operationsOf(facts).flatMap(one => (isUnfinished(one) || one.status === 'forgotten' ? [] : [one.id])))
  return Object.entries(last.tags).flatMap(([arn, {[lockTag]: lock, ...tags}]) => {
    const {[lockTag]: _, ...before} = start.tags[arn] ?? tags
    const [operation = '', , expiry = ''] = (lock ?? '').split(' ')
    const lastsMs = Date.parse(expiry) - last.nowMs
    return [
      ...(over.has(operation) && lastsMs > 0 && !isAnnounced ? [`the lock of ${operation}, which is over, is on ${arn}`] : []),
      ...(lastsMs > hourMs && !isMisdated(facts) ? [`the lock of ${operation} lasts for ${lastsMs / 60_000} minutes`] : []),
      ...(JSON.stringify(tags) === JSON.stringify(before) ? [] : [`the tags of ${arn} are ${JSON.stringify(tags)}`]),
    ]
  })
}
