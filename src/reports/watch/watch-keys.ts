import type {View, WatchState} from '../../model/watch/watch.ts'
import type {Page} from '../text/style.ts'
import {widthOf} from '../text/width.ts'

/** The keys of each view, the most important first. */
function hints({view, overlays, paused, rows}: WatchState): string[] {
  const pause = paused ? 'p resume' : 'p pause'
  const leave: Record<View['kind'], string> = {
    table: 'q quit',
    detail: overlays.length > 0 ? 'esc back' : 'q quit',
    doctor: 'esc back',
    help: 'esc back',
    command: 'esc back',
  }
  const others: Record<View['kind'], string[]> = {
    table: [
      '? help',
      rows.some(({kind}) => kind === 'folded') ? 'c unfold' : '',
      'enter details',
      '/ filter',
      'o problems',
      's sort',
      'r reverse',
      pause,
      'd e m commands',
    ],
    detail: ['? help', 'enter doctor', 'd e m f commands', pause],
    doctor: ['up, down scroll'],
    help: ['up, down scroll'],
    command: ['enter quit and print', 'd e m f select'],
  }
  return [leave[view.kind], ...others[view.kind].filter(hint => hint !== '')]
}

/** The last line: as many keys as fit, or the filter while it is edited. */
export function keyLine(state: WatchState, page: Page): string {
  const {columns} = page.style
  if (state.typing) return page.ink.inverse(page.text(` /${tail(state.filter, columns)}_   enter keep   esc clear `))
  const all = hints(state)
  let line = all[0] ?? ''
  for (const hint of all.slice(1)) if (widthOf(`${line}   ${hint}`) + 2 <= columns) line += `   ${hint}`
  return page.ink.inverse(page.text(` ${line} `))
}

/** The end of a filter that is wider than half of the line. */
const tail = (filter: string, columns: number): string => [...filter].slice(-Math.max(1, Math.floor(columns / 2))).join('')
