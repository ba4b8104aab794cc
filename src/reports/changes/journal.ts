import {latestRule} from '../../aws-facts/latest-rule.ts'
import type {HistoryReport, UndoReport} from '../../model/plan/change-report.ts'
import type {Operation} from '../../model/plan/plan.ts'
import {count} from '../../text/units.ts'
import {dateAndTime} from '../text/instants.ts'
import {type Page, pageOf, type Style} from '../text/style.ts'
import {table} from '../text/columns.ts'
import {flow, wrap} from '../text/wrap.ts'
import {section} from './change.ts'
import {stepLines} from './step-lines.ts'

/** The journal: one row an operation, the newest first. */
export function history({operations}: HistoryReport, style: Style): string {
  const page = pageOf(style)
  if (operations.length === 0) return 'The journal is empty: nothing has been changed from this machine.'
  const rows = operations.map(operation => ({
    cells: [page.text(operation.id), operation.status],
    text: page.text(rowText(operation)),
    paint: painter(operation, page),
  }))
  return table(rows, page).join('\n')
}

const rowText = ({summary, function: name, region, startedAt, words}: Operation): string =>
  `${dateAndTime(startedAt)}, ${name} in ${region}: ${summary}${words === null ? '' : ` ${words}.`}`

function painter({status}: Operation, page: Page): (text: string) => string {
  if (status === 'half-done' || status === 'running') return page.ink.red
  return status === 'done' ? page.ink.green : page.ink.dim
}

/** What undoing would do, or did. As a question it does not say how it ended. */
export function undone({outcome, operation, steps, scope}: UndoReport, style: Style, isQuestion = false): string {
  const page = pageOf(style)
  if (operation === null)
    return 'Nothing to undo: the newest change is undone already, or there is none. Name an older one by its ID: `ddbstream history` lists them.'
  const where = [scope.region, `account ${scope.account ?? 'unknown'}`, scope.caller ?? 'caller unknown']
  const head = [
    ...wrap(page.text(`undo ${operation.id}: ${operation.summary}`), page.prose).map(line => page.ink.bold(line)),
    ...flow(
      where.map(part => page.text(part)),
      ` ${page.glyphs.dot} `,
      page.style.columns,
    ).map(line => page.ink.dim(line)),
  ]
  const list = [
    ...steps.flatMap((step, i) => ['', ...stepLines(step, i + 1, page)]),
    ...(outcome === 'planned' ? section('Records', pausing(steps), page) : []),
  ]
  if (isQuestion) return [...head, ...list, ''].join('\n')
  return [...head, ...list, '', ...wrap(page.text(words(outcome, steps.length, operation)), page.prose)].join('\n')
}

const withoutMapping =
  'Its position is lost with it. Records of its stream that it has not delivered stay there for 24 hours after they were written. Unless another mapping of the function reads that stream, nothing delivers them, nor what is written from now on.'
const madeAgain =
  'It starts at the oldest record that its stream still has: the function gets those records again, older changes of an item after newer ones. AWS makes no mapping for a stream that does not exist any more.'

/** What taking it back does to the records, by the rule that every plan goes by; the undo reads no metrics, so that it gives no number. */
function pausing(steps: UndoReport['steps']): string[] {
  const updates = steps.filter(({target}) => target.kind === 'mapping')
  const [onStream] = steps.filter(({target}) => target.kind === 'stream-mapping')
  if (onStream !== undefined) return [onStream.after.Mapping === null ? withoutMapping : madeAgain]
  if (updates.length === 0) return []
  const stops = updates.at(-1)?.after.Enabled === false
  return [
    stops
      ? 'Polling stops. Records wait until the mapping is enabled again.'
      : `Polling pauses for up to several minutes. Records that are written meanwhile wait. ${latestRule}`,
  ]
}

function words(outcome: UndoReport['outcome'], steps: number, {words: said}: Operation): string {
  const why = said === null ? '' : ` ${said}.`
  if (outcome === 'planned') return `${steps === 0 ? 'Nothing is to be taken back. ' : ''}Nothing was changed.`
  if (outcome === 'nothing-to-do') return `Nothing to undo: all is as it was before.${why}`
  return `Undone in ${count(steps, 'step')}: all is as it was before.${why}`
}
