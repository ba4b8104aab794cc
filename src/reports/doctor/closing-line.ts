import type {LagReport, PipelineReport, Report} from '../../model/report/report.ts'
import {targetLabel} from '../../text/function-label.ts'
import {epochMs} from '../../text/units.ts'
import {away} from '../text/instants.ts'
import type {Page} from '../text/style.ts'
import {widthOf} from '../text/width.ts'
import {flow} from '../text/wrap.ts'
import {needsNothing} from './fix-lines.ts'
import {stepsOf} from './next-lines.ts'
import {badge, isSinceChange} from './verdict-lines.ts'

/** States of the lag that stand for a cause that is not known. */
const named: Partial<Record<LagReport['state'], string>> = {
  behind: 'late',
  slow: 'falling behind',
  stalled: 'blocked',
  stopped: 'stopped',
  losing: 'losing records',
}

/** The words that name a command: `ddbstream configure orders-projector`, `aws lambda create-alias`. */
const nameWords = 3

/** The deadline: when records are lost. `now` is ISO 8601. */
function deadline({lag: {lossAt}}: PipelineReport, now: string): string | null {
  if (lossAt === null) return null
  const seconds = (epochMs(lossAt) - epochMs(now)) / 1000
  return seconds < 1 ? 'records are being lost now' : `loss ${away(lossAt, now)}`
}

/** The start of a command, with an ellipsis where it goes on; empty where there is no room for its name. */
function shortened(command: string, room: number): string {
  if (widthOf(command) <= room) return command
  const words = command.replace(/ \\\n\s*/g, ' ').split(' ')
  for (let n = Math.min(words.length, nameWords); n > 1; n -= 1) {
    const text = `${words.slice(0, n).join(' ')} …`
    if (widthOf(text) <= room || n === 2) return text
  }
  return command
}

/** The last line of a report that needs somebody: verdict, cause, deadline and command, for whoever sees only the end. */
export function closingLine(pipeline: PipelineReport, report: Report, page: Page): string[] {
  if (pipeline.verdict === 'healthy' || needsNothing(pipeline)) return []
  const [first] = stepsOf(pipeline, report)
  const [cause] = isSinceChange(pipeline) ? [] : pipeline.causes
  const separator = ` ${page.glyphs.dot} `
  const word = badge(pipeline.verdict, {...page, style: {...page.style, colour: false}})
  const name = report.pipelines.length > 1 ? targetLabel(pipeline) : (cause?.id ?? named[pipeline.lag.state] ?? null)
  const facts = [name === null ? word : `${word} ${name}`, deadline(pipeline, report.takenAt)].flatMap(part =>
    part === null ? [] : [page.text(part)],
  )
  const command = first?.command ?? ''
  const room = page.prose - widthOf(facts.join(separator) + separator)
  const end = command === '' ? `see ${first === undefined ? 'WHY' : 'FIX'}` : page.text(shortened(command, room))
  return flow([...facts, end], separator, page.prose).map(line => page.ink.bold(line))
}
