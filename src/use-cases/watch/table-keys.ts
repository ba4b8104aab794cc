import {foldedId, type WatchState} from '../../model/watch/watch.ts'
import {placeAfter} from './moves.ts'
import {nextSorting} from './sorting.ts'

const longestFilter = 100
/** One character that can be shown. Controls, and keys that have a name, are none. */
const character = /^\P{C}$/u

/** A key while the filter is edited. */
export function inFilter(state: WatchState, key: string): WatchState {
  switch (key) {
    case 'enter':
      return {...state, typing: false}
    case 'escape':
      return {...state, typing: false, filter: ''}
    case 'backspace':
      return {...state, filter: [...state.filter].slice(0, -1).join('')}
    case 'ctrl-u':
      return {...state, filter: ''}
    case 'up':
    case 'down':
      return selecting(state, key)
    default:
      return character.test(key) && state.filter.length < longestFilter ? {...state, filter: state.filter + key} : state
  }
}

/** A key of the table alone; null for any other. */
export function inTable(state: WatchState, key: string): WatchState | null {
  switch (key) {
    case 'q':
      return {...state, end: {command: null}}
    case 'escape':
      return {...state, filter: ''}
    case '/':
      return {...state, typing: true}
    case 'o':
      return {...state, problemsOnly: !state.problemsOnly}
    case 's':
      return {...state, sorting: nextSorting(state.sorting)}
    case 'r':
      return {...state, sorting: {...state.sorting, reversed: !state.sorting.reversed}}
    case 'c':
      return folding(state)
    case 'enter':
      if (state.selected === foldedId) return folding(state)
      return state.selected === null ? state : {...state, overlays: [...state.overlays, {kind: 'detail', id: state.selected}]}
    default: {
      const next = selecting(state, key)
      return next === state ? null : next
    }
  }
}

/** Folds the current pipelines into one row, or unfolds them. */
const folding = (state: WatchState): WatchState => ({
  ...state,
  fold: state.rows.some(({kind}) => kind === 'folded') ? 'unfolded' : 'folded',
})

function selecting(state: WatchState, key: string): WatchState {
  const at = state.rows.findIndex(({id}) => id === state.selected)
  const to = placeAfter(key, Math.max(0, at), state.rows.length - 1, state.screen)
  return to === null ? state : {...state, selected: state.rows[to]?.id ?? null}
}
