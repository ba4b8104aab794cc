import {AwsError} from './errors.ts'
import type {Members, Shape} from './shapes.ts'

/** The members of a JSON request that the shape knows; others are ignored, as AWS does. */
export function fromJson(members: Members, body: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const result: Record<string, unknown> = {}
  for (const [name, shape] of Object.entries(members)) {
    const value = body[name]
    if (value !== undefined && value !== null) result[name] = jsonValue(shape, value)
  }
  return result
}

function jsonValue(shape: Shape, value: unknown): unknown {
  switch (shape.kind) {
    case 'text':
      return expect(typeof value === 'string', value, 'String')
    case 'flag':
      return expect(typeof value === 'boolean', value, 'Boolean')
    case 'whole':
      return expect(Number.isInteger(value), value, 'Integer')
    case 'number':
      return expect(typeof value === 'number', value, 'Double')
    case 'instant':
      return instantOf(value)
    case 'list':
      return (expect(Array.isArray(value), value, 'List') as unknown[]).map(item => jsonValue(shape.of, item))
    case 'map':
      return Object.fromEntries(Object.entries(record(value)).map(([key, item]) => [key, jsonValue(shape.of, item)]))
    case 'structure':
      return fromJson(shape.members, record(value))
  }
}

const record = (value: unknown): Record<string, unknown> =>
  expect(typeof value === 'object' && value !== null && !Array.isArray(value), value, 'Structure') as Record<string, unknown>

function expect(holds: boolean, value: unknown, kind: string): unknown {
  if (holds) return value
  const found = value === null ? 'NULL_VALUE' : `${typeof value === 'object' ? 'STRUCTURE' : String(typeof value).toUpperCase()}_VALUE`
  throw new AwsError('SerializationException', `${found} can not be converted to ${kind}`)
}

/** Epoch seconds (JSON) or ISO 8601 (query) → epoch milliseconds. */
function instantOf(value: unknown): number {
  const ms = typeof value === 'number' ? value * 1000 : typeof value === 'string' ? Date.parse(value) : Number.NaN
  return expect(Number.isFinite(ms), value, 'Timestamp') === value ? Math.round(ms) : Number.NaN
}

/**
 * The members of a form or query string: `Dimensions.member.1.Name=…`, flattened lists as `AttributeName.1=…`.
 * Query-string members of a REST request are the same without nesting.
 */
export function fromParameters(members: Members, parameters: ReadonlyMap<string, string>, prefix = ''): Record<string, unknown> {
  const result: Record<string, unknown> = {}
  for (const [name, shape] of Object.entries(members)) {
    const value = parameterValue(shape, parameters, prefix, name)
    if (value !== undefined) result[name] = value
  }
  return result
}

function parameterValue(shape: Shape, parameters: ReadonlyMap<string, string>, prefix: string, name: string): unknown {
  const key = prefix + name
  if (shape.kind === 'list') {
    const stem = shape.flat === undefined ? `${key}.member.` : `${prefix}${shape.flat}.`
    const items: unknown[] = []
    while (has(parameters, `${stem}${items.length + 1}`)) items.push(parameterValue(shape.of, parameters, stem, `${items.length + 1}`))
    return items.length > 0 ? items : undefined
  }
  if (shape.kind === 'structure') return has(parameters, key) ? fromParameters(shape.members, parameters, `${key}.`) : undefined
  if (shape.kind === 'map') return undefined
  const given = parameters.get(key)
  return given === undefined ? undefined : scalar(shape.kind, given)
}

function has(parameters: ReadonlyMap<string, string>, key: string): boolean {
  if (parameters.has(key)) return true
  for (const name of parameters.keys()) if (name.startsWith(`${key}.`)) return true
  return false
}

function scalar(kind: 'text' | 'whole' | 'number' | 'flag' | 'instant', given: string): unknown {
  if (kind === 'text') return given
  if (kind === 'flag') return expect(given === 'true' || given === 'false', given, 'Boolean') === 'true'
  if (kind === 'instant') return instantOf(given)
  const value = given.trim() === '' ? Number.NaN : Number(given)
  expect(kind === 'whole' ? Number.isInteger(value) : Number.isFinite(value), given, kind === 'whole' ? 'Integer' : 'Double')
  return value
}
