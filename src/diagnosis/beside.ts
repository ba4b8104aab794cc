import type {CauseReport} from '../model/report/report.ts'
import {isLikely} from './rank.ts'

type Judged = Pick<CauseReport, 'id' | 'confidence' | 'harmful' | 'passes' | 'fixes'>

const text = {
  passes: (id: string) => `A second cause (${id}) passes on its own, and the age may grow first. Run the doctor again if it does not fall.`,
  remains: (id: string) => `A second cause is likely (${id}). Run the doctor again if it remains.`,
}

/** A doubt that already tells the reader to do so. */
const looksAgain = /run the doctor again/i

/** Another cause that the action for the first one does not end: one that harms comes first. */
function secondOf([first, ...others]: readonly Judged[]): string | null {
  if (!first?.harmful) return null
  const likely = others.filter(isLikely)
  const harm = likely.find(({harmful}) => harmful)
  if (harm) return text.remains(harm.id)
  const passing = likely.find(({passes}) => passes)
  return passing ? text.passes(passing.id) : null
}

/** The causes, where the recommended action names another cause that remains after it. */
export function withSecond<C extends Judged>(causes: readonly C[]): C[] {
  const second = secondOf(causes)
  const [first, ...others] = causes
  const [fix, ...more] = first?.fixes ?? []
  if (second === null || !first || !fix || looksAgain.test(fix.doubt ?? '')) return [...causes]
  const doubt = [...(fix.doubt ? [fix.doubt] : []), second].join(' ')
  return [{...first, fixes: [{...fix, doubt}, ...more]}, ...others]
}
