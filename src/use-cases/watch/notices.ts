import {verdictOfLag} from '../../diagnosis/verdict.ts'
import type {Verdict} from '../../model/report/report.ts'
import {idOf, type PipelineLag} from '../../model/watch/iterator-age.ts'
import type {WatchState} from '../../model/watch/watch.ts'

/** A pipeline that has changed its state, with the verdict of the new one. */
export interface Notice {
  verdict: Verdict
  pipeline: PipelineLag
}

/** One for each change of state that the newest sample shows. */
export const noticesOf = ({news, sample}: WatchState): Notice[] =>
  news.flatMap(({transition}) => {
    const pipeline = sample?.pipelines.find(one => idOf(one) === transition?.id)
    return transition === null || pipeline === undefined
      ? []
      : [{verdict: verdictOfLag(pipeline), pipeline: {...pipeline, before: transition.from}}]
  })
