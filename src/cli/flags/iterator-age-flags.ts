import {boolean, string} from '@oclif/core/flags'
import {UserError} from '../../model/errors.ts'
import {type UntilRule, untilRules} from '../../model/watch/watch.ts'
import {sinceBounds} from './doctor-flags.ts'
import {durationSeconds, wholeNumber} from './flag-values.ts'
import {configFlag, connectionFlags} from './flags.ts'
import type {WatchSetting} from './watch-setting.ts'

const watching = {helpGroup: 'WATCH'}

export const iteratorAgeFlags = {
  all: boolean({description: 'All pipelines of the account and region; the same as no FUNCTION.'}),
  since: string({description: 'How far to look back, from 30m to 14d.', default: '3h', helpValue: 'TIME'}),
  watch: boolean({description: 'Keep looking until it is ended.', ...watching}),
  interval: string({
    description: 'Time between two looks, from 1s to 1h. Metrics are new once a minute.',
    default: '60s',
    helpValue: 'TIME',
    ...watching,
  }),
  count: string({description: 'Stop after this many refreshes.', helpValue: 'N', ...watching}),
  until: string({
    description: 'End when all pipelines are ok, when one is stalled (or stopped, or losing), or when all are drained.',
    options: untilRules,
    helpValue: untilRules.join('|'),
    ...watching,
  }),
  timeout: string({description: 'End after this time.', helpValue: 'TIME', ...watching}),
  bell: boolean({description: 'Ring the terminal when a pipeline changes its state.', ...watching}),
  notify: string({
    description:
      'Run this through the shell when a pipeline changes its state, with DDBSTREAM_FUNCTION, _TABLE, _FROM, _TO and _AT in its environment.',
    helpValue: 'COMMAND',
    ...watching,
  }),
  config: configFlag(),
  ...connectionFlags,
}

interface Given {
  all: boolean
  since: string
  watch: boolean
  interval: string
  count?: string | undefined
  until?: string | undefined
  timeout?: string | undefined
  bell: boolean
  notify?: string | undefined
  json: boolean
  verbose: boolean
}

const wrong = (message: string, ...hints: string[]): UserError => new UserError('E_USAGE', message, hints)

const onlyWatching = ['interval', 'count', 'until', 'timeout', 'bell', 'notify'] as const

/** The flags, checked; `given` tells what the user wrote from what is a default. */
export function watchSetting(functionText: string | undefined, flags: Given, given: (flag: string) => boolean): WatchSetting {
  if (functionText !== undefined && flags.all)
    throw wrong(`--all means all pipelines, and "${functionText}" is one.`, 'Leave one of them out.')
  if (functionText?.trim() === '') throw wrong('The name of the function is empty.', 'Leave it out to see all pipelines.')
  const useless = onlyWatching.find(name => flags[name] !== undefined && flags[name] !== false && given(name))
  if (!flags.watch && useless) throw wrong(`--${useless} is a part of a watch, and no --watch is given.`, 'Add `--watch`.')
  return {
    functionText: functionText ?? null,
    sinceSeconds: durationSeconds('--since', flags.since, sinceBounds),
    intervalSeconds: durationSeconds('--interval', flags.interval, {from: '1s', to: '1h'}),
    count: flags.count === undefined ? null : wholeNumber('--count', flags.count, 1, 1e9),
    until: (flags.until as UntilRule | undefined) ?? null,
    timeoutSeconds: flags.timeout === undefined ? null : durationSeconds('--timeout', flags.timeout, {from: '1s', to: '30d'}),
    json: flags.json,
    verbose: flags.verbose,
    bell: flags.bell,
    notify: flags.notify,
  }
}
