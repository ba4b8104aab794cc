import {isCurrent, type Sample} from '../../model/watch/iterator-age.ts'
import type {WatchState} from '../../model/watch/watch.ts'
import {targetLabel} from '../../text/function-label.ts'
import {count, duration} from '../../text/units.ts'
import {drain, loss, trend} from '../doctor/lag-lines.ts'
import {clock} from '../text/instants.ts'
import {pageOf, type Style} from '../text/style.ts'
import {newestAge} from './iterator-age-once.ts'
import {stateCounts} from './state-counts.ts'

/** The price of a watch: shown on its screen, and printed once beside its lines. */
export const costText = (usdPerHour: number): string => `$${usdPerHour.toFixed(usdPerHour < 0.1 ? 4 : 2)} per hour`

/** One sample as one line, for a pipe or a log: the time, the worst pipeline, the age of its metrics, and the changes since the sample before. */
export function watchLine({sample, news}: WatchState, style: Style): string {
  if (!sample) return ''
  const page = pageOf(style)
  const parts = [...standing(sample), newestAge(sample.pipelines, sample.at), ...news.map(({text}) => text)]
  return page.text(`${clock(sample.at, sample.at)}  ${parts.join(` ${page.glyphs.dot} `)}`)
}

function standing({pipelines, at}: Sample): string[] {
  const [worst] = pipelines
  if (!worst) return ['no pipeline']
  const {lag} = worst
  const states = stateCounts(pipelines).map(({text}) => text)
  const all = `${count(pipelines.length, 'pipeline')}: ${states.join(', ')}`
  return [
    ...(pipelines.length > 1 ? [all] : []),
    `${pipelines.length > 1 ? 'worst: ' : ''}${targetLabel(worst)} ${lag.state}`,
    ...(lag.ageSeconds === null ? [] : [`age ${duration(lag.ageSeconds)}`]),
    ...(isCurrent(worst) ? [] : [trend(lag.slope) ?? '']),
    drain(lag) ?? '',
    loss(lag, at) ?? '',
  ].filter(part => part !== '')
}
