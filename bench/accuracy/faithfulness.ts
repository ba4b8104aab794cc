import type {Outcome} from './look.ts'
import {by, percent, rate, wilson} from './shares.ts'

const goal = 0.99

const claimsIn = (outcomes: readonly Outcome[]) => outcomes.flatMap(({claims}) => claims)
/** The common shape of sentences of one kind: their numbers, times and names taken out. */
const shape = (sentence: string): string =>
  sentence
    .replace(/\d{4}-\S+Z/g, 'T')
    .replace(/[\d.,]*\d/g, 'N')
    .slice(0, 90)

/** Every sentence under *Evidence* is a claim: how many are true, by the simulation itself. */
export function faithfulness(outcomes: readonly Outcome[], withMistakes: boolean): string[] {
  const all = claimsIn(outcomes).filter(({state}) => state !== 'documented')
  if (all.length === 0) return []
  const checked = all.filter(({state}) => state !== 'unchecked')
  const wrong = checked.filter(({state}) => state === 'false')
  const unchecked = all.filter(({state}) => state === 'unchecked')
  return [
    'Faithfulness: sentences under "Evidence", held against the simulation',
    rate('  true, of those checked', checked.length - wrong.length, checked.length),
    rate('  unchecked: no rule knows the sentence', unchecked.length, all.length),
    ...(withMistakes
      ? [
          ...outcomes.flatMap(({incident, seed, claims}) =>
            claims.filter(({state}) => state === 'false').map(({sentence}) => `  false, ${incident} ${seed}: ${sentence}`),
          ),
          ...[...by(unchecked, ({sentence}) => shape(sentence))]
            .sort((x, y) => y[1].length - x[1].length)
            .map(([kind, list]) => `  unchecked, ${list.length} times: ${kind}`),
        ]
      : []),
  ]
}

/** Whether fewer sentences than the goal are true, beyond chance. */
export function missedFaithfulness(outcomes: readonly Outcome[]): string[] {
  const checked = claimsIn(outcomes).filter(({state}) => state === 'true' || state === 'false')
  const isMissed = wilson(checked.filter(({state}) => state === 'true').length, checked.length).high < goal
  return isMissed ? [`Fewer than ${percent(goal)} of the sentences under "Evidence" are true.`] : []
}
