import type {PipelineLag, Sample} from '../../model/watch/iterator-age.ts'
import {withoutSeries} from '../formats/json.ts'

/** A pipeline for a program; `series`: with the age of each minute. */
export const pipelineJson = (pipeline: PipelineLag, series: boolean): PipelineLag =>
  series ? pipeline : {...pipeline, lag: withoutSeries(pipeline.lag)}

/** One sample, in the shape that `iterator-age --json` prints with and without a watch. */
export const sampleJson = ({at, region, pipelines, missing, withoutSurroundings, usage}: Sample, series: boolean): object => ({
  takenAt: at,
  region,
  pipelines: pipelines.map(pipeline => pipelineJson(pipeline, series)),
  missing,
  withoutSurroundings,
  usage,
})
