import type {Present} from '../model/cause.ts'

export interface Named {
  id: string
  present: Present
}

/** From here on a cause counts as likely. */
const likely = 0.5

export const isLikely = ({confidence}: {confidence: number}): boolean => confidence >= likely

/**
 * Best first. Likely causes come in the order of their harm (the order of the list of causes), because several can be true at once;
 * the others follow by confidence.
 */
export function rank(found: readonly Named[], harmOrder: readonly string[]): Named[] {
  const harm = (cause: Named) => harmOrder.indexOf(cause.id)
  return [...found].sort((a, b) => {
    const bothLikely = isLikely(a.present) && isLikely(b.present)
    return bothLikely ? harm(a) - harm(b) : b.present.confidence - a.present.confidence
  })
}
