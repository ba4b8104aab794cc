import type {WatchState} from '../../model/watch/watch.ts'
import type {RepeatedFlags} from '../../reports/watch/watch-commands.ts'
import {type Notice, noticesOf} from '../../use-cases/watch/notices.ts'
import type {WatchOptions} from '../../use-cases/watch/watch.ts'

/** A watch as the command line wants it. */
export interface WatchSetting {
  options: WatchOptions
  json: boolean
  /** Whether the JSON holds the age of each minute. */
  series: boolean
  verbose: boolean
  bell: boolean
  /** Flags of the command line that printed commands repeat. */
  repeated: RepeatedFlags
  /** Runs notifications; undefined without --notify. */
  notify: ((notice: Notice) => void) | undefined
}

/** Rings and notifies when a pipeline has changed its state. */
export function announce(state: WatchState, {bell, notify}: WatchSetting, ring: () => void): void {
  if (!state.news.some(event => event.transition !== null)) return
  if (bell) ring()
  if (notify !== undefined) for (const notice of noticesOf(state)) notify(notice)
}
