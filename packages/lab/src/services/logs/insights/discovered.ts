import type {LogEvent} from '../../../simulation/engine/world.ts'
import type {Value} from './values.ts'

export type Fields = ReadonlyMap<string, Value>

/** "Supported logs and discovered fields": so many are taken from the JSON of one event. */
const mostFields = 200

/** The fields that Logs Insights finds in a line by itself: those of Lambda's own lines, and of the first JSON in the line. */
export function discover({message}: LogEvent): Fields {
  const fields = new Map<string, Value>()
  if (message.startsWith('{')) addJson(fields, message)
  else {
    addLambda(fields, message)
    const brace = message.indexOf('{')
    if (brace >= 0) addJson(fields, fragment(message, brace))
  }
  return fields
}

const requestId = /RequestId: (\S+)|^\S+[\t ]([0-9a-f]{8}-[0-9a-f-]{27})[\t ]/
const trace = /XRAY TraceId: (\S+)\s+SegmentId: (\S+)/
// The restore durations stand here only so that they are not taken for others: AWS has no field for them.
const measures =
  /(Billed Restore Duration|Restore Duration|Billed Duration|Init Duration|Duration|Memory Size|Max Memory Used): ([\d.]+) (?:ms|MB)/g
/** Field and factor: durations in milliseconds, memory in bytes of 1 MB = 10⁶. */
const measureFields: ReadonlyMap<string, [field: string, factor: number]> = new Map(
  Object.entries<[field: string, factor: number]>({
    Duration: ['@duration', 1],
    'Billed Duration': ['@billedDuration', 1],
    'Init Duration': ['@initDuration', 1],
    'Memory Size': ['@memorySize', 1e6],
    'Max Memory Used': ['@maxMemoryUsed', 1e6],
  }),
)

/** `@type`, which most queries read before anything else. */
export const typeOf = (message: string): string | undefined => /^(START|END|REPORT) RequestId: /.exec(message)?.[1]

function addLambda(fields: Map<string, Value>, message: string): void {
  const type = typeOf(message)
  if (type !== undefined) fields.set('@type', type)
  const id = requestId.exec(message)
  if (id !== null) fields.set('@requestId', id[1] ?? id[2])
  if (type !== 'REPORT') return
  for (const [, name = '', value] of message.matchAll(measures)) {
    const known = measureFields.get(name)
    if (known !== undefined) fields.set(known[0], doubleText(Number(value) * known[1]))
  }
  const traced = trace.exec(message)
  if (traced !== null) fields.set('@xrayTraceId', traced[1]).set('@xraySegmentId', traced[2])
}

/** As AWS shows these fields, in Java's way: 1395.0, 394.6, 1.28E8. */
function doubleText(value: number): string {
  if (value >= 1e7) {
    const [digits = '', exponent = ''] = value.toExponential().split('e+')
    return `${digits.includes('.') ? digits : `${digits}.0`}E${exponent}`
  }
  return Number.isInteger(value) ? value.toFixed(1) : String(value)
}

function addJson(fields: Map<string, Value>, text: string): void {
  try {
    flatten(fields, JSON.parse(text), '')
  } catch {
    // Not JSON: nothing to discover.
  }
}

/** `{a: {b: [1]}}` has the field a.b.0. A name that starts with @ gets another one. */
function flatten(fields: Map<string, Value>, value: unknown, path: string): void {
  if (fields.size >= mostFields || value === null) return
  if (typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) flatten(fields, inner, path === '' ? key.replace(/^@/, '@@') : `${path}.${key}`)
  } else if (path !== '') {
    fields.set(path, typeof value === 'boolean' ? Number(value) : (value as string | number))
  }
}

/** The JSON object that begins at `start`, or all that follows when it never ends. */
function fragment(message: string, start: number): string {
  let depth = 0
  let quoted = false
  for (let i = start; i < message.length; i += 1) {
    const character = message[i]
    if (quoted && character === '\\') i += 1
    else if (character === '"') quoted = !quoted
    else if (!quoted && character === '{') depth += 1
    else if (!quoted && character === '}') depth -= 1
    if (depth === 0) return message.slice(start, i + 1)
  }
  return message.slice(start)
}
