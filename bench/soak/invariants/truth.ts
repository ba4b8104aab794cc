import {isUnfinished, type Operation} from '../../../src/model/plan/plan.ts'
import type {Facts, Invariant, Phase} from '../facts.ts'
import {isSame, keyed, put, settled, type Values} from '../targets.ts'

/** The values that an operation's end claims: those after it, or those before it where it was undone or refused. */
function claimedBy({status, steps, undo}: Operation): Values {
  const values: Values = new Map()
  if (status === 'done') for (const {key, step} of keyed(steps)) put(values, key, step.after)
  if (status === 'undone' || status === 'rolled-back') for (const {key, step} of keyed(undo)) put(values, key, step.after)
  return values
}

const isJudged = ({ended, name}: Phase): boolean => ended.kind === 'report' && name !== 'forget'

/** Somebody else's changes are not in this journal. */
const isShared = ({drawn, byHand}: Facts): boolean => drawn.other !== null || byHand !== null

/** The newest operation of the journal is as the journal describes it, in AWS. */
export const truth: Invariant = facts =>
  facts.phases.filter(isJudged).flatMap(({name, operations, after}) => {
    const [newest] = operations
    if (newest === undefined || isShared(facts)) return []
    // An earlier one that is still open is the newest that counts.
    const claimed = claimedBy(operations.find(isUnfinished) ?? newest)
    return [...claimed.values()].flatMap(({target, setting, value}) => {
      const shown = after.shown[target]
      if (shown === undefined && (value === undefined || value === null)) return []
      return isSame(settled(shown?.[setting]), value)
        ? []
        : [`after ${name}, ${newest.status}: ${setting} of ${target} is ${JSON.stringify(shown?.[setting])}, not ${JSON.stringify(value)}`]
    })
  })
