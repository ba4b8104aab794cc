import type {Mapping} from './evidence.ts'
import {thresholds} from './thresholds.ts'
import {duration} from './units.ts'

/** States that end by themselves within minutes. AWS's list is open: whatever else it says is not one of them. */
const onTheWay = ['Creating', 'Enabling', 'Updating']

/** Whether the mapping hangs: Creating, Enabling and Updating are normal for ten minutes. */
const hangs = ({state, lastModifiedMs}: Mapping, nowMs: number): boolean =>
  onTheWay.includes(state) && lastModifiedMs !== null && nowMs - lastModifiedMs > thresholds.transitionSeconds * 1000

/** Why Lambda does not read the stream, as far as the mapping's own state tells; null when it reads, or is about to. */
export function whyNotPolling(mapping: Mapping, nowMs: number): string | null {
  if (mapping.state === 'Enabled') return null
  if (!onTheWay.includes(mapping.state)) return `the mapping is ${mapping.state}`
  return hangs(mapping, nowMs) ? `the mapping has been ${mapping.state} for more than ${duration(thresholds.transitionSeconds)}` : null
}
