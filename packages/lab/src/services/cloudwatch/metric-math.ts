/**
 * The part of CloudWatch's metric math that pipelines are watched with (CloudWatch User Guide, "Using metric math"): arithmetic,
 * comparison, AND and OR over time series and numbers; ABS AVG CEIL FILL FLOOR IF MAX MIN PERIOD RATE SUM. It refuses the parts
 * that it does not know.
 */
export interface TimeSeries {
  periodSeconds: number
  /** Values by epoch milliseconds, oldest first. */
  points: ReadonlyMap<number, number>
}
export type Value = number | TimeSeries | TimeSeries[]

/** An expression that cannot be evaluated; the message is for people. */
export class MathError extends Error {}

export interface Expression {
  /** Ids of other queries that it reads. */
  ids: string[]
  evaluate(scope: Scope): Value
}

export interface Scope {
  value(id: string): Value
  startMs: number
  endMs: number
}

type Node = (scope: Scope) => Value
interface Parser {
  tokens: string[]
  at: number
  ids: string[]
}

const token = /\s*(\d+(?:\.\d+)?|[A-Za-z_][A-Za-z0-9_]*|<=|>=|==|!=|&&|\|\||[-+*/^()[\],<>])/y

function tokensOf(text: string): string[] {
  const tokens: string[] = []
  const rest = text.trimEnd()
  for (let at = 0; at < rest.length; at = token.lastIndex) {
    token.lastIndex = at
    const match = token.exec(rest)
    if (match?.[1] === undefined) throw new MathError(`Unexpected character '${rest.slice(at).trim().charAt(0)}'`)
    tokens.push(match[1])
  }
  return tokens
}

export function parseExpression(text: string): Expression {
  const parser: Parser = {tokens: tokensOf(text), at: 0, ids: []}
  const node = binary(parser, 0)
  const left = parser.tokens[parser.at]
  if (left !== undefined) throw new MathError(`Unexpected '${left}'`)
  return {ids: [...new Set(parser.ids)], evaluate: node}
}

const truth = (holds: boolean): number => (holds ? 1 : 0)
type Combine = (a: number, b: number) => number

/** Loosest first. */
const levels: readonly Readonly<Record<string, Combine>>[] = [
  {OR: (a, b) => truth(a !== 0 || b !== 0), '||': (a, b) => truth(a !== 0 || b !== 0)},
  {AND: (a, b) => truth(a !== 0 && b !== 0), '&&': (a, b) => truth(a !== 0 && b !== 0)},
  {
    '<': (a, b) => truth(a < b),
    '>': (a, b) => truth(a > b),
    '<=': (a, b) => truth(a <= b),
    '>=': (a, b) => truth(a >= b),
    '==': (a, b) => truth(a === b),
    '!=': (a, b) => truth(a !== b),
  },
  {'+': (a, b) => a + b, '-': (a, b) => a - b},
  {'*': (a, b) => a * b, '/': (a, b) => a / b},
  {'^': (a, b) => a ** b},
]

function binary(parser: Parser, level: number): Node {
  const operators = levels[level]
  if (operators === undefined) return unary(parser)
  let left = binary(parser, level + 1)
  for (;;) {
    const sign = parser.tokens[parser.at] ?? ''
    const combine = Object.hasOwn(operators, sign) ? operators[sign] : undefined
    if (combine === undefined) return left
    parser.at += 1
    const before = left
    const right = binary(parser, level + 1)
    left = scope => combined(combine, before(scope), right(scope))
  }
}

function unary(parser: Parser): Node {
  if (parser.tokens[parser.at] !== '-') return primary(parser)
  parser.at += 1
  const of = unary(parser)
  return scope => combined((a, b) => a * b, -1, of(scope))
}

function expect(parser: Parser, wanted: string): void {
  const found = parser.tokens[parser.at++]
  if (found !== wanted) throw new MathError(`Expected '${wanted}'${found === undefined ? ' at the end' : `, found '${found}'`}`)
}

function items(parser: Parser, end: string): Node[] {
  const nodes: Node[] = []
  while (parser.tokens[parser.at] !== end) {
    if (nodes.length > 0) expect(parser, ',')
    nodes.push(binary(parser, 0))
  }
  parser.at += 1
  return nodes
}

function primary(parser: Parser): Node {
  const first = parser.tokens[parser.at++]
  if (first === undefined) throw new MathError('Unexpected end of the expression')
  if (/^\d/.test(first)) return () => Number(first)
  if (first === '(') {
    const inner = binary(parser, 0)
    expect(parser, ')')
    return inner
  }
  if (first === '[') {
    const nodes = items(parser, ']')
    return scope => nodes.flatMap(node => seriesIn(node(scope)))
  }
  if (!/^[A-Za-z]/.test(first)) throw new MathError(`Unexpected '${first}'`)
  if (parser.tokens[parser.at] === '(') return call(parser, first)
  if (first === 'REPEAT' || first === 'LINEAR') return () => Number.NaN
  parser.ids.push(first)
  return scope => scope.value(first)
}

const seriesIn = (value: Value): TimeSeries[] => (typeof value === 'number' ? [] : Array.isArray(value) ? value : [value])

/** Point by point; a point that one of two series does not have is in neither. A value that is no number (x / 0) is no point. */
function combined(combine: Combine, a: Value, b: Value): Value {
  if (Array.isArray(a) || Array.isArray(b)) {
    if (Array.isArray(a) && Array.isArray(b)) throw new MathError('Two lists of time series cannot be combined')
    return Array.isArray(a)
      ? a.map(one => combined(combine, one, b) as TimeSeries)
      : (b as TimeSeries[]).map(one => combined(combine, a, one) as TimeSeries)
  }
  if (typeof a === 'number' && typeof b === 'number') return combine(a, b)
  const frame = (typeof a === 'number' ? b : a) as TimeSeries
  const at = (value: TimeSeries | number, ms: number) => (typeof value === 'number' ? value : value.points.get(ms))
  return mapped(frame, (_, ms) => {
    const [x, y] = [at(a, ms), at(b, ms)]
    return x === undefined || y === undefined ? undefined : combine(x, y)
  })
}

function mapped(series: TimeSeries, value: (x: number, ms: number) => number | undefined): TimeSeries {
  const points = new Map<number, number>()
  for (const [ms, x] of series.points) {
    const made = value(x, ms)
    if (made !== undefined && Number.isFinite(made)) points.set(ms, made)
  }
  return {periodSeconds: series.periodSeconds, points}
}

const each =
  (change: (x: number) => number): Function =>
  ([of = 0]) =>
    typeof of === 'number' ? change(of) : Array.isArray(of) ? of.map(one => mapped(one, change)) : mapped(of, change)

/** Over one series a number; over a list of series, a series over their values at each time. */
const total =
  (reduce: (values: number[]) => number): Function =>
  ([of = 0]) => {
    if (typeof of === 'number') return of
    if (!Array.isArray(of)) return of.points.size === 0 ? of : reduce([...of.points.values()])
    const times = [...new Set(of.flatMap(one => [...one.points.keys()]))].sort((a, b) => a - b)
    const points = new Map(times.map(ms => [ms, reduce(of.flatMap(one => one.points.get(ms) ?? []))]))
    return {periodSeconds: of[0]?.periodSeconds ?? 60, points}
  }

const one = (value: Value | undefined, name: string): TimeSeries => {
  if (value === undefined || typeof value === 'number' || Array.isArray(value)) throw new MathError(`${name} takes a time series`)
  return value
}

function fill(of: TimeSeries, filler: Value, {startMs, endMs}: Scope): TimeSeries {
  const stepMs = of.periodSeconds * 1000
  const points = new Map<number, number>()
  let last: number | undefined
  for (let ms = Math.floor(startMs / stepMs) * stepMs; ms < endMs; ms += stepMs) {
    const other = typeof filler !== 'number' ? one(filler, 'FILL').points.get(ms) : Number.isNaN(filler) ? last : filler
    const value = of.points.get(ms) ?? other
    if (value === undefined) continue
    points.set(ms, value)
    last = value
  }
  return {periodSeconds: of.periodSeconds, points}
}

function choose([condition = 0, then = 0, otherwise]: readonly Value[]): Value {
  if (typeof condition === 'number') return condition === 0 ? (otherwise ?? 0) : then
  const at = (value: Value | undefined, ms: number) =>
    typeof value === 'number' || value === undefined ? value : one(value, 'IF').points.get(ms)
  return mapped(one(condition, 'IF'), (x, ms) => at(x === 0 ? otherwise : then, ms))
}

type Function = (values: readonly Value[], scope: Scope) => Value
const sum = (values: number[]): number => values.reduce((a, b) => a + b, 0)

const functions: Readonly<Record<string, {least: number; most: number; run: Function}>> = {
  ABS: {least: 1, most: 1, run: each(Math.abs)},
  CEIL: {least: 1, most: 1, run: each(Math.ceil)},
  FLOOR: {least: 1, most: 1, run: each(Math.floor)},
  SUM: {least: 1, most: 1, run: total(sum)},
  AVG: {least: 1, most: 1, run: total(values => sum(values) / values.length)},
  MAX: {least: 1, most: 1, run: total(values => Math.max(...values))},
  MIN: {least: 1, most: 1, run: total(values => Math.min(...values))},
  PERIOD: {least: 1, most: 1, run: ([of]) => one(of, 'PERIOD').periodSeconds},
  FILL: {
    least: 2,
    most: 2,
    run: ([of = 0, filler = 0], scope) =>
      Array.isArray(of) ? of.map(series => fill(series, filler, scope)) : fill(one(of, 'FILL'), filler, scope),
  },
  IF: {least: 2, most: 3, run: choose},
  RATE: {
    least: 1,
    most: 1,
    run: ([of]) => {
      const series = one(of, 'RATE')
      let last: {ms: number; x: number} | null = null
      return mapped(series, (x, ms) => {
        const rate = last === null ? undefined : (x - last.x) / ((ms - last.ms) / 1000)
        last = {ms, x}
        return rate
      })
    },
  },
}

function call(parser: Parser, name: string): Node {
  parser.at += 1
  const nodes = items(parser, ')')
  const known = Object.hasOwn(functions, name) ? functions[name] : undefined
  if (known === undefined) throw new MathError(`Unsupported function '${name}'`)
  if (nodes.length < known.least || nodes.length > known.most) throw new MathError(`Wrong number of arguments for ${name}`)
  return scope => {
    const values = nodes.map(node => node(scope))
    return known.run(values, scope)
  }
}
