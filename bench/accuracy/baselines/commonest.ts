import {by} from '../shares.ts'

/** "Always the commonest cause", of those that are to be found: the least that anybody who looks has to beat. */
export function commonest(truths: readonly (string | null)[]): string | null {
  const [first] = [
    ...by(
      truths.filter(truth => truth !== null),
      truth => truth,
    ),
  ].sort((a, b) => b[1].length - a[1].length)
  return first?.[0] ?? null
}
