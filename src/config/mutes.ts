import {type Finding, isComplete, type PipelineReport, type Report} from '../model/report/report.ts'
import {isActive, type Mute} from '../model/settings.ts'
import {matches, matchWords} from './match.ts'
import type {Config} from './schema.ts'
import {mutesOf} from './settings.ts'

/** Mutes that have outlived their use: those whose day has passed, and those that mute nothing that this run could see. */
export function muteFindings(config: Config | undefined, report: Report): Finding[] {
  const today = report.takenAt.slice(0, 10)
  return mutesOf(config).flatMap(mute => {
    if (!isActive(mute, today)) return [outlived('expired-mute', 'A mute has expired', mute, `ended on ${mute.until}`)]
    const matched = report.pipelines.map(pipeline => ({pipeline, isMeant: matches(mute.match, pipeline)}))
    // A mapping that could not be matched may be its subject.
    if (matched.some(({isMeant}) => isMeant === null)) return []
    const seen = matched.flatMap(({pipeline, isMeant}) => (isMeant ? [pipeline] : []))
    // Another shard, or another run, may hold its subject; `merge` sees them all.
    if (report.part !== null || (seen.length === 0 && !isComplete(report)) || !seen.every(pipeline => isNotThere(mute, pipeline))) return []
    return [
      outlived(
        'unmatched-mute',
        'A mute matches nothing',
        mute,
        `matches nothing in ${seen.length === 1 ? 'the pipeline' : 'the pipelines'} of this run`,
      ),
    ]
  })
}

/** A subject that was read and is not there; one that could not be judged may be. */
function isNotThere({check}: Mute, {findings, causes, openCauses}: PipelineReport): boolean {
  const ofCheck = findings.filter(finding => finding.check === check)
  if (ofCheck.length > 0) return ofCheck.every(({status}) => status === 'pass')
  return !causes.some(({id}) => id === check) && !openCauses.includes(check)
}

const outlived = (check: string, title: string, mute: Mute, what: string): Finding => ({
  check,
  title,
  status: 'fail',
  severity: 'medium',
  summary: `The mute of ${mute.check} on ${matchWords(mute.match)} by ${mute.owner} ${what} (${mute.reason}). Remove it from the configuration (${mute.from}), or renew it.`,
  facts: {match: matchWords(mute.match), check: mute.check, owner: mute.owner, until: mute.until},
  fix: null,
  muted: null,
  baseline: null,
})
