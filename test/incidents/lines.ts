import type {Lines} from './invocation-log.ts'

/** The lines of the Node.js runtime about an error that the handler throws. */
export const nodeError =
  (type: string, message: string, frame = '/var/task/index.js:41:17', more: object = {}): Lines =>
  ({at, id}) => [
    `${at}\t${id}\tERROR\tInvoke Error \t${JSON.stringify({errorType: type, errorMessage: message, ...more, stack: [`${type}: ${message}`, `    at handler (${frame})`]})}`,
  ]

/** The lines of the Python runtime about an exception that leaves the handler. */
export const pythonError =
  (type: string, message: string, file = '/var/task/app.py'): Lines =>
  () => [`[ERROR] ${type}: ${message}\nTraceback (most recent call last):\n  File "${file}", line 58, in handler\n    apply(record)`]

/** The lines of Python's logger about an exception that the handler catches. */
export const pythonCaught =
  (last: string): Lines =>
  ({at, id}) => [
    `[ERROR]\t${at}\t${id}\tTraceback (most recent call last):\n  File "/var/task/index.py", line 214, in handler\n    return _handler(event)\n  File "/var/task/index.py", line 88, in _post\n    raise\n${last}`,
  ]

/** Lambda's own line of a time-out, as until 2025. */
export const timedOut =
  (seconds: number): Lines =>
  ({ms, id}) => [`${new Date(ms + seconds * 1000).toISOString()} ${id} Task timed out after ${seconds.toFixed(2)} seconds\n`]
