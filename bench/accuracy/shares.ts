/** The 95 % interval of a share, after Wilson: it holds for few cases and for shares near 0 and 1. */
export function wilson(hits: number, all: number): {low: number; high: number} {
  if (all === 0) return {low: 0, high: 1}
  const z = 1.959_964
  const share = hits / all
  const middle = (share + (z * z) / (2 * all)) / (1 + (z * z) / all)
  const half = (z / (1 + (z * z) / all)) * Math.sqrt((share * (1 - share)) / all + (z * z) / (4 * all * all))
  return {low: Math.max(0, middle - half), high: Math.min(1, middle + half)}
}

export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`

export function rate(name: string, hits: number, all: number): string {
  const {low, high} = wilson(hits, all)
  return `${name.padEnd(46)} ${`${hits}/${all}`.padStart(10)}  ${percent(all === 0 ? 0 : hits / all).padStart(7)}  (95 %: ${percent(low)} to ${percent(high)})`
}

export const by = <T, K>(list: readonly T[], key: (one: T) => K): Map<K, T[]> => {
  const groups = new Map<K, T[]>()
  for (const one of list) groups.set(key(one), [...(groups.get(key(one)) ?? []), one])
  return groups
}

/** "3 write-burst, 1 nothing": how often each was said, the most frequent first. */
export const tally = (names: readonly string[]): string =>
  [...by(names, name => name)]
    .sort((a, b) => b[1].length - a[1].length)
    .map(([name, list]) => `${list.length} ${name}`)
    .join(', ')
