import {latestRule} from '../../aws-facts/latest-rule.ts'
import type {HistoryReport, UndoReport} from '../../model/plan/change-report.ts'
import type {Operation} from '../../model/plan/plan.ts'
import {count, number} from '../../text/units.ts'
import {table} from '../text/columns.ts'
import {dateAndTime} from '../text/instants.ts'
import {accountName} from '../text/names.ts'
import {type Page, pageOf, type Style} from '../text/style.ts'
import {flow, wrap} from '../text/wrap.ts'
import {section} from './change.ts'
import {stepLines} from './step-lines.ts'

/** The journal: one row an operation, the newest first. */
export function history({operations, running}: HistoryReport, style: Style): string {
  const page = pageOf(style)
  if (operations.length === 0) return 'The journal is empty: nothing has been changed from this machine.'
  const rows = operations.map(operation => {
    const status = statusText(operation, running.includes(operation.id))
    return {cells: [page.text(operation.id), status], text: page.text(rowText(operation)), paint: painter(status, page)}
  })
  return table(rows, page).join('\n')
}

const rowText = ({summary, function: name, region, startedAt, words}: Operation): string =>
  `${dateAndTime(startedAt)}, ${name} in ${region}: ${summary}${words === null ? '' : ` ${words}.`}`

/** From the first call of an undo on, the journal holds its operation as half done: it is so only once the process is gone. */
function statusText({status}: Operation, isRunning: boolean): string {
  if (isRunning) return status === 'half-done' ? 'undo running' : 'running'
  return status === 'running' ? 'half-done' : status
}

function painter(status: string, page: Page): (text: string) => string {
  if (status === 'half-done') return page.ink.red
  return status === 'done' ? page.ink.green : page.ink.dim
}

/** The plan or the result of an undo. As a question it leaves out the result. */
export function undone({outcome, operation, steps, scope, gone}: UndoReport, style: Style, isQuestion = false): string {
  const page = pageOf(style)
  if (operation === null)
    return 'Nothing to undo: the newest change is already undone, or the journal is empty. Pass the ID of an older one: `ddbstream history` lists them.'
  const where = [scope.region, accountName(scope), scope.caller ?? 'caller unknown']
  const head = [
    ...wrap(page.text(`undo ${operation.id} of ${operation.function}: ${operation.summary}`), page.prose).map(line => page.ink.bold(line)),
    ...flow(
      where.map(part => page.text(part)),
      ` ${page.glyphs.dot} `,
      page.style.columns,
    ).map(line => page.ink.dim(line)),
  ]
  const list = [
    ...steps.flatMap((step, i) => ['', ...stepLines(step, i + 1, page)]),
    ...(outcome === 'planned' ? section('Records', pausing(steps, operation), page) : []),
  ]
  if (isQuestion) return [...head, ...list, ''].join('\n')
  return [...head, ...list, '', ...wrap(page.text(words(outcome, steps.length, gone, operation)), page.prose)].join('\n')
}

const withoutMapping =
  'The deletion loses its position. Undelivered records stay in its stream for 24 hours after they were written. No old or new record of that stream is delivered, unless another mapping of the function reads it.'
const madeAgain =
  'It starts at the oldest record in its stream. The function gets those records a second time, older changes of an item after newer ones. AWS creates no mapping for a stream that no longer exists.'

/** The effect of the undo on the records, by the rule of every plan. The undo reads no metrics: the number is that of the change. */
function pausing(steps: UndoReport['steps'], {recordsPerMinute = null}: Operation): string[] {
  const updates = steps.filter(({target}) => target.kind === 'mapping')
  const [onStream] = steps.filter(({target}) => target.kind === 'stream-mapping')
  if (onStream !== undefined) return [onStream.after.Mapping === null ? withoutMapping : madeAgain]
  if (updates.length === 0) return []
  const stops = updates.at(-1)?.after.Enabled === false
  return [
    stops
      ? 'Polling stops. Records wait until the mapping is enabled again.'
      : `Polling pauses for up to several minutes. Records that are written meanwhile wait${recordsPerMinute === null ? '' : `: about ${number(recordsPerMinute)} a minute when the change was planned`}. ${latestRule}`,
  ]
}

function words(outcome: UndoReport['outcome'], steps: number, gone: UndoReport['gone'], {id, words: said}: Operation): string {
  if (steps === 0 && gone.length > 0) return `${gone.join(' ')} Nothing to undo; close it: ddbstream history --forget ${id}`
  if (gone.length > 0)
    return `${outcome === 'planned' ? 'Nothing was changed.' : `Undone in ${count(steps, 'step')}.`} ${gone.join(' ')} It cannot be restored.`
  const why = said === null ? '' : ` ${said}.`
  if (outcome === 'planned') return `${steps === 0 ? 'No step to undo. ' : ''}Nothing was changed.`
  if (outcome === 'nothing-to-do') return `Nothing to undo: every setting has its previous value.${why}`
  return `Undone in ${count(steps, 'step')}: every setting has its previous value.${why}`
}
