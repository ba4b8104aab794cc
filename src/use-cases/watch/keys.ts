import {idOf} from '../../model/watch/iterator-age.ts'
import {type CommandKind, commandKinds, foldedId, type Overlay, type View, type WatchState} from '../../model/watch/watch.ts'
import {targetLabel} from '../../text/function-label.ts'
import {placeAfter} from './moves.ts'
import {inFilter, inTable} from './table-keys.ts'

const commandKeys: Readonly<Record<string, CommandKind>> = {d: 'doctor', e: 'errors', m: 'mappings', f: 'fix'}

/** A pressed key, by its character or its name. `lastTop` is the first line of the last page, where the view scrolls. */
export function pressed(state: WatchState, key: string, lastTop: number): WatchState {
  if (state.typing) return inFilter(state, key)
  const {view} = state
  switch (view.kind) {
    case 'table':
      return inTable(state, key) ?? ofPipeline(state, key, state.selected)
    case 'detail':
      if (key === 'enter') return examining(state, view.id)
      return scrolled(state, key, lastTop) ?? back(state, key, ['q', 'escape']) ?? ofPipeline(state, key, view.id)
    case 'doctor':
      return scrolled(state, key, lastTop) ?? back(state, key, ['q', 'escape', 'enter']) ?? state
    case 'help':
      return scrolled(state, key, lastTop) ?? back(state, key, ['q', 'escape', 'enter', '?']) ?? state
    case 'command':
      return inCommand(state, view, key, lastTop)
  }
}

/** A key that table and details share. */
function ofPipeline(state: WatchState, key: string, id: string | null): WatchState {
  if (key === 'p') return {...state, paused: !state.paused}
  if (key === '?') return opened(state, {kind: 'help'})
  const command = commandOfKey(key)
  return command === undefined || id === null || id === foldedId ? state : opened(state, {kind: 'command', id, command})
}

const commandOfKey = (key: string): CommandKind | undefined => (Object.hasOwn(commandKeys, key) ? commandKeys[key] : undefined)

const opened = (state: WatchState, overlay: Overlay): WatchState => ({...state, overlays: [...state.overlays, overlay]})

/** Closes the view; without one below, `q` ends the watch. */
function back(state: WatchState, key: string, keys: readonly string[]): WatchState | null {
  if (!keys.includes(key)) return null
  if (state.overlays.length > 0) return {...state, overlays: state.overlays.slice(0, -1)}
  return key === 'q' ? {...state, end: {command: null}} : state
}

function scrolled(state: WatchState, key: string, lastTop: number): WatchState | null {
  const top = placeAfter(key, Math.min(state.top, lastTop), lastTop, state.screen)
  return top === null ? null : {...state, top}
}

function examining(state: WatchState, id: string): WatchState {
  const chosen = state.sample?.pipelines.find(pipeline => idOf(pipeline) === id)
  return chosen ? opened(state, {kind: 'doctor', id, function: targetLabel(chosen), found: null}) : state
}

/** Keys that select the next or the previous command; all other moves scroll. */
const steps: readonly string[] = ['up', 'k', 'down', 'j']

/** The commands of a pipeline: a key or an arrow selects one, and enter ends the watch with it. */
function inCommand(state: WatchState, view: Extract<View, {kind: 'command'}>, key: string, lastTop: number): WatchState {
  const {id, command} = view
  const isKnown = command !== 'fix' || Object.hasOwn(state.reports, id)
  if (key === 'enter') return isKnown ? {...state, end: {command: {kind: command, id}}} : state
  const at = steps.includes(key) ? placeAfter(key, commandKinds.indexOf(command), commandKinds.length - 1, state.screen) : null
  const chosen = commandOfKey(key) ?? (at === null ? undefined : commandKinds[at])
  if (chosen === undefined) return scrolled(state, key, lastTop) ?? back(state, key, ['q', 'escape']) ?? state
  return {...state, top: 0, overlays: [...state.overlays.slice(0, -1), {...view, command: chosen}]}
}
