import type {PipelineReport, Report} from '../../model/report/report.ts'
import {expiredWords} from '../../model/user-error.ts'
import {type Row, table} from '../text/columns.ts'
import type {Page} from '../text/style.ts'
import {hang} from '../text/wrap.ts'

type Gap = Report['missing'][number]

const unread = ({missing}: Report): Gap[] => missing.filter(({reason}) => reason !== 'skipped')

/** The gaps of a pipeline; those of all where none is known to belong to it. */
export function gapsOf(report: Report, {mapping}: PipelineReport): Gap[] {
  const own = unread(report).filter(gap => gap.mapping === null || gap.mapping === mapping)
  return own.length > 0 ? own : unread(report)
}

/** So many names stand in a line. */
const mostNames = 5

/** The first of the names, and how many more there are. */
export const someOf = (names: readonly string[]): string =>
  names.length > mostNames + 1 ? `${names.slice(0, mostNames).join(', ')} and ${names.length - mostNames} more` : names.join(', ')

const expired = 'The credentials expired during the run, and the later reads are missing. Sign in again, and repeat the command.'

/** The gaps in one sentence, by reason; whoever was denied something is named. `said`: reasons that the next step names. */
export function unreadLines(report: Report, said: readonly string[], page: Page): string[] {
  const gaps = unread(report).filter(({reason}) => !said.includes(reason))
  if (gaps.length === 0) return []
  const reasons = [...new Set(gaps.map(({reason}) => reason))]
  const parts = reasons.map(reason => {
    const actions = [...new Set(gaps.filter(gap => gap.reason === reason).map(({action}) => action))]
    return `${someOf(actions)} (${reason}${reason === 'denied' ? ` to ${report.scope.caller ?? 'the caller'}` : ''})`
  })
  const isExpired = gaps.some(({detail}) => detail.startsWith(expiredWords))
  return hang('', page.text(`Could not be read: ${parts.join('; ')}: --verbose${isExpired ? `. ${expired}` : ''}`), page.prose).map(line =>
    page.ink.yellow(line),
  )
}

/** The gaps, one row for each action and reason, and the permissions that would close them. */
export function missingLines(report: Report, page: Page): string[] {
  const gaps = unread(report)
  if (gaps.length === 0) return []
  const groups = new Map<string, typeof gaps>()
  for (const gap of gaps) {
    const key = `${gap.reason} ${gap.action}`
    groups.set(key, [...(groups.get(key) ?? []), gap])
  }
  const rows = [...groups.values()].flatMap(([first, ...others]): Row[] => {
    if (!first) return []
    const evidence = [...new Set([first, ...others].map(gap => gap.evidence))].join(', ')
    const cells = [page.text(first.reason), page.text(first.action)]
    return [{cells, text: page.text(`${evidence}: ${first.detail}`), paint: page.ink.yellow}]
  })
  const actions = [...new Set(gaps.filter(gap => gap.reason === 'denied').map(gap => gap.action))]
  const caller = report.scope.caller ?? 'the caller'
  return [
    page.ink.bold('Could not be read'),
    ...table(rows, page),
    ...(gaps.some(({detail}) => detail.startsWith(expiredWords)) ? hang('  ', page.text(expired), page.prose) : []),
    ...(actions.length ? hang('  ', page.text(`To read it, allow ${caller}: ${actions.join(', ')}.`), page.prose) : []),
  ]
}
