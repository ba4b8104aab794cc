import {distance} from 'fastest-levenshtein'

/** Letters to insert, delete or replace (Levenshtein). */
export {distance}

/** The candidates that were perhaps meant by a misspelt word, the nearest first, three at most. */
export function closest(word: string, candidates: readonly string[]): string[] {
  const most = Math.max(2, Math.floor(word.length / 3))
  return candidates
    .map(candidate => ({
      candidate,
      steps: word.length > 2 && candidate.startsWith(word) ? 0 : distance(word.toLowerCase(), candidate.toLowerCase()),
    }))
    .filter(({steps}) => steps <= most)
    .sort((a, b) => a.steps - b.steps)
    .slice(0, 3)
    .map(({candidate}) => candidate)
}

/** "Did you mean `a` or `b`?", or nothing. */
export function didYouMean(word: string, candidates: readonly string[]): string[] {
  const found = closest(word, candidates).map(candidate => `\`${candidate}\``)
  return found.length === 0 ? [] : [`Did you mean ${found.join(' or ')}?`]
}
