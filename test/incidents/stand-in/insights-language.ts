import {AwsFailure} from './wire.ts'

export type Value = string | number | boolean | undefined
export type Row = Record<string, Value>
type Expression = (row: Row) => Value

/** Reads a query of Logs Insights from left to right (CloudWatch Logs User Guide, "CWL_QuerySyntax"). */
export class Scanner {
  position = 0
  private readonly text: string

  constructor(text: string) {
    this.text = text
  }

  fail(words: string): never {
    throw new AwsFailure(
      'MalformedQueryException',
      `${words} at position ${this.position}: ${this.text.slice(this.position, this.position + 40)}`,
    )
  }

  private match(pattern: RegExp): string | undefined {
    const space = /(?:\s|#[^\n]*\n)*/y
    space.lastIndex = this.position
    const from = this.position + (space.exec(this.text)?.[0].length ?? 0)
    const sticky = new RegExp(pattern.source, 'y')
    sticky.lastIndex = from
    const found = sticky.exec(this.text)
    if (found === null) return undefined
    this.position = from + found[0].length
    return found[0]
  }

  isAtEnd(): boolean {
    this.match(/(?=)/)
    return this.position >= this.text.length
  }

  textFrom(position: number): string {
    return this.text.slice(position, this.position).trim()
  }

  takeIf(sign: string): boolean {
    return this.match(new RegExp(sign.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'))) !== undefined
  }

  take(sign: string): void {
    if (!this.takeIf(sign)) this.fail(`expected ${sign}`)
  }

  takeWordIf(word: string): boolean {
    const [first = ''] = word
    return (
      this.match(new RegExp(`[${first}${first.toUpperCase()}]${word.slice(1)}(?![\\w.])|${word.toUpperCase()}(?![\\w.])`)) !== undefined
    )
  }

  takeOneOf(signs: readonly string[]): string | undefined {
    return signs.find(sign => this.takeIf(sign))
  }

  word(): string {
    return this.match(/[A-Za-z_]\w*/) ?? this.fail('expected a name')
  }

  /** The name of a field, as `@message`, `record.status` or in backticks. */
  field(): string {
    return this.fieldIf() ?? this.fail('expected a field')
  }

  fieldIf(): string | undefined {
    return this.match(/`[^`]+`|@?[A-Za-z_][\w.]*/)?.replaceAll('`', '')
  }

  numberIf(): number | undefined {
    const text = this.match(/\d+(?:\.\d+)?/)
    return text === undefined ? undefined : Number(text)
  }

  number(): number {
    return this.numberIf() ?? this.fail('expected a number')
  }

  stringIf(): string | undefined {
    return this.match(/"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'/)
      ?.slice(1, -1)
      .replace(/\\(["'\\])/g, '$1')
  }

  string(): string {
    return this.stringIf() ?? this.fail('expected a string')
  }

  /** `/pattern/`; case-sensitive unless it begins with `(?i)`. */
  regexIf(): RegExp | undefined {
    const text = this.match(/\/(?:[^/\\[]|\\[\s\S]|\[(?:[^\]\\]|\\[\s\S])*\])+\//)?.slice(1, -1)
    if (text === undefined) return undefined
    const flags = /^\(\?([a-z]+)\)/.exec(text)?.[1] ?? ''
    return new RegExp(text.replace(/^\(\?[a-z]+\)/, ''), flags)
  }

  durationMs(): number {
    const [, count, unit] = /^(\d+)(\w+)$/.exec(this.match(/\d+(?:ms|s|m|h|d)\b/) ?? '') ?? this.fail('expected a period')
    return Number(count) * ({ms: 1, s: 1e3, m: 6e4, h: 36e5, d: 864e5}[unit ?? ''] ?? Number.NaN)
  }
}

/** An expression by the strength of its operators: or, and, not, comparisons, sums, products. */
export function expression(scanner: Scanner): Expression {
  let left = conjunction(scanner)
  while (scanner.takeWordIf('or')) {
    const [a, b] = [left, conjunction(scanner)]
    left = row => truth(a(row)) || truth(b(row))
  }
  return left
}

const truth = (value: Value): boolean => value !== undefined && value !== false && value !== 0 && value !== ''

function conjunction(scanner: Scanner): Expression {
  let left = negation(scanner)
  while (scanner.takeWordIf('and')) {
    const [a, b] = [left, negation(scanner)]
    left = row => truth(a(row)) && truth(b(row))
  }
  return left
}

function negation(scanner: Scanner): Expression {
  if (!scanner.takeWordIf('not')) return comparison(scanner)
  const inner = negation(scanner)
  return row => !truth(inner(row))
}

function comparison(scanner: Scanner): Expression {
  const left = sum(scanner)
  const negated = scanner.takeWordIf('not')
  if (scanner.takeWordIf('like') || scanner.takeIf('=~')) {
    const pattern = scanner.regexIf()
    const words = pattern === undefined ? scanner.string() : ''
    const found = (value: Value) => value !== undefined && (pattern?.test(String(value)) ?? String(value).includes(words))
    return row => found(left(row)) !== negated
  }
  if (scanner.takeWordIf('in')) {
    scanner.take('[')
    const list: Value[] = []
    do list.push(scanner.stringIf() ?? scanner.number())
    while (scanner.takeIf(','))
    scanner.take(']')
    return row => list.some(one => String(one) === String(left(row))) !== negated
  }
  const sign = scanner.takeOneOf(['!=', '<=', '>=', '=', '<', '>'])
  if (sign === undefined) return left
  const right = sum(scanner)
  return row => compare(sign, left(row), right(row))
}

function compare(sign: string, a: Value, b: Value): boolean {
  if (a === undefined || b === undefined) return sign === '!=' && a !== b
  if (sign === '=') return String(a) === String(b)
  if (sign === '!=') return String(a) !== String(b)
  const [x, y] = [Number(a), Number(b)]
  return sign === '<' ? x < y : sign === '>' ? x > y : sign === '<=' ? x <= y : x >= y
}

function sum(scanner: Scanner): Expression {
  let left = product(scanner)
  for (let sign = scanner.takeOneOf(['+', '-']); sign !== undefined; sign = scanner.takeOneOf(['+', '-'])) {
    const [a, b, times] = [left, product(scanner), sign === '+' ? 1 : -1]
    left = row => Number(a(row)) + times * Number(b(row))
  }
  return left
}

function product(scanner: Scanner): Expression {
  let left = operand(scanner)
  for (let sign = scanner.takeOneOf(['*', '/', '%']); sign !== undefined; sign = scanner.takeOneOf(['*', '/', '%'])) {
    const [a, b, by] = [left, operand(scanner), sign]
    left = row => {
      const [x, y] = [Number(a(row)), Number(b(row))]
      return by === '*' ? x * y : by === '/' ? x / y : x % y
    }
  }
  return left
}

function operand(scanner: Scanner): Expression {
  if (scanner.takeIf('(')) {
    const inner = expression(scanner)
    scanner.take(')')
    return inner
  }
  if (scanner.takeIf('-')) {
    const inner = operand(scanner)
    return row => -Number(inner(row))
  }
  const constant = scanner.stringIf() ?? scanner.numberIf()
  if (constant !== undefined) return () => constant
  const name = scanner.field()
  return scanner.takeIf('(') ? called(scanner, name) : row => row[name]
}

const text = (value: Value): string => String(value ?? '')

/** Functions of values; a missing value stays missing, but where the function is about that. */
const functions: Readonly<Record<string, (...values: Value[]) => Value>> = {
  coalesce: (...values) => values.find(value => value !== undefined && value !== ''),
  ispresent: value => (value === undefined ? 0 : 1),
  isempty: value => (value === undefined || value === '' ? 1 : 0),
  isblank: value => (text(value).trim() === '' ? 1 : 0),
  concat: (...values) => values.map(text).join(''),
  strlen: value => (value === undefined ? undefined : text(value).length),
  strcontains: (value, part) => (value === undefined ? undefined : Number(text(value).includes(text(part)))),
  substr: (value, from, length) =>
    value === undefined ? undefined : text(value).slice(Number(from), length === undefined ? undefined : Number(from) + Number(length)),
  replace: (value, part, by) => (value === undefined ? undefined : text(value).replaceAll(text(part), text(by))),
  trim: value => (value === undefined ? undefined : text(value).trim()),
  tolower: value => (value === undefined ? undefined : text(value).toLowerCase()),
  toupper: value => (value === undefined ? undefined : text(value).toUpperCase()),
  floor: value => (value === undefined ? undefined : Math.floor(Number(value))),
  ceil: value => (value === undefined ? undefined : Math.ceil(Number(value))),
  abs: value => (value === undefined ? undefined : Math.abs(Number(value))),
  greatest: (...values) => Math.max(...values.filter(value => value !== undefined).map(Number)),
  least: (...values) => Math.min(...values.filter(value => value !== undefined).map(Number)),
  frommillis: value => value,
  tomillis: value => value,
}

function called(scanner: Scanner, name: string): Expression {
  if (name.toLowerCase() === 'bin') {
    const step = scanner.durationMs()
    scanner.take(')')
    return row => Math.floor(Number(row['@timestamp']) / step) * step
  }
  const given: Expression[] = []
  if (!scanner.takeIf(')')) {
    do given.push(expression(scanner))
    while (scanner.takeIf(','))
    scanner.take(')')
  }
  const of = functions[name.toLowerCase()] ?? scanner.fail(`unknown function ${name}`)
  return row => of(...given.map(one => one(row)))
}
