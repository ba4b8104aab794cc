import {idOf, isCurrent, type Sample} from '../../model/watch/iterator-age.ts'
import type {Examination, Row, Trouble, View, WatchState} from '../../model/watch/watch.ts'
import {pressed} from './keys.ts'
import {newsOf} from './news.ts'
import {rowsOf} from './rows.ts'

export type WatchAction =
  | {kind: 'sample'; sample: Sample; usdPerHour: number; sleptSeconds: number}
  | {kind: 'trouble'; trouble: Trouble}
  | {kind: 'key'; key: string; lastTop: number}
  | {kind: 'resized'; columns: number; rows: number}
  | {kind: 'examined'; id: string; found: Examination}

export const watchStart: WatchState = {
  screen: {columns: 80, rows: 24},
  sample: null,
  usdPerHour: 0,
  trouble: null,
  events: [],
  news: [],
  sorting: {by: 'risk', reversed: false},
  filter: '',
  typing: false,
  problemsOnly: false,
  fold: 'auto',
  rows: [],
  paused: false,
  selected: null,
  overlays: [],
  view: {kind: 'table'},
  top: 0,
  reports: {},
  end: null,
}

const mostEvents = 100

/** The state of a watch after something happened. Pure: the same actions give the same screen. */
export const watched = (state: WatchState, action: WatchAction): WatchState => drawable(state, reduced(state, action))

function reduced(state: WatchState, action: WatchAction): WatchState {
  switch (action.kind) {
    case 'sample':
      return sampled(state, action)
    case 'trouble':
      return {...state, trouble: action.trouble, news: []}
    case 'key':
      return pressed(state, action.key, action.lastTop)
    case 'resized':
      return {...state, screen: {columns: action.columns, rows: action.rows}}
    case 'examined':
      return examined(state, action)
  }
}

function sampled(state: WatchState, {sample, usdPerHour, sleptSeconds}: Extract<WatchAction, {kind: 'sample'}>): WatchState {
  const news = state.sample ? newsOf(state.sample, sample, state.trouble !== null, sleptSeconds) : []
  return {...state, sample, usdPerHour, trouble: null, news, events: [...state.events, ...news].slice(-mostEvents)}
}

/** The report is kept for the details of its pipeline, and is shown where its view is still open. */
function examined(state: WatchState, {id, found}: Extract<WatchAction, {kind: 'examined'}>): WatchState {
  return {
    ...state,
    reports: 'report' in found ? {...state.reports, [id]: found.report} : state.reports,
    overlays: state.overlays.map(overlay => (overlay.kind === 'doctor' && overlay.id === id ? {...overlay, found} : overlay)),
  }
}

/** The state with its rows, its selection and its view, which follow from the rest. */
function drawable(before: WatchState, state: WatchState): WatchState {
  const rows = rowsOf(state)
  const view = viewOf(state)
  const isSameView = view.kind === before.view.kind && state.overlays.length === before.overlays.length
  return {...state, rows, view, selected: selectedAmong(rows, before, state), top: isSameView ? state.top : 0}
}

/** Details of the only pipeline leave no need for a table. */
function viewOf({overlays, sample}: WatchState): View {
  const [only, another] = sample?.pipelines ?? []
  return overlays.at(-1) ?? (only && !another ? {kind: 'detail', id: idOf(only)} : {kind: 'table'})
}

/** The selection follows its pipeline, but at the top it stays there: on a screen that nobody touches the most dangerous one is in sight. */
function selectedAmong(rows: WatchState['rows'], before: WatchState, {selected}: WatchState): string | null {
  const isMoved = selected !== before.selected
  const wasTop = before.rows[0]?.id === before.selected
  const kept = (isMoved || !wasTop) && rows.some(({id}) => id === selected)
  const follower = wasTop ? undefined : rows.find(row => isFoldOf(row, before.rows, selected))
  return kept ? selected : ((follower ?? rows[0])?.id ?? null)
}

/** Whether this row holds the selected one that was folded or unfolded. */
function isFoldOf(row: Row, before: readonly Row[], selected: string | null): boolean {
  const chosen = before.find(({id}) => id === selected)
  if (chosen === undefined || row.kind === chosen.kind) return false
  const one = row.kind === 'pipeline' ? row : chosen
  return one.kind === 'pipeline' && isCurrent(one.pipeline)
}
