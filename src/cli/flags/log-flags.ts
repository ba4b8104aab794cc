import type {LogOptions} from '../../use-cases/views/cold-starts.ts'
import {stopSignal} from '../run/signals.ts'
import {positive} from './flag-values.ts'
import {connectionFlags, deadlineFlag, sinceFlag} from './flags.ts'

const mostGb = 1e6

/** The flags of the commands that query a log. */
export const logFlags = {
  since: sinceFlag,
  'max-scan-gb': positive(mostGb)({
    description: `Refuse or stop a query that scans more than this, up to ${mostGb}; a GB costs $0.005.`,
    default: 10,
    helpValue: 'GB',
  }),
  ...connectionFlags,
  // A query over gigabytes takes longer than the questions of other commands.
  deadline: deadlineFlag('5m'),
}

/** The options of a log query. Its progress is shown where a person watches stderr; SIGINT and SIGTERM stop the query at AWS first. */
export function logOptions(functionText: string, flags: {since: number; 'max-scan-gb': number}): LogOptions & {ended: () => void} {
  const shows = process.stderr.isTTY === true
  return {
    functionText,
    sinceSeconds: flags.since,
    mostBytes: flags['max-scan-gb'] * 1e9,
    signal: stopSignal(),
    onProgress: bytes => {
      if (shows) process.stderr.write(`\rQuerying the log: ${(bytes / 1e6).toFixed(0)} MB scanned \u001b[K`)
    },
    ended: () => {
      if (shows) process.stderr.write('\r\u001b[K')
    },
  }
}
