import {checkReasons} from '../../src/model/report/check-reasons.ts'
import type {Finding, PipelineReport, Report} from '../../src/model/report/report.ts'
import {invented} from './invented.ts'

/** Three worlds that a CI run meets, as large as real ones: each pipeline has all checks. */

const retry = 'ReportBatchItemFailures is off: Lambda ignores {batchItemFailures: [{itemIdentifier}]} of the handler.'

/** The findings that nearly every function of an account has. */
const usual: Readonly<Record<string, Partial<Finding>>> = {
  'no-bisect': {severity: 'medium', summary: 'A failed batch of up to 100 records is not split.'},
  'no-partial-batch-response': {
    severity: 'low',
    summary: retry,
    fix: {
      summary: `First let the handler return {batchItemFailures: []}. Then:`,
      command: 'ddbstream configure FUNCTION --set FunctionResponseTypes=ReportBatchItemFailures',
    },
  },
  'unbounded-record-age': {severity: 'low', summary: 'MaximumRecordAgeInSeconds is -1: a record waits until it expires, after 24 h.'},
  'unqualified-target': {severity: 'low', summary: 'The mapping targets $LATEST.'},
  'x86-architecture': {severity: 'info', summary: 'The architecture is x86_64.'},
}

const skipped = new Set(['first-record-only', 'over-broad-role', 'secrets-in-environment', 'unreported-failures'])

function findingOf(check: string, changes: Partial<Finding> | undefined): Finding {
  const {severity = 'low', why = ''} = checkReasons[check] ?? {}
  const base = {check, title: why, severity, facts: {}, fix: null, muted: null, baseline: null}
  if (changes !== undefined) return {...base, status: 'fail', summary: why, ...changes}
  return skipped.has(check)
    ? {...base, status: 'skipped', summary: 'Not read: --deep reads it.'}
    : check === 'function-not-active'
      ? {
          ...base,
          severity: 'medium',
          status: 'unknown',
          summary: 'Not known: fleet mode does not read it (ListFunctions does not return State).',
        }
      : {...base, status: 'pass', summary: 'Nothing found.'}
}

const findings = (failing: Readonly<Record<string, Partial<Finding>>>): Finding[] =>
  Object.keys(checkReasons).map(check => findingOf(check, failing[check]))

const nothing: PipelineReport = {...(invented.healthy.pipelines[0] as PipelineReport), qualifier: null}

const healthy = (i: number): PipelineReport => ({
  ...nothing,
  lag: {...nothing.lag, series: []},
  function: `carts-${String(i).padStart(4, '0')}-indexer`,
  table: `carts-${String(i).padStart(4, '0')}`,
  mapping: `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`,
  findings: findings(usual),
})

const blocked = invented.poison.pipelines[0] as PipelineReport
const open = invented.undecided.pipelines[0] as PipelineReport

const poisoned: PipelineReport = {
  ...blocked,
  lag: {...blocked.lag, series: []},
  findings: findings({
    ...usual,
    ...Object.fromEntries(
      blocked.findings.filter(({status}) => status === 'fail').map(({check, severity, summary, fix}) => [check, {severity, summary, fix}]),
    ),
  }),
}

const fleet = (n: number): PipelineReport[] => Array.from({length: n}, (_, i) => healthy(i + 1))

export const worlds = {
  'one-critical': {...invented.poison, verdict: 'critical', pipelines: [...fleet(12), poisoned, ...fleet(30).slice(12)]},
  'all-healthy': {...invented.healthy, verdict: 'healthy', pipelines: fleet(201)},
  'one-undecided': {...invented.undecided, pipelines: [...fleet(30), {...open, function: 'orders-mailer'}]},
} satisfies Record<string, Report>
