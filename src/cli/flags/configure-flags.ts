import {maximumManagedMemoryMb} from '../../aws-facts/limits.ts'
import type {WantedConfiguration} from '../../use-cases/changes/configure.ts'
import {idList} from './doctor-flags.ts'
import {durationSeconds, wholeNumber} from './flag-values.ts'
import {parseSettings} from './setting-flags.ts'

/** The flags of `configure` that name a change. */
export interface ConfigureFlags {
  set?: string[] | undefined
  recommended: boolean
  check?: string[] | undefined
  memory?: string | undefined
  timeout?: string | undefined
  for?: string | undefined
  'reserved-concurrency'?: string | undefined
  'event-metrics'?: boolean | undefined
  'contributor-insights'?: boolean | undefined
}

/** Whether any flag names a change. */
export const isAnythingAsked = (flags: ConfigureFlags): boolean =>
  flags.recommended ||
  [
    flags.set,
    flags.check,
    flags.memory,
    flags.timeout,
    flags['reserved-concurrency'],
    flags['contributor-insights'],
    flags['event-metrics'],
  ].some(flag => flag !== undefined)

/** The change that the flags name. Throws a UserError for a value that AWS does not take. */
export function wantedConfiguration(flags: ConfigureFlags, checkIds: readonly string[]): WantedConfiguration {
  const events = flags['event-metrics'] === undefined ? {} : {MetricsConfig: {Metrics: flags['event-metrics'] ? ['EventCount'] : []}}
  const reserved = flags['reserved-concurrency']
  const insights = flags['contributor-insights']
  return {
    mapping: {...events, ...parseSettings(flags.set ?? [])},
    memoryMb: flags.memory === undefined ? undefined : wholeNumber('--memory', flags.memory, 128, maximumManagedMemoryMb),
    timeoutSeconds: flags.timeout === undefined ? undefined : durationSeconds('--timeout', flags.timeout, {from: '1s', to: '90m'}),
    reservedConcurrency:
      reserved === undefined ? undefined : reserved === 'none' ? null : wholeNumber('--reserved-concurrency', reserved, 0, 1_000_000),
    contributorInsights: insights === undefined ? undefined : insights ? 'ENABLED' : 'DISABLED',
    forSeconds: flags.for === undefined ? null : durationSeconds('--for', flags.for, {from: '1m', to: '14d'}),
    recommended: flags.recommended,
    checks: idList('--check', flags.check, checkIds),
  }
}
