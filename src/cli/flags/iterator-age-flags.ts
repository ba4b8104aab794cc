import {boolean, integer, option} from '@oclif/core/flags'
import type {Config} from '../../config/schema.ts'
import {UserError} from '../../model/user-error.ts'
import {type UntilRule, untilRules} from '../../model/watch/watch.ts'
import type {WatchOptions} from '../../use-cases/watch/watch.ts'
import {bounds, duration, within} from './flag-values.ts'
import {configFlag, connectionFlags, sinceFlag} from './flags.ts'

/** A flag of a watch means nothing without one. */
const watching = {helpGroup: 'WATCH', dependsOn: ['watch']}

const intervalBounds = {from: '1s', to: '1h'}
const defaultIntervalSeconds = 60
const timeoutBounds = {from: '1s', to: '30d'}

export const iteratorAgeFlags = {
  all: boolean({description: 'All pipelines of the account and region; the same as no FUNCTION.'}),
  since: sinceFlag,
  watch: boolean({description: 'Refresh until it is stopped. Metrics cost about $0.007 per hour for each pipeline.', helpGroup: 'WATCH'}),
  interval: duration(intervalBounds)({
    description: `Time between two refreshes, ${within(intervalBounds)}. CloudWatch publishes metrics once a minute. Default: 60s.`,
    ...watching,
  }),
  count: integer({...bounds(1, 1e9), description: 'Stop after this many refreshes, from 1 to 1000000000.', helpValue: 'N', ...watching}),
  until: option({options: untilRules})({
    description: 'Stop when all pipelines are ok (or idle), when one is stalled (or stopped, or losing), or when all are drained.',
    helpValue: untilRules.join('|'),
    ...watching,
  }),
  timeout: duration(timeoutBounds)({description: `Stop after this time, ${within(timeoutBounds)}.`, ...watching}),
  bell: boolean({description: 'Ring the terminal bell when a pipeline changes its state.', ...watching}),
  notify: boolean({
    description: 'Run the notifications of the configuration that are for the verdict of the new state, when a pipeline changes its state.',
    ...watching,
  }),
  series: boolean({description: 'Add the iterator age of each minute to the JSON.', dependsOn: ['json'], helpGroup: 'OUTPUT'}),
  config: configFlag(),
  ...connectionFlags,
}

/** Flags that another command needs for the same answer. The region is that of the pipeline. */
const repeated: readonly string[] = ['profile', 'endpoint-url', 'lab', 'seed', 'lab-options', 'config']

/** The flags, as they were typed, that the commands printed by a watch repeat. */
export const repeatedFlags = (raw: readonly {flag?: string; input: string}[]): {flag: string; value: string}[] =>
  raw.flatMap(({flag, input}) => (flag !== undefined && repeated.includes(flag) ? [{flag, value: input}] : []))

/** The values of `iteratorAgeFlags`; durations in seconds. */
interface Given {
  all: boolean
  since: number
  interval?: number | undefined
  count?: number | undefined
  until?: UntilRule | undefined
  timeout?: number | undefined
}

/** The pipelines to read, and the end of a watch. */
export function watchOptions(functionText: string | undefined, flags: Given, config: Config | undefined): WatchOptions {
  if (functionText !== undefined && flags.all)
    throw new UserError('E_USAGE', `--all selects all pipelines, and "${functionText}" is one.`, ['Leave one of them out.'])
  if (functionText?.trim() === '')
    throw new UserError('E_USAGE', 'The name of the function is empty.', ['Leave it out to see all pipelines.'])
  return {
    functionText: functionText ?? null,
    sinceSeconds: flags.since,
    intervalSeconds: flags.interval ?? defaultIntervalSeconds,
    count: flags.count ?? null,
    until: flags.until ?? null,
    timeoutSeconds: flags.timeout ?? null,
    config,
  }
}
