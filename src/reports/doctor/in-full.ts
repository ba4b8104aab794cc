import type {PipelineReport, Report} from '../../model/report/report.ts'
import type {Page} from '../text/style.ts'
import {causeLines} from './cause-lines.ts'
import {findingLines} from './finding-lines.ts'
import {fixLines} from './fix-lines.ts'
import {ageChart, lagLines} from './lag-lines.ts'
import {repairLines} from './repair-lines.ts'
import {verdictLines} from './verdict-lines.ts'

/** All known facts of a pipeline, for --verbose: the evidence, the ruled-out causes, the chart, every fix and every finding. */
export function inFull(pipeline: PipelineReport, report: Report, page: Page): string[][] {
  const verdict = verdictLines(pipeline, report.takenAt, page)
  const cause = causeLines(pipeline, page)
  const repaired = repairLines(pipeline, page)
  return [
    pipeline.causes.length > 0 && repaired.length === 0 ? [...verdict, ...cause] : verdict,
    repaired,
    pipeline.causes.length > 0 && repaired.length > 0 ? cause : [],
    pipeline.causes.length > 0 ? [] : cause,
    ageChart(pipeline.lag, report.takenAt, page),
    lagLines(pipeline.lag, report.takenAt, page),
    fixLines(pipeline, page),
    findingLines(pipeline, report, page),
  ]
}
