export type Level = 'error' | 'warning' | 'lower'

/** The words of loggers for their levels: three and four letters of .NET, Go's PANIC, syslog's EMERG and ALERT among them. */
const byWord: ReadonlyMap<string, Level> = new Map([
  ...['error', 'err', 'eror', 'fail', 'fatal', 'ftl', 'crit', 'critical', 'severe', 'panic', 'dpanic', 'alert', 'emerg', 'emergency'].map(
    word => [word, 'error'] as const,
  ),
  ...['warn', 'warning', 'wrn'].map(word => [word, 'warning'] as const),
  ...[
    'info',
    'inf',
    'information',
    'notice',
    'debug',
    'dbg',
    'dbug',
    'debu',
    'trace',
    'trce',
    'vrb',
    'verbose',
    'fine',
    'silly',
    'http',
  ].map(word => [word, 'lower'] as const),
])

/** Case counts: loggers write ERROR or error, and `Error` begins a message. */
export const levelWords = [...byWord.keys()].flatMap(word => [word, word.toUpperCase()])

/**
 * The level of a word or number. Pino and bunyan count 30, 40, 50, 60; monolog 200, 300, 400; syslog, as GELF has it, from 7 down to 0.
 */
export function levelOf(value: unknown): Level | null {
  if (typeof value === 'string') return byWord.get(value.toLowerCase()) ?? (/^\d+$/.test(value) ? levelOf(Number(value)) : null)
  if (typeof value !== 'number') return null
  if (value < 8) return value <= 3 ? 'error' : value === 4 ? 'warning' : 'lower'
  const [warning, error] = value >= 100 ? [300, 400] : [40, 50]
  return value >= error ? 'error' : value >= warning ? 'warning' : 'lower'
}
