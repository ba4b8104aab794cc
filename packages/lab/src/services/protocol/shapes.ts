/**
 * The shapes of requests, as AWS's service models declare them: kinds, lengths, ranges, patterns. One declaration serves
 * decoding (JSON, query string, form), AWS's own validation messages and the TypeScript type of the input.
 */
export type Shape =
  | {kind: 'text'; min?: number; max?: number; pattern?: RegExp; oneOf?: readonly string[]; required?: true}
  | {kind: 'whole' | 'number'; min?: number; max?: number; required?: true}
  | {kind: 'flag' | 'instant'; required?: true}
  | {kind: 'list'; of: Shape; min?: number; max?: number; flat?: string; required?: true}
  | {kind: 'map'; of: Shape; keys?: Shape; required?: true}
  | {kind: 'structure'; members: Members; required?: true}

export interface Members {
  readonly [name: string]: Shape
}

type Bounds = {min?: number; max?: number}
type TextRules = Bounds & {pattern?: RegExp}

export const text = (rules: TextRules = {}) => ({kind: 'text', ...rules}) as const
export const oneOf = <const T extends readonly string[]>(...values: T) => ({kind: 'text', oneOf: values}) as const
export const whole = (bounds: Bounds = {}) => ({kind: 'whole', ...bounds}) as const
export const number = (bounds: Bounds = {}) => ({kind: 'number', ...bounds}) as const
export const flag = {kind: 'flag'} as const
/** A point in time; epoch milliseconds once decoded. */
export const instant = {kind: 'instant'} as const
/** `flat` is the name that the members of a flattened list carry in the query protocol. */
export const list = <S extends Shape>(of: S, rules: Bounds & {flat?: string} = {}) => ({kind: 'list', of, ...rules}) as const
/** `keys`: the rules of its keys. */
export const map = <S extends Shape>(of: S, keys: Shape = {kind: 'text'}) => ({kind: 'map', of, keys}) as const
export const structure = <const M extends Members>(members: M) => ({kind: 'structure', members}) as const
export const required = <S extends Shape>(shape: S) => ({...shape, required: true}) as S & {required: true}

type Value<S> = S extends {kind: 'text'; oneOf: readonly (infer T)[]}
  ? T
  : S extends {kind: 'text'}
    ? string
    : S extends {kind: 'whole' | 'number' | 'instant'}
      ? number
      : S extends {kind: 'flag'}
        ? boolean
        : S extends {kind: 'list'; of: infer O}
          ? Value<O>[]
          : S extends {kind: 'map'; of: infer O}
            ? Record<string, Value<O>>
            : S extends {kind: 'structure'; members: infer M}
              ? Input<M>
              : never

/** The input of an operation: required members are there, the others may be undefined. */
export type Input<M> = {[K in keyof M as M[K] extends {required: true} ? K : never]: Value<M[K]>} & {
  [K in keyof M as M[K] extends {required: true} ? never : K]?: Value<M[K]> | undefined
}

/** One broken constraint, worded as AWS words it. `missing`: a required member that is not there. */
export interface Violation {
  member: string
  missing: boolean
  message: string
}

const lowerCamel = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1)

/** Every constraint that the members of a decoded request break, in the order of the model. */
export function violations(members: Members, values: Readonly<Record<string, unknown>>, path = ''): Violation[] {
  return Object.entries(members).flatMap(([name, shape]) => {
    const at = path + lowerCamel(name)
    const value = values[name]
    if (value !== undefined) return broken(shape, value, at, name)
    return shape.required ? [{member: name, missing: true, message: constraint(null, at, 'Member must not be null')}] : []
  })
}

function broken(shape: Shape, value: unknown, at: string, member: string): Violation[] {
  const own = rules(shape, value).map(rule => ({member, missing: false, message: constraint(value, at, rule)}))
  if (shape.kind === 'list' && isNested(shape.of)) {
    return [...own, ...(value as unknown[]).flatMap((item, i) => broken(shape.of, item, `${at}.${i + 1}.member`, member))]
  }
  return shape.kind === 'structure' ? violations(shape.members, value as Record<string, unknown>, `${at}.`) : own
}

const isNested = ({kind}: Shape): boolean => kind === 'structure' || kind === 'list' || kind === 'map'

function rules(shape: Shape, value: unknown): string[] {
  switch (shape.kind) {
    case 'text':
      return [...lengthRules(shape, (value as string).length), ...textRules(shape, value as string)]
    case 'list':
      return [
        ...lengthRules(shape, (value as unknown[]).length),
        ...ofAll('Member', shape.of, value as unknown[], ['Member must not be null']),
      ]
    case 'map':
      return [
        ...ofAll('Map keys', shape.keys ?? {kind: 'text'}, Object.keys(value as object), []),
        ...ofAll('Map value', shape.of, Object.values(value as object), ['Member must not be null']),
      ]
    case 'whole':
    case 'number':
      return boundRules(shape, value as number, 'have value')
    default:
      return []
  }
}

/** Lists and maps of plain values are reported as a whole, with every rule of their items. */
function ofAll(what: string, shape: Shape, items: readonly unknown[], more: readonly string[]): string[] {
  if (isNested(shape) || items.every(item => rules(shape, item).length === 0)) return []
  return [`${what} must satisfy constraint: [${[...everyRule(shape), ...more].join(', ')}]`]
}

function everyRule(shape: Shape): string[] {
  const {min, max} = shape as Bounds
  const verb = shape.kind === 'text' ? 'length' : 'value'
  const bound = (size: number) => (shape.kind === 'number' ? decimal(size) : String(size))
  return [
    ...(max === undefined ? [] : [`Member must have ${verb} less than or equal to ${bound(max)}`]),
    ...(min === undefined ? [] : [`Member must have ${verb} greater than or equal to ${bound(min)}`]),
    ...(shape.kind === 'text' && shape.oneOf ? [enumRule(shape.oneOf)] : []),
    ...(shape.kind === 'text' && shape.pattern ? [patternRule(shape.pattern)] : []),
  ]
}

const decimal = (value: number): string => (Number.isInteger(value) ? value.toFixed(1) : String(value))
const enumRule = (values: readonly string[]): string => `Member must satisfy enum value set: [${values.join(', ')}]`
const patternRule = (pattern: RegExp): string => `Member must satisfy regular expression pattern: ${patternOf(pattern)}`

const lengthRules = (bounds: Bounds, length: number): string[] => boundRules(bounds, length, 'have length')

function boundRules({min, max}: Bounds, size: number, verb: string): string[] {
  if (max !== undefined && size > max) return [`Member must ${verb} less than or equal to ${max}`]
  if (min !== undefined && size < min) return [`Member must ${verb} greater than or equal to ${min}`]
  return []
}

function textRules(shape: {pattern?: RegExp; oneOf?: readonly string[]}, value: string): string[] {
  if (shape.oneOf && !shape.oneOf.includes(value)) return [enumRule(shape.oneOf)]
  if (shape.pattern && !new RegExp(`^(?:${shape.pattern.source})$`).test(value)) {
    return [patternRule(shape.pattern)]
  }
  return []
}

/** AWS writes a slash as it is. */
const patternOf = (pattern: RegExp): string => pattern.source.replaceAll('\\/', '/')

const constraint = (value: unknown, at: string, rule: string): string =>
  value === null
    ? `Value null at '${at}' failed to satisfy constraint: ${rule}`
    : `Value '${written(value)}' at '${at}' failed to satisfy constraint: ${rule}`

function written(value: unknown): string {
  if (Array.isArray(value)) return `[${value.join(', ')}]`
  if (typeof value !== 'object') return String(value)
  const entries = Object.entries(value as object).map(([key, item]) => `${key}=${typeof item === 'number' ? decimal(item) : item}`)
  return `{${entries.join(', ')}}`
}

/** "2 validation errors detected: …; …", the sentence of AWS's request validation. */
export function sentence(list: readonly Violation[]): string {
  const plural = list.length === 1 ? 'error' : 'errors'
  return `${list.length} validation ${plural} detected: ${list.map(v => v.message).join('; ')}`
}
