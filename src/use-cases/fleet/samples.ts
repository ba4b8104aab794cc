import {
  type Finding,
  isCutShort,
  type PipelineReport,
  type Report,
  type Verdict,
  verdictOrder,
  worstVerdict,
} from '../../model/report/report.ts'
import {UserError} from '../../model/user-error.ts'
import {count} from '../../text/units.ts'

/**
 * Samples several times, with a pause between, and reports the results that most of the samples agree on. Fewer when `sample` has nothing more to say.
 * A sample that fails is told and left out, as long as most of them succeed; the first one must, or nobody would hear of wrong usage at once.
 */
export async function takeSamples(
  sample: () => Promise<Report | null>,
  samples: number,
  pause: () => Promise<unknown>,
  onFailure: (error: unknown) => void = () => undefined,
): Promise<Report | null> {
  const reports: Report[] = []
  let failures = 0
  for (let i = 0; i < samples; i++) {
    if (i > 0) await pause()
    try {
      const report = await sample()
      if (report !== null) reports.push(report)
      if (report === null || report.partial !== null) break
    } catch (error) {
      failures++
      if (i === 0 || failures >= samples / 2 || !(error instanceof UserError)) throw error
      onFailure(error)
    }
  }
  return reports.length === 0 ? null : agreedReport(reports)
}

/**
 * The newest report, in which each pipeline has the verdict that more than half of the samples gave it, or the middle one where none has a
 * majority; and a check fails only where it failed in more than half. So one bad minute does not fail a run, nor does one good minute pass it.
 */
export function agreedReport(reports: readonly Report[]): Report {
  const newest = reports.at(-1)
  if (newest === undefined) throw new Error('no report to agree on')
  if (reports.length === 1) return newest
  const pipelines = seen(reports).map(pipeline => agreed(reports.flatMap(report => report.pipelines.find(isSame(pipeline)) ?? [])))
  const ofRun = reports.map(report => (isCutShort(report) ? 'undecided' : 'healthy'))
  return {
    ...newest,
    samples: reports.length,
    verdict: worstVerdict([...pipelines.map(({verdict}) => verdict), middle(ofRun)]),
    // Most of the samples could list the mappings, where only the newest could not.
    missing: middle(ofRun) === 'healthy' ? newest.missing.filter(gap => gap.evidence !== 'mappings') : newest.missing,
    pipelines,
    usage: {
      requests: reports.reduce<Record<string, number>>((sum, {usage}) => add(sum, usage.requests), {}),
      usd: Number(reports.reduce((sum, {usage}) => sum + usage.usd, 0).toFixed(6)),
    },
  }
}

/** The pipelines of the newest sample, and, back to one that saw all, those that only an earlier sample could see. */
function seen(reports: readonly Report[]): PipelineReport[] {
  const back = [...reports].reverse()
  const all = back.findIndex(report => !isCutShort(report))
  return back
    .slice(0, all < 0 ? undefined : all + 1)
    .flatMap(({pipelines}) => pipelines)
    .filter((pipeline, i, list) => list.findIndex(isSame(pipeline)) === i)
}

const isSame = (one: PipelineReport) => (other: PipelineReport) =>
  one.account === other.account &&
  one.region === other.region &&
  one.mapping === other.mapping &&
  one.function === other.function &&
  one.qualifier === other.qualifier

/** The newest sample that has the verdict on which they agree. */
function agreed(samples: readonly PipelineReport[]): PipelineReport {
  const verdict = middle(samples.map(sample => sample.verdict))
  const shown = samples.findLast(sample => sample.verdict === verdict) as PipelineReport
  const checks = [...new Set(shown.findings.map(({check}) => check))]
  return {...shown, findings: checks.flatMap(check => agreedFindings(check, shown, samples))}
}

/** Sorted from worst to best, the one in the middle is that of the majority, if there is one. Of an even number, the worse one. */
function middle(verdicts: readonly Verdict[]): Verdict {
  const sorted = [...verdicts].sort((a, b) => verdictOrder.indexOf(a) - verdictOrder.indexOf(b))
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 'undecided'
}

/** Of one check: the finding of the shown sample, unless most of the samples differ. */
function agreedFindings(check: string, shown: PipelineReport, samples: readonly PipelineReport[]): Finding[] {
  const of = ({findings}: PipelineReport): Finding[] => findings.filter(finding => finding.check === check)
  const isFailing = (sample: PipelineReport): boolean => of(sample).some(({status}) => status === 'fail')
  const failing = samples.filter(isFailing)
  if (failing.length > samples.length / 2) return of(isFailing(shown) ? shown : (failing.at(-1) as PipelineReport))
  const summary = `It failed in ${failing.length} of ${count(samples.length, 'sample')} only.`
  return of(shown).map(finding => (finding.status === 'fail' ? {...finding, status: 'pass', summary, fix: null} : finding))
}

function add(sum: Record<string, number>, more: Readonly<Record<string, number>>): Record<string, number> {
  for (const [action, n] of Object.entries(more)) sum[action] = (sum[action] ?? 0) + n
  return sum
}
