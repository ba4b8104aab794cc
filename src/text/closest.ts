/** The number of single-letter changes (a swap of two neighbours is one) that turn one word into the other. */
function distance(a: string, b: string): number {
  let before: number[] = []
  let last = Array.from({length: b.length + 1}, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      let steps = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) steps = Math.min(steps, (before[j - 2] ?? 0) + 1)
      row.push(steps)
    }
    before = last
    last = row
  }
  return last[b.length] ?? 0
}

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
