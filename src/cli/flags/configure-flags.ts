import {boolean, custom, integer} from '@oclif/core/flags'
import {maximumManagedMemoryMb} from '../../aws-facts/limits.ts'
import type {Settings} from '../../model/plan/plan.ts'
import type {WantedConfiguration} from '../../use-cases/changes/configure.ts'
import {checksFlag} from './check-flag.ts'
import {bounds, duration, wholeNumber, within} from './flag-values.ts'
import {settingFlag, shortSettingFlag} from './setting-flags.ts'

const timeoutBounds = {from: '1s', to: '90m'}
const reminderBounds = {from: '1m', to: '14d'}
const leastMemoryMb = 128
const mostReserved = 1_000_000

/** The flags of `configure` that name a change. One of them is needed. */
const changing = [
  ...['set', 'recommended', 'check', 'destination', 'retries', 'parallelization', 'memory', 'timeout', 'reserved-concurrency'],
  ...['event-metrics', 'contributor-insights'],
]

export const wantedFlags = {
  set: settingFlag({
    description: "A setting of the mapping, in AWS's own name. Can be repeated.",
    helpValue: 'Key=Value',
    multiple: true,
    multipleNonGreedy: true,
    atLeastOne: changing,
  }),
  recommended: boolean({description: 'Apply the recommendations of all checks.'}),
  check: checksFlag('Apply the recommendations of these checks, separated by commas.'),
  destination: shortSettingFlag('DestinationConfig')({
    description:
      'On-failure destination: a standard SQS queue, a standard SNS topic or an S3 bucket; none removes it. Short for --set DestinationConfig=ARN.',
    helpValue: 'ARN|none',
  }),
  retries: shortSettingFlag('MaximumRetryAttempts')({
    description: 'Limit of retries, from 0 to 10000; -1 is no limit. Short for --set MaximumRetryAttempts=N.',
    helpValue: 'N',
  }),
  parallelization: shortSettingFlag('ParallelizationFactor')({
    description: 'Concurrent batches per shard, from 1 to 10. Short for --set ParallelizationFactor=N.',
    helpValue: 'N',
  }),
  memory: integer({
    ...bounds(leastMemoryMb, maximumManagedMemoryMb),
    description: `Memory of the function, from ${leastMemoryMb} to ${maximumManagedMemoryMb} MB.`,
    helpValue: 'MB',
  }),
  timeout: duration(timeoutBounds)({description: `Timeout of the function, ${within(timeoutBounds)}.`}),
  for: duration(reminderBounds)({
    description: `Temporary change: a reminder to undo it appears after this time, ${within(reminderBounds)}.`,
  }),
  'reserved-concurrency': custom<number | null>({parse: async text => reservedConcurrency(text)})({
    description: `Reserved concurrency of the function, from 0 to ${mostReserved}; none removes it.`,
    helpValue: 'N|none',
  }),
  'event-metrics': boolean({description: 'Turn on EventCount metrics (MetricsConfig).', allowNo: true}),
  'contributor-insights': boolean({description: 'Count the most written keys of the table.', allowNo: true}),
}

/** The values of `wantedFlags`. */
interface WantedFlags {
  set?: Settings[] | undefined
  recommended: boolean
  check?: string[] | undefined
  destination?: Settings | undefined
  retries?: Settings | undefined
  parallelization?: Settings | undefined
  memory?: number | undefined
  /** Seconds. */
  timeout?: number | undefined
  /** Seconds. */
  for?: number | undefined
  'reserved-concurrency'?: number | null | undefined
  'event-metrics'?: boolean | undefined
  'contributor-insights'?: boolean | undefined
}

const reservedConcurrency = (text: string): number | null =>
  text === 'none' ? null : wholeNumber('--reserved-concurrency', text, 0, mostReserved)

/** The change that the flags name. */
export function wantedConfiguration(flags: WantedFlags): WantedConfiguration {
  const events = flags['event-metrics'] === undefined ? {} : {MetricsConfig: {Metrics: flags['event-metrics'] ? ['EventCount'] : []}}
  const insights = flags['contributor-insights']
  return {
    mapping: Object.assign({}, events, ...(flags.set ?? []), flags.destination, flags.retries, flags.parallelization),
    memoryMb: flags.memory,
    timeoutSeconds: flags.timeout,
    reservedConcurrency: flags['reserved-concurrency'],
    contributorInsights: insights === undefined ? undefined : insights ? 'ENABLED' : 'DISABLED',
    forSeconds: flags.for ?? null,
    recommended: flags.recommended,
    checks: [...new Set(flags.check)],
  }
}
