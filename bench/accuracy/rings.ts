import {type AfterRepair, repairRates} from './just-repaired.ts'
import type {Outcome} from './look.ts'
import type {RetoldOutcome} from './retold.ts'
import {percent, rate, wilson} from './shares.ts'
import {isSick, isWell} from './tables.ts'

export const ringNames = ['lab', 'laws', 'retold', 'repaired'] as const
export type RingName = (typeof ringNames)[number]

/** All that was looked at. */
export interface Rings {
  lab: Outcome[]
  /** The lab by laws that nothing is tuned on. */
  laws: Outcome[]
  retold: RetoldOutcome[]
  repaired: AfterRepair[]
}

const rightOf = (outcomes: readonly Outcome[]) => {
  const sick = outcomes.filter(isSick)
  return [sick.filter(one => one.right).length, sick.length] as const
}
const alarmsOf = (outcomes: readonly Outcome[]) => {
  const well = outcomes.filter(isWell)
  return [well.filter(one => one.got.length > 0).length, well.length] as const
}

/** How many points the other laws cost, on the incidents and seeds that both rings looked at, and the 95 % interval of that. */
export function lossByLaws({lab, laws}: Pick<Rings, 'lab' | 'laws'>): {points: number; low: number; high: number; pairs: number} | null {
  const first = new Map(lab.filter(isSick).map(one => [`${one.incident} ${one.seed}`, one.right]))
  const differences = laws.filter(isSick).flatMap(one => {
    const before = first.get(`${one.incident} ${one.seed}`)
    return before === undefined ? [] : [Number(before) - Number(one.right)]
  })
  const n = differences.length
  if (n < 2) return null
  const mean = differences.reduce((sum, one) => sum + one, 0) / n
  const half = 1.959_964 * Math.sqrt(differences.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (n - 1) / n)
  return {points: mean * 100, low: (mean - half) * 100, high: (mean + half) * 100, pairs: n}
}

const all3 = ({causeRight, stateRight, wordsRight}: RetoldOutcome): boolean => causeRight && stateRight && wordsRight

function retoldLines(retold: readonly RetoldOutcome[]): string[] {
  const quiet = retold.filter(one => one.quiet)
  const count = (of: (one: RetoldOutcome) => boolean) => retold.filter(of).length
  return [
    rate('3 retold: cause, state and words right', count(all3), retold.length),
    rate(
      '    cause and verdict',
      count(one => one.causeRight),
      retold.length,
    ),
    rate(
      '    lag state',
      count(one => one.stateRight),
      retold.length,
    ),
    rate(
      '    words and advice',
      count(one => one.wordsRight),
      retold.length,
    ),
    rate('    false alarms where nothing is the matter', quiet.filter(one => one.isFalseAlarm).length, quiet.length),
  ]
}

/** Each ring on a line of its own, with its interval. */
export function ringLines(rings: Rings, seeds: string): string[] {
  const {lab, laws, retold, repaired} = rings
  const loss = lossByLaws(rings)
  return [
    'Rings',
    ...(lab.length > 0
      ? [rate(`1 lab, ${seeds} seeds: first cause right`, ...rightOf(lab)), rate('    false alarms on healthy streams', ...alarmsOf(lab))]
      : []),
    ...(laws.length > 0
      ? [rate('2 lab, other laws: first cause right', ...rightOf(laws)), rate('    false alarms on healthy streams', ...alarmsOf(laws))]
      : []),
    ...(loss === null
      ? []
      : [
          `    loses ${loss.points.toFixed(1)} points against ring 1, on the same ${loss.pairs} incidents (95 %: ${loss.low.toFixed(1)} to ${loss.high.toFixed(1)})`,
        ]),
    ...(retold.length > 0 ? retoldLines(retold) : []),
    ...(repaired.length > 0 ? repairRates(repaired) : []),
  ]
}

const goals = {right: 0.97, alarms: 0.005, lossPoints: 3, retold: 0.95, retoldAlarms: 0.1}

/** Goals that are missed beyond chance: even the better end of the interval falls short. */
export function missedGoals(rings: Rings): string[] {
  const {lab, retold} = rings
  const careless = lab.filter(one => one.isCareless)
  const quiet = retold.filter(one => one.quiet)
  const lessThan = (hits: number, all: number, goal: number) => wilson(hits, all).high < goal
  const moreThan = (hits: number, all: number, goal: number) => wilson(hits, all).low > goal
  const alarms = alarmsOf(lab)
  const loss = lossByLaws(rings)
  return [
    ...(lessThan(...rightOf(lab), goals.right) ? [`The first cause is right in fewer than ${percent(goals.right)}.`] : []),
    ...(moreThan(...alarms, goals.alarms) ? [`False alarms are more than ${percent(goals.alarms)}.`] : []),
    ...(moreThan(careless.filter(one => one.got.length > 0).length, careless.length, goals.alarms)
      ? [`False alarms on careless accounts are more than ${percent(goals.alarms)}.`]
      : []),
    ...(loss !== null && loss.low > goals.lossPoints ? [`The other laws cost more than ${goals.lossPoints} points.`] : []),
    ...(lessThan(retold.filter(all3).length, retold.length, goals.retold)
      ? [`Of the retold incidents fewer than ${percent(goals.retold)} are right in all.`]
      : []),
    ...(moreThan(quiet.filter(one => one.isFalseAlarm).length, quiet.length, goals.retoldAlarms)
      ? [`False alarms on retold incidents are more than ${percent(goals.retoldAlarms)}.`]
      : []),
  ]
}
