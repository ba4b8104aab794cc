import type {Outcome} from './look.ts'
import {by, rate, tally} from './shares.ts'

const first = ({got}: Outcome): string => got[0]?.id ?? 'nothing'

/** Of each incident: how often its cause came first, and the causes that came instead. */
export function confusion(outcomes: readonly Outcome[]): string[] {
  const rows = [...by(outcomes, one => one.incident)].map(([incident, list]) => {
    const right = list.filter(one => one.right).length
    const instead = tally(list.filter(one => !one.right).map(first))
    return `  ${incident.padEnd(36)} ${`${right}/${list.length}`.padStart(6)}${instead ? `   instead: ${instead}` : ''}`
  })
  return ['Confusion: the first cause, by incident', ...rows]
}

/** The kinds of healthy streams. */
export const isWell = ({truth, isCareless}: Outcome): boolean => truth === null && !isCareless
/** The faults that a plain doctor can see. */
export const isSick = ({truth, isUnseen}: Outcome): boolean => truth !== null && !isUnseen

/** Harm that no evidence of a plain doctor shows is not counted with the rest, and is told. */
function unseen(outcomes: readonly Outcome[]): string[] {
  const list = outcomes.filter(one => one.isUnseen)
  if (list.length === 0) return []
  return [
    rate('shown by the code alone: named', list.filter(one => one.right).length, list.length),
    rate('the same, with --inspect-code', list.filter(one => one.inCode).length, list.length),
    `verdicts on faults in the code      ${tally(list.map(one => one.verdict))}`,
  ]
}

/** The totals of a ring of the lab. */
export function rates(outcomes: readonly Outcome[]): string[] {
  const sick = outcomes.filter(isSick)
  const well = outcomes.filter(isWell)
  const careless = outcomes.filter(one => one.isCareless)
  const several = sick.filter(one => one.causes.length > 1)
  const named = (one: Outcome) => one.causes.every(id => one.got.some(cause => cause.id === id))
  return [
    rate('first cause right (top 1)', sick.filter(one => one.right).length, sick.length),
    rate('undecided: no cause, and the report says so', sick.filter(one => one.result === 'undecided').length, sick.length),
    rate('wrong', sick.filter(one => one.result === 'wrong').length, sick.length),
    rate('among the first two (top 2)', sick.filter(one => one.inTopTwo).length, sick.length),
    rate('several causes: all of them named', several.filter(named).length, several.length),
    rate('several causes: exactly these are likely', several.filter(one => one.isExact).length, several.length),
    rate('false alarms on healthy streams', well.filter(one => one.got.length > 0).length, well.length),
    rate('false alarms on careless accounts', careless.filter(one => one.got.length > 0).length, careless.length),
    ...unseen(outcomes),
    `verdicts on healthy streams         ${tally(well.map(one => one.verdict))}`,
    `verdicts on careless accounts       ${tally(careless.map(one => one.verdict))}`,
    `gaps                                ${tally(outcomes.flatMap(one => one.missing)) || 'nothing'}`,
  ]
}

/** The wrong answers, one line each, to be diagnosed with `doctor --lab INCIDENT --seed N`. */
export const mistakes = (outcomes: readonly Outcome[]): string[] =>
  outcomes
    .filter(one => !one.right && !one.isUnseen)
    .map(
      one =>
        `  ${one.incident} ${one.seed}${one.laws === 'second' ? ' by the second laws' : ''}: ${one.result}, ${one.lag}, ${one.verdict}, ${one.lookedAfterMinutes.toFixed(1)} min after; ${one.got.map(({id, confidence}) => `${id} ${confidence.toFixed(2)}`).join(', ') || 'nothing'}`,
    )
