import type {PipelineReport, Report} from '../../model/report/report.ts'
import type {Page} from '../text/style.ts'
import {headerLines, verdictTexts} from './head-lines.ts'
import {isMoving, smallChart} from './lag-lines.ts'
import {nextLines} from './next-lines.ts'
import {restLines} from './rest-lines.ts'
import {whyLines} from './why-lines.ts'

/** Lines of a small terminal, without that of the prompt. */
const screenLines = 23

const heightOf = (blocks: readonly string[][]): number => blocks.reduce((sum, block) => sum + block.length + (block.length > 0 ? 1 : 0), 0)

/**
 * The answer for an operator: the verdict, the fix, and why; a chart where it says something and the screen has room, which several
 * pipelines have not. `ending`: the last lines of the report of one. Everything else is under --verbose.
 */
export function inShort(pipeline: PipelineReport, report: Report, ending: readonly string[], page: Page): string[][] {
  const head = [...headerLines(pipeline, report, page), ...verdictTexts(pipeline, report, page)]
  const next = nextLines(pipeline, report, page)
  const rest = [...restLines(pipeline, page), ...ending]
  const room = screenLines - heightOf([head, next, rest])
  const why = whyLines(pipeline, report, room, page)
  const chart =
    report.pipelines.length === 1 && pipeline.verdict !== 'healthy' && isMoving(pipeline.lag)
      ? smallChart(pipeline.lag, report.takenAt, page)
      : []
  return [head, next, [...why, ...(why.length + chart.length <= room ? chart : []), ...rest]]
}
