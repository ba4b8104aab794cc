import {type Finding, type PipelineReport, type Report, type Verdict, verdictOrder, worstVerdict} from '../model/report.ts'

/** Looks several times, with a pause between, and reports what most of the looks agree on. Fewer when `look` has nothing more to say. */
export async function sample(look: () => Promise<Report | null>, samples: number, pause: () => Promise<unknown>): Promise<Report | null> {
  const reports: Report[] = []
  for (let i = 0; i < samples; i++) {
    if (i > 0) await pause()
    const report = await look()
    if (report !== null) reports.push(report)
    if (report === null || report.partial !== null) break
  }
  return reports.length === 0 ? null : agreedReport(reports)
}

/**
 * The newest report, in which each pipeline has the verdict that more than half of the looks gave it, or the middle one where none has a
 * majority; and a check fails only where it failed in more than half. So one bad minute does not fail a run, nor does one good minute pass it.
 */
export function agreedReport(reports: readonly Report[]): Report {
  const newest = reports.at(-1)
  if (newest === undefined) throw new Error('no report to agree on')
  if (reports.length === 1) return newest
  const pipelines = newest.pipelines.map(pipeline => agreed(reports.flatMap(report => report.pipelines.find(isSame(pipeline)) ?? [])))
  const ofRun = reports.map(report =>
    report.missing.some(gap => gap.evidence === 'mappings') || report.partial !== null ? 'undecided' : 'healthy',
  )
  return {
    ...newest,
    samples: reports.length,
    verdict: worstVerdict([...pipelines.map(({verdict}) => verdict), middle(ofRun)]),
    pipelines,
    usage: {
      requests: reports.reduce<Record<string, number>>((sum, {usage}) => add(sum, usage.requests), {}),
      usd: Number(reports.reduce((sum, {usage}) => sum + usage.usd, 0).toFixed(6)),
    },
  }
}

const isSame = (one: PipelineReport) => (other: PipelineReport) =>
  one.account === other.account &&
  one.region === other.region &&
  one.mapping === other.mapping &&
  one.function === other.function &&
  one.qualifier === other.qualifier

/** The newest look that has the verdict on which they agree. */
function agreed(looks: readonly PipelineReport[]): PipelineReport {
  const verdict = middle(looks.map(look => look.verdict))
  const shown = looks.findLast(look => look.verdict === verdict) as PipelineReport
  return {...shown, findings: shown.findings.map(finding => agreedFinding(finding, looks))}
}

/** Sorted from worst to best, the one in the middle is that of the majority, if there is one. Of an even number, the worse one. */
function middle(verdicts: readonly Verdict[]): Verdict {
  const sorted = [...verdicts].sort((a, b) => verdictOrder.indexOf(a) - verdictOrder.indexOf(b))
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 'undecided'
}

function agreedFinding(finding: Finding, looks: readonly PipelineReport[]): Finding {
  if (finding.status !== 'fail') return finding
  const failing = looks.filter(look => look.findings.some(({check, status}) => check === finding.check && status === 'fail')).length
  if (failing > looks.length / 2) return finding
  return {...finding, status: 'pass', summary: `It failed in ${failing} of ${looks.length} looks only.`, treatment: null}
}

function add(sum: Record<string, number>, more: Readonly<Record<string, number>>): Record<string, number> {
  for (const [action, n] of Object.entries(more)) sum[action] = (sum[action] ?? 0) + n
  return sum
}
