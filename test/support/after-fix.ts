import {defaultSettings} from '../../src/config/settings.ts'
import {runChecks} from '../../src/diagnosis/judge.ts'
import {lookupOf, pick, pickItems} from '../../src/diagnosis/lookup.ts'
import {type AnyCheck, isAtLeast} from '../../src/model/check.ts'
import type {Evidence, Mapping} from '../../src/model/evidence/evidence.ts'
import type {MappingChange} from '../../src/model/plan/mapping-change.ts'
import type {Finding} from '../../src/model/report/report.ts'
import {evidence, mapping as healthyMapping, moment, type Parts} from './evidence.ts'

/** A mapping of the evidence after an update. A destination that the user has to name is the one of a healthy mapping. */
const updated = (mapping: Mapping, change: MappingChange): Mapping => ({
  ...mapping,
  ...(change.Enabled !== undefined && {state: change.Enabled ? 'Enabled' : 'Disabled'}),
  batchSize: change.BatchSize ?? mapping.batchSize,
  maximumBatchingWindowSeconds: change.MaximumBatchingWindowInSeconds ?? mapping.maximumBatchingWindowSeconds,
  parallelizationFactor: change.ParallelizationFactor ?? mapping.parallelizationFactor,
  maximumRetryAttempts: change.MaximumRetryAttempts ?? mapping.maximumRetryAttempts,
  maximumRecordAgeSeconds: change.MaximumRecordAgeInSeconds ?? mapping.maximumRecordAgeSeconds,
  bisectBatchOnFunctionError: change.BisectBatchOnFunctionError ?? mapping.bisectBatchOnFunctionError,
  onFailureDestination: change.DestinationConfig === undefined ? mapping.onFailureDestination : healthyMapping().onFailureDestination,
  functionResponseTypes: change.FunctionResponseTypes === undefined ? mapping.functionResponseTypes : [change.FunctionResponseTypes],
  metrics: change.MetricsConfig === undefined ? mapping.metrics : [change.MetricsConfig],
})

const failuresIn = (all: Evidence): Finding[] =>
  all.pipelines.flatMap(pipeline =>
    runChecks(() => true, defaultSettings, lookupOf(all, pipeline, moment), moment).filter(({status}) => status === 'fail'),
  )

/** Findings that a fix announces: its text names the step that comes first. */
const announced: Record<string, RegExp> = {'reserved-concurrency-too-low': /Raise that concurrency first/}

/** The findings of other checks, at least as severe, that the update of the mapping that a check recommends would cause. */
export function findingsAfterFix(check: AnyCheck, parts: Partial<Parts>): string[] {
  const all = evidence(parts)
  const [pipeline] = all.pipelines
  if (pipeline === undefined) return []
  const lookup = lookupOf(all, pipeline, moment)
  const result = check.run(pick(check.needs, lookup), pickItems(check.wants ?? [], lookup), moment)
  if ('undecidable' in result) return []
  const found = failuresIn(all)
  const before = new Set(found.map(one => one.check))
  const printed = found.flatMap(one => (one.check === check.id && one.fix ? [one.fix.summary] : [])).join(' ')
  return result.flatMap(({fix, severity = check.severity}) =>
    fix === null || !('change' in fix)
      ? []
      : failuresIn(evidence({...parts, mapping: updated(parts.mapping ?? healthyMapping(), fix.change)}))
          .filter(one => !before.has(one.check) && isAtLeast(one.severity, severity))
          .filter(one => !announced[one.check]?.test(printed))
          .map(one => `${one.check} (${one.severity}): ${one.summary}`),
  )
}
