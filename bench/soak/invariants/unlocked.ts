import {isUnfinished} from '../../../src/model/plan/plan.ts'
import type {Facts, Invariant, Phase} from '../facts.ts'

const lockTag = 'ddbstream:lock'
const hourMs = 3_600_000

/** A clock that AWS dated wrongly makes a lock last as much longer. */
const isMisdated = ({drawn}: Facts): boolean =>
  [...drawn.troubles, ...drawn.undoTroubles].some(one => one.kind === 'aws' && one.fault === 'skew')

/** The user knows of a lock that could not be removed. */
const isAnnounced = ({phases}: Facts): boolean =>
  phases.some(({notes}) => notes.some(text => text.startsWith('The lock of the mapping stays')))

/** The broken rules after one command. */
function ofPhase({name, operations, after}: Phase, facts: Facts): string[] {
  const over = new Set(operations.flatMap(one => (isUnfinished(one) || one.status === 'forgotten' ? [] : [one.id])))
  return Object.entries(after.tags).flatMap(([arn, {[lockTag]: lock, ...tags}]) => {
    const {[lockTag]: _, ...before} = facts.start.tags[arn] ?? tags
    const [operation = '', , expiry = ''] = (lock ?? '').split(' ')
    const lastsMs = Date.parse(expiry) - after.nowMs
    return [
      ...(over.has(operation) && lastsMs > 0 && !isAnnounced(facts)
        ? [`after ${name}, the lock of ${operation}, which is over, is on ${arn}`]
        : []),
      ...(lastsMs > hourMs && !isMisdated(facts) ? [`after ${name}, the lock of ${operation} lasts for ${lastsMs / 60_000} minutes`] : []),
      ...(JSON.stringify(tags) === JSON.stringify(before) ? [] : [`after ${name}, the tags of ${arn} are ${JSON.stringify(tags)}`]),
    ]
  })
}

/** No mapping is locked by an operation that is over, and no lock lasts longer than an hour. Other tags are as before. */
export const unlocked: Invariant = facts => facts.phases.flatMap(one => ofPhase(one, facts))
