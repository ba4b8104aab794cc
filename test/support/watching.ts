import type {PipelineLag} from '../../src/model/watch/iterator-age.ts'
import type {WatchState} from '../../src/model/watch/watch.ts'
import {type WatchAction, watched, watchStart} from '../../src/use-cases/watch/watch-state.ts'
import {sampleOf} from './ages.ts'

/** A sample `minutes` after 03:00 UTC. */
export const sample = (minutes: number, ...pipelines: PipelineLag[]) =>
  ({kind: 'sample', sample: sampleOf(pipelines, minutes), usdPerHour: 0.0066, sleptSeconds: 0}) satisfies WatchAction

/** A pressed key; `lastTop` is the first line of the last page. */
export const key = (name: string, lastTop = 0): WatchAction => ({kind: 'key', key: name, lastTop})

export const having = (...actions: WatchAction[]): WatchState => actions.reduce(watched, watchStart)

/** The same on a screen of this size. */
export const onScreen = (columns: number, rows: number, ...actions: WatchAction[]): WatchState =>
  having({kind: 'resized', columns, rows}, ...actions)

/** The rows of the table by the names of their functions; a fold by its number of pipelines. */
export const namesOf = ({rows}: WatchState): string[] =>
  rows.map(row => (row.kind === 'pipeline' ? row.pipeline.function : `${row.pipelines.length} folded`))
