import type {WatchState} from '../../model/watch/watch.ts'
import type {WatchOptions} from '../../use-cases/watch/watch.ts'
import {complain} from '../terminal/stdio.ts'
import {notify} from '../terminal/watch-notify.ts'

export interface WatchSetting extends WatchOptions {
  json: boolean
  verbose: boolean
  bell: boolean
  notify: string | undefined
}

/** Rings and notifies when a pipeline has changed its state. */
export function announce({news}: WatchState, setting: WatchSetting, ring: () => void): void {
  if (!news.some(event => event.transition !== null)) return
  if (setting.bell) ring()
  if (setting.notify !== undefined) notify(setting.notify, news, why => complain(`Warning: --notify: ${why}.`))
}
