import type {WatchState} from '../../model/watch/watch.ts'
import {count} from '../../text/units.ts'
import {human} from '../doctor/human.ts'
import {type Page, pageOf, type Style} from '../text/style.ts'
import {widthOf} from '../text/width.ts'
import {wrap} from '../text/wrap.ts'
import {commandView, type RepeatedFlags} from './watch-commands.ts'
import {detailLines} from './watch-detail.ts'
import {eventLines} from './watch-events.ts'
import {headLines} from './watch-head.ts'
import {helpLines} from './watch-help.ts'
import {keyLine} from './watch-keys.ts'
import {hiddenText, tableLines} from './watch-rows.ts'

/** Beside the state. */
export interface ScreenSetting {
  intervalSeconds: number
  repeated: RepeatedFlags
}

export interface Screen {
  /** At most as many as the screen has rows, none wider than its columns. */
  lines: string[]
  /** The first line of the last page of a view that scrolls; 0 where all of it is shown. */
  lastTop: number
}

const fewestEventLines = 3
const fewestViewLines = 3

/** The whole screen, in the size of the state. */
export function watchScreen(state: WatchState, {intervalSeconds, repeated}: ScreenSetting, given: Style): Screen {
  const {columns, rows} = state.screen
  const page = pageOf({...given, columns})
  const head = headLines(state, intervalSeconds, page)
  const foot = [keyLine(state, page)]
  const room = Math.max(1, rows - head.length - foot.length - 1)
  const log = state.view.kind === 'table' ? eventLines(state, Math.max(fewestEventLines, Math.floor(room / 4)), page) : []
  const events = room - log.length < fewestViewLines ? [] : log
  const {lines, lastTop} = body(state, repeated, room - events.length, page)
  const blanks = Array<string>(Math.max(0, room - lines.length - events.length)).fill('')
  const all = [...head, '', ...lines, ...events, ...blanks, ...foot].slice(0, rows)
  return {lines: all.map(line => clip(line.trimEnd(), page)), lastTop}
}

/** Cuts a line that would wrap, with a sign where there is room for one. Colours end with the line, so only text is cut off. */
function clip(line: string, {style: {columns, colour}, text}: Page): string {
  if (widthOf(line) <= columns) return line
  const sign = text('…').length < columns ? text('…') : ''
  let cut = line
  while (widthOf(cut) > columns - sign.length) cut = cut.slice(0, -1)
  return cut + (colour ? '\u001b[0m' : '') + sign
}

function body(state: WatchState, repeated: RepeatedFlags, room: number, page: Page): Screen {
  const {view} = state
  switch (view.kind) {
    case 'table':
      return {lines: tableLines(state, room, page).slice(0, room), lastTop: 0}
    case 'detail':
      return scrolled(detailLines(view.id, state, repeated, room, page), state, room, page)
    case 'help':
      return scrolled(helpLines(page), state, room, page)
    case 'command':
      return scrolled(commandView(view, state, repeated, room, page), state, room, page)
    case 'doctor':
      return scrolled(doctorLines(view, page), state, room, page)
  }
}

/** The lines from the top that is selected. The last line of the room counts those above and below. */
function scrolled(lines: string[], {top}: WatchState, room: number, page: Page): Screen {
  if (lines.length <= room) return {lines, lastTop: 0}
  const shown = room < fewestViewLines ? room : room - 1
  const lastTop = lines.length - shown
  const from = Math.min(top, lastTop)
  const hidden = hiddenText(count(from, 'line'), count(lastTop - from, 'line'), page)
  return {lines: [...lines.slice(from, from + shown), ...(shown < room ? [hidden] : [])], lastTop}
}

function doctorLines({function: name, found}: Extract<WatchState['view'], {kind: 'doctor'}>, page: Page): string[] {
  if (found === null) return [page.text(`The doctor samples ${name} …`)]
  if ('error' in found) return wrap(page.text(found.error), page.style.columns).map(line => page.ink.red(line))
  return human(found.report, page.style).split('\n')
}
