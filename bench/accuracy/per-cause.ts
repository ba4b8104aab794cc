import type {Judged} from './judged.ts'
import {by, percent, wilson} from './shares.ts'

const results = ['right', 'wrong', 'undecided'] as const

const cell = (list: readonly Judged[]): string =>
  list.length === 0 ? '–' : results.map(result => list.filter(one => one.result === result).length).join(' / ')

/** Of each true cause: how often it came first, by ring, the worst cause on top. */
export function perCause(rings: Readonly<Record<string, readonly Judged[]>>): string[] {
  const names = Object.keys(rings)
  const all = Object.values(rings).flat()
  const shareRight = (list: readonly Judged[]) => list.filter(one => one.result === 'right').length / list.length
  const rows = [
    ...by(
      all.filter(({truth}) => truth !== null),
      one => one.truth as string,
    ),
  ].sort((a, b) => shareRight(a[1]) - shareRight(b[1]) || a[0].localeCompare(b[0]))
  return [
    'Right / wrong / undecided, by the true cause, the worst first',
    `  ${''.padEnd(24)} ${names.map(name => name.padStart(14)).join(' ')}   right of all`,
    ...rows.map(([cause, list], i) => {
      const {low, high} = wilson(list.filter(one => one.result === 'right').length, list.length)
      const cells = names.map(name => cell((rings[name] ?? []).filter(one => one.truth === cause)).padStart(14)).join(' ')
      const worst = i === 0 && shareRight(list) < 1 ? '  ← worst' : ''
      return `  ${cause.padEnd(24)} ${cells}   ${percent(shareRight(list)).padStart(7)} (${percent(low)} to ${percent(high)})${worst}`
    }),
  ]
}
