import type {Report} from '../../model/report/report.ts'
import {byDanger, byName, idOf, type PipelineLag, type Sample, targetOf} from '../../model/watch/iterator-age.ts'
import {type LagState, type Overlay, sortOrders, type Trouble, type WatchEvent, type WatchState} from '../../model/watch/watch.ts'
import {duration, epochMs} from '../../text/units.ts'

export type Key = 'up' | 'down' | 'page-up' | 'page-down' | 'enter' | 'escape' | 'p' | 's' | '?'

export type WatchAction =
  | {kind: 'sample'; sample: Sample; usdPerHour: number; sleptSeconds: number}
  | {kind: 'trouble'; trouble: Trouble}
  | {kind: 'key'; key: Key}
  | {kind: 'examined'; id: string; found: {report: Report} | {error: string}}

export const watchStart: WatchState = {
  sample: null,
  usdPerHour: 0,
  trouble: null,
  events: [],
  news: [],
  sort: 'danger',
  paused: false,
  selected: null,
  overlay: null,
}

const mostEvents = 100
/** A busy machine may be this late; more is sleep. */
const longestDelaySeconds = 60
const pageLines = 10

/** What a watch shows after something happened. Pure: the same actions give the same screen. */
export function watched(state: WatchState, action: WatchAction): WatchState {
  switch (action.kind) {
    case 'sample':
      return sampled(state, action)
    case 'trouble':
      return {...state, trouble: action.trouble, news: []}
    case 'key':
      return state.overlay ? inOverlay(state, state.overlay, action.key) : pressed(state, action.key)
    case 'examined':
      return state.overlay?.kind === 'doctor' && state.overlay.id === action.id
        ? {...state, overlay: {...state.overlay, found: action.found}}
        : state
  }
}

function sampled(state: WatchState, {sample, usdPerHour, sleptSeconds}: Extract<WatchAction, {kind: 'sample'}>): WatchState {
  const news = state.sample ? newsOf(state.sample, sample, state.trouble !== null, sleptSeconds) : []
  const pipelines = sorted(sample.pipelines, state.sort)
  return {
    ...state,
    sample: {...sample, pipelines},
    usdPerHour,
    trouble: null,
    news,
    events: [...state.events, ...news].slice(-mostEvents),
    selected: selectedAmong(pipelines, state),
  }
}

/** The selection follows its pipeline, but at the top it stays there: on a screen that nobody touches the most dangerous one is in sight. */
function selectedAmong(pipelines: readonly PipelineLag[], {sample, selected}: WatchState): string | null {
  const wasTop = sample?.pipelines.findIndex(pipeline => idOf(pipeline) === selected) === 0
  const kept = !wasTop && pipelines.some(pipeline => idOf(pipeline) === selected)
  return kept ? selected : (pipelines[0] && idOf(pipelines[0])) || null
}

/** What is different from the sample before. */
function newsOf(before: Sample, now: Sample, wasTroubled: boolean, sleptSeconds: number): WatchEvent[] {
  const known = new Map(before.pipelines.map(pipeline => [idOf(pipeline), pipeline]))
  const say = (text: string): WatchEvent => ({at: now.at, text, transition: null})
  const passedSeconds = (epochMs(now.at) - epochMs(before.at)) / 1000
  return [
    ...(wasTroubled ? [say(`AWS responds again, after ${duration(passedSeconds)}`)] : []),
    ...(sleptSeconds > longestDelaySeconds ? [say(`no sample for ${duration(passedSeconds)}: this machine slept`)] : []),
    ...now.pipelines.flatMap(pipeline => {
      const old = known.get(idOf(pipeline))
      return old
        ? changes(old, pipeline, say)
        : [say(`${targetOf(pipeline)}: new mapping on ${pipeline.table ?? 'a table'}, ${pipeline.lag.state}`)]
    }),
    ...before.pipelines
      .filter(old => !now.pipelines.some(pipeline => idOf(pipeline) === idOf(old)))
      .map(old => say(`${targetOf(old)}: the mapping on ${old.table ?? 'a table'} is gone`)),
  ]
}

function changes(old: PipelineLag, pipeline: PipelineLag, say: (text: string) => WatchEvent): WatchEvent[] {
  const [from, to]: [LagState, LagState] = [old.lag.state, pipeline.lag.state]
  const target = targetOf(pipeline)
  const shards = [old.openShards, pipeline.openShards]
  const moved = old.lastChange && pipeline.lastChange && pipeline.lastChange.at > old.lastChange.at ? pipeline.lastChange.what : null
  return [
    ...(moved ? [say(`${target}: the ${moved} was changed`)] : []),
    ...(shards[0] !== null && shards[1] !== null && shards[0] !== shards[1]
      ? [say(`${target}: ${shards[0]} → ${shards[1]} open shards`)]
      : []),
    ...(from === to
      ? []
      : [{...say(`${target}: ${from} → ${to}`), transition: {id: idOf(pipeline), function: target, table: pipeline.table, from, to}}]),
  ]
}

function sorted(pipelines: readonly PipelineLag[], order: WatchState['sort']): PipelineLag[] {
  const by: Record<WatchState['sort'], (a: PipelineLag, b: PipelineLag) => number> = {
    danger: byDanger,
    age: (a, b) => (b.lag.ageSeconds ?? -1) - (a.lag.ageSeconds ?? -1) || byDanger(a, b),
    name: byName,
  }
  return [...pipelines].sort(by[order])
}

function pressed(state: WatchState, key: Key): WatchState {
  switch (key) {
    case 'up':
    case 'page-up':
      return moved(state, key === 'up' ? -1 : -pageLines)
    case 'down':
    case 'page-down':
      return moved(state, key === 'down' ? 1 : pageLines)
    case 'p':
      return {...state, paused: !state.paused}
    case 's': {
      const sort = sortOrders[(sortOrders.indexOf(state.sort) + 1) % sortOrders.length] ?? 'danger'
      if (!state.sample) return {...state, sort}
      const pipelines = sorted(state.sample.pipelines, sort)
      return {...state, sort, sample: {...state.sample, pipelines}, selected: selectedAmong(pipelines, state)}
    }
    case '?':
      return {...state, overlay: {kind: 'help'}}
    case 'enter': {
      const chosen = state.sample?.pipelines.find(pipeline => idOf(pipeline) === state.selected)
      return chosen ? {...state, overlay: {kind: 'doctor', id: idOf(chosen), function: targetOf(chosen), top: 0, found: null}} : state
    }
    case 'escape':
      return state
  }
}

function moved(state: WatchState, by: number): WatchState {
  const pipelines = state.sample?.pipelines ?? []
  const at = pipelines.findIndex(pipeline => idOf(pipeline) === state.selected)
  const chosen = pipelines[Math.max(0, Math.min(pipelines.length - 1, at + by))]
  return {...state, selected: chosen ? idOf(chosen) : null}
}

function inOverlay(state: WatchState, overlay: Overlay, key: Key): WatchState {
  const by = {up: -1, down: 1, 'page-up': -pageLines, 'page-down': pageLines}[key as string]
  if (by !== undefined && overlay.kind === 'doctor') return {...state, overlay: {...overlay, top: Math.max(0, overlay.top + by)}}
  return by === undefined ? {...state, overlay: null} : state
}
