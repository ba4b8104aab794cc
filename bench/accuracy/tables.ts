import type {Outcome} from './look.ts'

/** The 95 % interval of a share, after Wilson: it holds for few cases and for shares near 0 and 1. */
export function wilson(hits: number, all: number): {low: number; high: number} {
  if (all === 0) return {low: 0, high: 1}
  const z = 1.959_964
  const share = hits / all
  const middle = (share + (z * z) / (2 * all)) / (1 + (z * z) / all)
  const half = (z / (1 + (z * z) / all)) * Math.sqrt((share * (1 - share)) / all + (z * z) / (4 * all * all))
  return {low: Math.max(0, middle - half), high: Math.min(1, middle + half)}
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`

export function rate(name: string, hits: number, all: number): string {
  const {low, high} = wilson(hits, all)
  return `${name.padEnd(34)} ${`${hits}/${all}`.padStart(10)}  ${percent(all === 0 ? 0 : hits / all).padStart(7)}  (95 %: ${percent(low)} to ${percent(high)})`
}

const median = (list: readonly number[]): number | null => [...list].sort((a, b) => a - b)[list.length >> 1] ?? null

/** "3 write-burst, 1 nothing": how often each was said. */
function tally(names: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([name, n]) => `${n} ${name}`)
    .join(', ')
}

const by = <T, K>(list: readonly T[], key: (one: T) => K): Map<K, T[]> => {
  const groups = new Map<K, T[]>()
  for (const one of list) groups.set(key(one), [...(groups.get(key(one)) ?? []), one])
  return groups
}

const first = ({got}: Outcome): string => got[0]?.id ?? 'nothing'

/** Of each incident: how often its cause came first, and what was said instead. */
export function confusion(outcomes: readonly Outcome[]): string[] {
  const rows = [...by(outcomes, one => one.incident)].map(([incident, list]) => {
    const right = list.filter(one => one.right).length
    const instead = tally(list.filter(one => !one.right).map(first))
    return `  ${incident.padEnd(36)} ${`${right}/${list.length}`.padStart(6)}${instead ? `   instead: ${instead}` : ''}`
  })
  return ['Confusion: the first cause, by incident', ...rows]
}

/** The kinds of healthy streams. */
const isWell = ({truth, isCareless}: Outcome): boolean => truth === null && !isCareless
/** What a plain doctor can see. */
const isSick = ({truth, isUnseen}: Outcome): boolean => truth !== null && !isUnseen

/** Harm that no evidence of a plain doctor shows is not counted with the rest, and is told. */
function unseen(outcomes: readonly Outcome[]): string[] {
  const list = outcomes.filter(one => one.isUnseen)
  if (list.length === 0) return []
  return [
    rate('shown by the code alone: named', list.filter(one => one.right).length, list.length),
    rate('the same, with --inspect-code', list.filter(one => one.inCode).length, list.length),
    `verdicts on what the code shows     ${tally(list.map(one => one.verdict))}`,
  ]
}

export function rates(outcomes: readonly Outcome[]): string[] {
  const sick = outcomes.filter(isSick)
  const well = outcomes.filter(isWell)
  const careless = outcomes.filter(one => one.isCareless)
  const several = sick.filter(one => one.causes.length > 1)
  const named = (one: Outcome) => one.causes.every(id => one.got.some(cause => cause.id === id))
  return [
    rate('first cause right (top 1)', sick.filter(one => one.right).length, sick.length),
    rate('among the first two (top 2)', sick.filter(one => one.inTopTwo).length, sick.length),
    rate('several causes: all of them named', several.filter(named).length, several.length),
    rate('false alarms on healthy streams', well.filter(one => one.got.length > 0).length, well.length),
    rate('false alarms on careless accounts', careless.filter(one => one.got.length > 0).length, careless.length),
    ...unseen(outcomes),
    `verdicts on healthy streams         ${tally(well.map(one => one.verdict))}`,
    `verdicts on careless accounts       ${tally(careless.map(one => one.verdict))}`,
    `what could not be read              ${tally(outcomes.flatMap(one => one.missing)) || 'nothing'}`,
  ]
}

const goals = {right: 0.97, alarms: 0.005}

/** Goals that are missed beyond chance: even the better end of the interval falls short. */
export function missedGoals(outcomes: readonly Outcome[]): string[] {
  const sick = outcomes.filter(isSick)
  const well = outcomes.filter(isWell)
  const careless = outcomes.filter(one => one.isCareless)
  const right = wilson(sick.filter(one => one.right).length, sick.length)
  const alarms = wilson(well.filter(one => one.got.length > 0).length, well.length)
  const carelessAlarms = wilson(careless.filter(one => one.got.length > 0).length, careless.length)
  return [
    ...(right.high < goals.right ? [`The first cause is right in fewer than ${percent(goals.right)}.`] : []),
    ...(alarms.low > goals.alarms ? [`False alarms are more than ${percent(goals.alarms)}.`] : []),
    ...(carelessAlarms.low > goals.alarms ? [`False alarms on careless accounts are more than ${percent(goals.alarms)}.`] : []),
  ]
}

const bins = [0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01]

/** Of the diagnoses given 0.9, nine in ten should be right. */
export function calibration(outcomes: readonly Outcome[]): string[] {
  const given = outcomes.flatMap(one => (one.got[0] ? [{confidence: one.got[0].confidence, right: one.right}] : []))
  const rows = bins.slice(1).flatMap((high, i) => {
    const low = bins[i] ?? 0
    const list = given.filter(({confidence}) => confidence >= low && confidence < high)
    if (list.length === 0) return []
    const mean = list.reduce((sum, {confidence}) => sum + confidence, 0) / list.length
    return [
      rate(
        `  ${low.toFixed(2)}–${Math.min(1, high).toFixed(2)}, given ${mean.toFixed(2)} on average`,
        list.filter(({right}) => right).length,
        list.length,
      ),
    ]
  })
  return ['Calibration: how often the first cause is right, by the confidence given', ...rows]
}

const minutes = (value: number | null): string => (value === null ? '–' : `${value.toFixed(0)} min`)

/** When the right cause came first, beside the guide's alarm: an iterator age above 30 s in CloudWatch. Both looked for once a minute. */
export function earliness(outcomes: readonly Outcome[]): string[] {
  const list = outcomes.filter(({watched}) => watched && (watched.rightMinutes !== null || watched.alarmMinutes !== null))
  const rows = [...by(list, one => one.incident)].map(([incident, some]) => {
    const right = some.flatMap(({watched}) => watched?.rightMinutes ?? [])
    const alarm = some.flatMap(({watched}) => watched?.alarmMinutes ?? [])
    const counts = [some.filter(allowsIt).length, some.filter(isBefore).length, some.filter(isNoLater).length, some.length]
    return `  ${incident.padEnd(36)} ${minutes(median(right)).padStart(7)} ${minutes(alarm.length < some.length / 2 ? null : median(alarm)).padStart(8)} ${counts.map(n => `${n}`.padStart(9)).join('')}`
  })
  const allowing = list.filter(allowsIt)
  return [
    'Minutes from the onset to the right cause and to the alarm above 30 s (medians; – where the cause came first in most), in how many',
    'CloudWatch shows anything of it before the alarm, and how often the cause came before the alarm, and no later, of so many watched',
    `  ${''.padEnd(36)} ${'cause'.padStart(7)} ${'alarm'.padStart(8)} ${['allow it', 'before', 'no later', 'of'].map(word => word.padStart(9)).join('')}`,
    ...rows,
    rate('  before the alarm', list.filter(isBefore).length, list.length),
    rate('  the same, of those that allow it', allowing.filter(isBefore).length, allowing.length),
    rate('  no later than the alarm', list.filter(isNoLater).length, list.length),
  ]
}

const isBefore = ({watched}: Outcome): boolean => watched?.rightMinutes != null && watched.alarmMinutes === null
const isNoLater = (one: Outcome): boolean =>
  isBefore(one) || (one.watched?.rightMinutes != null && one.watched.rightMinutes === one.watched.alarmMinutes)

/**
 * Whether the incident allows to be right before the alarm: CloudWatch shows a minute of it, in any metric of the function, in a look
 * before the one that shows the alarm. Where the first minute that is shown is above 30 s already, nobody can be earlier.
 */
const allowsIt = (one: Outcome): boolean =>
  isBefore(one) ||
  (one.watched?.shownMinutes != null && one.watched.alarmMinutes !== null && one.watched.shownMinutes < one.watched.alarmMinutes)

/** What went wrong, one line each, to be looked at with `doctor --lab INCIDENT --seed N`. */
export const mistakes = (outcomes: readonly Outcome[]): string[] =>
  outcomes
    .filter(one => !one.right && !one.isUnseen)
    .map(
      one =>
        `  ${one.incident} ${one.seed}: ${one.lag}, ${one.verdict}, ${one.lookedAfterMinutes.toFixed(1)} min after; ${one.got.map(({id, confidence}) => `${id} ${confidence.toFixed(2)}`).join(', ') || 'nothing'}`,
    )
