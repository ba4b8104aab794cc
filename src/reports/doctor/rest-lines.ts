import {isAtLeast} from '../../model/check.ts'
import {explainingChecks} from '../../model/report/explaining-checks.ts'
import type {PipelineReport} from '../../model/report/report.ts'
import {count} from '../../text/units.ts'
import type {Page} from '../text/style.ts'
import {hang} from '../text/wrap.ts'
import {bugLines} from './finding-lines.ts'
import {failures, gravestFirst} from './fix-lines.ts'
import {someOf} from './missing-lines.ts'
import {graveFindings} from './why-lines.ts'

const paragraph = (text: string, page: Page): string[] => hang('', page.text(text), page.prose).map(line => page.ink.dim(line))

const named = (checks: readonly {check: string}[]): string => someOf([...new Set(checks.map(({check}) => check))])

/** The checks that are no part of the answer, counted; and the unknown ones, by name: they could change the answer. */
export function restLines(pipeline: PipelineReport, page: Page): string[] {
  const {findings, causes, verdict} = pipeline
  const shown = graveFindings(pipeline)
  const others = failures(findings).filter(finding => !shown.includes(finding))
  const major = others.filter(({severity}) => isAtLeast(severity, 'medium'))
  const signs = causes.length === 0 ? major.filter(({check}) => explainingChecks.has(check) && check !== 'iterator-age') : []
  const later = major.filter(({check}) => !explainingChecks.has(check))
  const minor = others.length - major.length
  const muted = findings.filter(finding => finding.status === 'fail' && finding.muted !== null)
  const unknown = gravestFirst(findings.filter(({status}) => status === 'unknown'))
  const isCalm = verdict === 'healthy' || verdict === 'at-risk'
  const counted = [
    later.length > 0 ? `${count(later.length, 'setting')} to change later` : null,
    minor > 0 ? `${minor} minor` : null,
    muted.length > 0 ? `${muted.length} muted` : null,
  ].filter(part => part !== null)
  const parts = [
    signs.length > 0 ? `Also found: ${named(signs)}.` : null,
    unknown.length > 0 ? `Unknown: ${named(unknown)}.` : null,
    counted.length > 0 ? `${isCalm ? 'Findings' : 'Not related'}: ${counted.join(', ')}: --verbose` : null,
  ].filter(part => part !== null)
  return [...bugLines(pipeline, page), ...openLines(pipeline, page), ...paragraph(parts.join(' '), page)]
}

/** Without a cause: which causes the missing evidence could still show, and why. */
function openLines({causes, openCauses, openBecause}: PipelineReport, page: Page): string[] {
  if (causes.length > 0 || openCauses.length === 0) return []
  return hang('', page.text([`Not ruled out: ${someOf(openCauses)}.`, ...openBecause.slice(0, 1)].join(' ')), page.prose)
}
