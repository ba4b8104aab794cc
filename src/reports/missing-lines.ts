import {expiredWords} from '../model/errors.ts'
import type {Report} from '../model/report.ts'
import type {Page} from './style.ts'
import {type Row, table} from './table.ts'
import {hang} from './wrap.ts'

/** What could not be read, one row for each action and reason, and the permissions that would allow it. */
export function missingLines(report: Report, page: Page): string[] {
  const gaps = report.missing.filter(gap => gap.reason !== 'skipped')
  if (gaps.length === 0) return []
  const groups = new Map<string, typeof gaps>()
  for (const gap of gaps) {
    const key = `${gap.reason} ${gap.action}`
    groups.set(key, [...(groups.get(key) ?? []), gap])
  }
  const rows = [...groups.values()].flatMap(([first, ...others]): Row[] => {
    if (!first) return []
    const evidence = [...new Set([first, ...others].map(gap => gap.evidence))].join(', ')
    const detail = first.reason === 'denied' && !page.style.verbose ? '' : `: ${first.detail}`
    const cells = [page.text(first.reason), page.text(first.action)]
    return [{cells, text: page.text(`${evidence}${detail}`), paint: page.ink.yellow}]
  })
  const actions = [...new Set(gaps.filter(gap => gap.reason === 'denied').map(gap => gap.action))]
  const caller = report.scope.caller ?? 'the caller'
  return [
    page.ink.bold('Could not be read'),
    ...table(rows, page),
    ...(gaps.some(({detail}) => detail.startsWith(expiredWords))
      ? hang(
          '  ',
          page.text('The credentials expired during the run, and nothing more was asked: sign in again, and look once more.'),
          page.prose,
        )
      : []),
    ...(actions.length ? hang('  ', page.text(`To read it, allow ${caller}: ${actions.join(', ')}.`), page.prose) : []),
  ]
}
