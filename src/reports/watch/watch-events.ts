import type {WatchState} from '../../model/watch/watch.ts'
import {clock} from '../text/instants.ts'
import type {Page} from '../text/style.ts'

/** The newest events, the newest last. */
export function eventLines({events, sample}: WatchState, most: number, page: Page): string[] {
  if (events.length === 0) return []
  const now = sample?.at ?? ''
  const lines = events.slice(-most).map(({at, text}) => page.text(`${clock(at, now)} ${text}`))
  return ['', page.ink.bold('Events'), ...lines.map(line => `  ${line}`)]
}
