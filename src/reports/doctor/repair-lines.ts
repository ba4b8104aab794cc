import type {PipelineReport} from '../../model/report/report.ts'
import type {Page} from '../text/style.ts'
import {hang} from '../text/wrap.ts'

/** The newest change, and the course of the symptom since; nothing where none was made, or it goes on. */
export const repairLines = ({repair}: PipelineReport, page: Page): string[] =>
  repair === null
    ? []
    : [
        page.ink.bold('Since the last change'),
        ...repair.because.flatMap(text => hang(`  ${page.glyphs.bullet} `, page.text(text), page.prose)),
      ]
