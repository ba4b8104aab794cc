import type {FailOn} from '../../model/report/problem.ts'
import {type Report, worstVerdict} from '../../model/report/report.ts'

/** Several reports as one: their pipelines after each other, their common parts once, their requests added up. */
export function joinReports(reports: readonly Report[]): Report {
  const [first] = reports
  if (first === undefined) throw new Error('no report to join')
  return {
    ...first,
    takenAt: latest(reports.map(report => report.takenAt)),
    window: {start: earliest(reports.map(({window}) => window.start)), end: latest(reports.map(({window}) => window.end))},
    scope: {
      account: only(reports.map(({scope}) => scope.account)),
      caller: only(reports.map(({scope}) => scope.caller)),
      ...profileOf(reports),
      regions: [...new Set(reports.flatMap(({scope}) => scope.regions))].sort(),
    },
    configuration: reports.every(({configuration}) => configuration?.file === first.configuration?.file) ? first.configuration : null,
    verdict: worstVerdict(reports.map(report => report.verdict)),
    failOn: strictest(reports),
    part: null,
    whole: reports.every(report => report.whole),
    partial: null,
    findings: unique(reports.flatMap(report => report.findings)),
    pipelines: reports.flatMap(report => report.pipelines),
    missing: unique(reports.flatMap(report => report.missing)),
    usage: {requests: sums(reports), usd: Number(reports.reduce((sum, {usage}) => sum + usage.usd, 0).toFixed(6))},
  }
}

const latest = (instants: readonly string[]): string => [...instants].sort().at(-1) ?? ''
const earliest = (instants: readonly string[]): string => [...instants].sort()[0] ?? ''

/** The value that all have; null when they differ. */
const only = (values: readonly (string | null)[]): string | null => (new Set(values).size === 1 ? (values[0] ?? null) : null)

/** The profile that all were read with. */
function profileOf(reports: readonly Report[]): {profile?: string} {
  const profile = only(reports.map(({scope}) => scope.profile ?? null))
  return profile === null ? {} : {profile}
}

const levels: readonly FailOn[] = ['info', 'low', 'medium', 'high', 'critical', 'never']

const strictest = (reports: readonly Report[]): FailOn => levels.find(level => reports.some(report => report.failOn === level)) ?? 'high'

/** Each once, by its content. */
export const unique = <T>(items: readonly T[]): T[] => [...new Map(items.map(item => [JSON.stringify(item), item])).values()]

function sums(reports: readonly Report[]): Record<string, number> {
  const total: Record<string, number> = {}
  for (const {usage} of reports) for (const [action, n] of Object.entries(usage.requests)) total[action] = (total[action] ?? 0) + n
  return total
}
