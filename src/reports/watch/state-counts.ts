import {isCurrent, type PipelineLag} from '../../model/watch/iterator-age.ts'
import {number} from '../../text/units.ts'

/** The pipelines by state, as parts of a line: "1 slow", "200 current (20 idle)". The order is that of the pipelines; current ones come last. */
export function stateCounts(pipelines: readonly PipelineLag[]): {state: PipelineLag['lag']['state']; text: string}[] {
  const states = new Map<PipelineLag['lag']['state'], number>()
  for (const {lag} of pipelines.filter(pipeline => !isCurrent(pipeline))) states.set(lag.state, (states.get(lag.state) ?? 0) + 1)
  const problems = [...states].map(([state, n]) => ({state, text: `${number(n)} ${state}`}))
  const current = currentText(pipelines.filter(isCurrent))
  return current === null ? problems : [...problems, {state: 'ok', text: current}]
}

/** "200 current (20 idle)"; null where there is no current pipeline. */
export function currentText(current: readonly PipelineLag[]): string | null {
  if (current.length === 0) return null
  const idle = current.filter(({lag}) => lag.state === 'idle').length
  return `${number(current.length)} current${idle > 0 ? ` (${number(idle)} idle)` : ''}`
}
