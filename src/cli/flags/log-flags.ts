import {string} from '@oclif/core/flags'
import type {LogOptions} from '../../use-cases/views/cold-starts.ts'
import {onStop} from '../run/signals.ts'
import {sinceBounds} from './doctor-flags.ts'
import {durationSeconds, positiveNumber} from './flag-values.ts'
import {connectionFlags, deadlineFlag} from './flags.ts'

/** The flags of the commands that query a log. */
export const logFlags = {
  since: string({description: 'How far to look back, from 30m to 14d.', default: '3h', helpValue: 'TIME'}),
  'max-scan-gb': string({
    description: 'Refuse or stop a query that scans more than this; a GB costs $0.005.',
    default: '10',
    helpValue: 'GB',
  }),
  ...connectionFlags,
  // A query over gigabytes takes longer than the questions of other commands.
  deadline: deadlineFlag('5m'),
}

/** The options of a log query. Its progress is shown where a person watches stderr; SIGINT and SIGTERM stop the query at AWS first. */
export function logOptions(functionText: string, flags: {since: string; 'max-scan-gb': string}): LogOptions & {finished: () => void} {
  const control = new AbortController()
  let finished = () => {}
  const done = new Promise<void>(resolve => {
    finished = resolve
  })
  onStop(() => {
    control.abort(new Error('interrupted'))
    return done
  })
  const shows = process.stderr.isTTY === true
  return {
    functionText,
    sinceSeconds: durationSeconds('--since', flags.since, sinceBounds),
    mostBytes: positiveNumber('--max-scan-gb', flags['max-scan-gb'], 1e6) * 1e9,
    signal: control.signal,
    onProgress: bytes => {
      if (shows) process.stderr.write(`\rQuerying the log: ${(bytes / 1e6).toFixed(0)} MB scanned \u001b[K`)
    },
    finished: () => {
      if (shows) process.stderr.write('\r\u001b[K')
      finished()
    },
  }
}
