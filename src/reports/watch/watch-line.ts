import type {Sample} from '../../model/watch/iterator-age.ts'
import type {WatchState} from '../../model/watch/watch.ts'
import {targetLabel} from '../../text/function-label.ts'
import {count, duration} from '../../text/units.ts'
import {drain, loss, trend} from '../doctor/lag-lines.ts'
import {clock} from '../text/instants.ts'
import {pageOf, type Style} from '../text/style.ts'
import {newestPoint} from './iterator-age-once.ts'

/** What a watch costs, in money: shown on its screen, and told once beside its lines. */
export const costText = (usdPerHour: number): string => `$${usdPerHour.toFixed(usdPerHour < 0.1 ? 4 : 2)} per hour`

/** One sample as one line, for a pipe or a log: the time, the worst pipeline, how new its metrics are, and what has changed since the sample before. */
export function watchLine({sample, news}: WatchState, style: Style): string {
  if (!sample) return ''
  const page = pageOf(style)
  const parts = [...standing(sample), newestPoint(sample.pipelines, sample.at), ...news.map(({text}) => text)]
  return page.text(`${clock(sample.at, sample.at)}  ${parts.join(` ${page.glyphs.dot} `)}`)
}

function standing({pipelines, at}: Sample): string[] {
  const [worst] = pipelines
  if (!worst) return ['no pipeline']
  const {lag} = worst
  const states = new Map<string, number>()
  for (const {lag: each} of pipelines) states.set(each.state, (states.get(each.state) ?? 0) + 1)
  const all = `${count(pipelines.length, 'pipeline')}: ${[...states].map(([state, n]) => `${n} ${state}`).join(', ')}`
  const calm = lag.state === 'ok' || lag.state === 'idle'
  return [
    ...(pipelines.length > 1 ? [all] : []),
    `${pipelines.length > 1 ? 'worst: ' : ''}${targetLabel(worst)} ${lag.state}`,
    ...(lag.ageSeconds === null ? [] : [`age ${duration(lag.ageSeconds)}`]),
    ...(calm ? [] : [trend(lag.slope) ?? '']),
    drain(lag) ?? '',
    loss(lag, at) ?? '',
  ].filter(part => part !== '')
}
