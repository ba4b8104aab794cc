import type {Outcome} from './look.ts'
import {by, rate} from './shares.ts'

const median = (list: readonly number[]): number | null => [...list].sort((a, b) => a - b)[list.length >> 1] ?? null
const minutes = (value: number | null): string => (value === null ? '–' : `${value.toFixed(0)} min`)

/**
 * When the right cause came first, beside the guide's alarm: an iterator age above 30 s in CloudWatch. Both looked for once a minute, in the
 * same evidence. Where the alarm was on before the onset (a burst that ends, a second trouble), no alarm of this incident exists.
 */
export function earliness(outcomes: readonly Outcome[]): string[] {
  const all = outcomes.filter(({watched}) => watched && (watched.rightMinutes !== null || watched.alarmMinutes !== null))
  const list = all.filter(({watched}) => !watched?.alarmedBefore)
  const alarmed = all.filter(({watched}) => watched?.alarmedBefore)
  const rows = [...by(list, one => one.incident)].map(([incident, some]) => {
    const right = some.flatMap(({watched}) => watched?.rightMinutes ?? [])
    const alarm = some.flatMap(({watched}) => watched?.alarmMinutes ?? [])
    const counts = [some.filter(allowsIt).length, some.filter(isBefore).length, some.filter(isNoLater).length, some.length]
    return `  ${incident.padEnd(36)} ${minutes(median(right)).padStart(7)} ${minutes(alarm.length < some.length / 2 ? null : median(alarm)).padStart(8)} ${counts.map(n => `${n}`.padStart(9)).join('')}`
  })
  const allowing = list.filter(allowsIt)
  const behind = alarmed.flatMap(({watched}) => (watched?.rightMinutes == null ? [] : watched.rightMinutes - (watched.shownMinutes ?? 0)))
  return [
    'Minutes from the onset to the right cause and to the alarm above 30 s (medians; – where the cause came first in most), in how many',
    'CloudWatch shows anything of it before the alarm, and how often the cause came before the alarm, and no later, of so many watched',
    `  ${''.padEnd(36)} ${'cause'.padStart(7)} ${'alarm'.padStart(8)} ${['allow it', 'before', 'no later', 'of'].map(word => word.padStart(9)).join('')}`,
    ...rows,
    rate('  before the alarm', list.filter(isBefore).length, list.length),
    rate('  the same, of those that allow it', allowing.filter(isBefore).length, allowing.length),
    rate('  no later than the alarm', list.filter(isNoLater).length, list.length),
    rate('  the same, with earlier alarms', all.filter(isNoLater).length, all.length),
    `  the alarm was on before the onset in ${alarmed.length} more: there the cause comes ${minutes(median(behind))} after the first published minute (median)`,
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
