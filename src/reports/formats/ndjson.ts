import type {Report} from '../../model/report/report.ts'
import {toJsonLine} from './json.ts'

/** One line of JSON per pipeline, and a last line with the run itself: for log stores and line tools. */
export function ndjson({pipelines, ...run}: Report): string {
  const lines = pipelines.map(pipeline => ({type: 'pipeline', takenAt: run.takenAt, ...pipeline}))
  return [...lines, {type: 'run', ...run, pipelines: pipelines.length}].map(toJsonLine).join('\n')
}
