import type {Matches} from './filter-pattern.ts'
import {invalid} from './groups.ts'

type Test = (event: unknown) => boolean

const token = /\s*(\$(?:\.[\w-]+|\[\d+\])+|"(?:[^"\\]|\\.)*"|&&|\|\||[<>!]?=|[<>{}()]|[^\s"{}()&|<>=!]+)/y

/** `{ $.type = "platform.report" && ($.record.metrics.durationMs > 500 || $.level NOT EXISTS) }`. Events that are not JSON do not match. */
export function parseJsonPattern(pattern: string): Matches {
  const tokens = tokensOf(pattern)
  if (tokens.shift() !== '{' || tokens.pop() !== '}') throw invalidPattern(pattern)
  const test = either(tokens, pattern)
  if (tokens.length > 0) throw invalidPattern(pattern)
  return message => {
    if (!message.startsWith('{')) return false
    try {
      return test(JSON.parse(message))
    } catch {
      return false
    }
  }
}

const invalidPattern = (pattern: string) => invalid(`Invalid filter pattern: ${pattern}`)

function tokensOf(pattern: string): string[] {
  const tokens: string[] = []
  token.lastIndex = 0
  for (let at = 0; at < pattern.length; at = token.lastIndex) {
    const match = token.exec(pattern)
    if (match === null) throw invalidPattern(pattern)
    tokens.push(match[1] ?? '')
  }
  return tokens
}

function either(tokens: string[], pattern: string): Test {
  const tests = [both(tokens, pattern)]
  while (tokens[0] === '||' && tokens.shift()) tests.push(both(tokens, pattern))
  return event => tests.some(test => test(event))
}

function both(tokens: string[], pattern: string): Test {
  const tests = [condition(tokens, pattern)]
  while (tokens[0] === '&&' && tokens.shift()) tests.push(condition(tokens, pattern))
  return event => tests.every(test => test(event))
}

function condition(tokens: string[], pattern: string): Test {
  const first = tokens.shift()
  if (first === '(') {
    const inner = either(tokens, pattern)
    if (tokens.shift() !== ')') throw invalidPattern(pattern)
    return inner
  }
  const [operator = '', operand = ''] = tokens.splice(0, 2)
  const compare = first?.startsWith('$') ? comparison(operator, operand) : null
  if (compare === null) throw invalidPattern(pattern)
  const path = first?.match(/[\w-]+/g) ?? []
  return event => compare(valueAt(event, path))
}

const valueAt = (event: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? value[key as keyof typeof value] : undefined,
    event,
  )

function comparison(operator: string, operand: string): Test | null {
  switch (`${operator} ${operand}`.toUpperCase()) {
    case 'NOT EXISTS':
      return value => value === undefined
    case 'IS NULL':
      return value => value === null
    case 'IS TRUE':
      return value => value === true
    case 'IS FALSE':
      return value => value === false
  }
  if (operator === '=' || operator === '!=') return equality(operator === '=', operand)
  const limit = Number(operand)
  if (operand === '' || !Number.isFinite(limit)) return null
  const compare = numeric[operator]
  return compare === undefined ? null : value => typeof value === 'number' && compare(value, limit)
}

const numeric: Readonly<Partial<Record<string, (value: number, limit: number) => boolean>>> = {
  '<': (value, limit) => value < limit,
  '<=': (value, limit) => value <= limit,
  '>': (value, limit) => value > limit,
  '>=': (value, limit) => value >= limit,
}

/** Text, with `*` for any text at its ends, or a number. Objects and lists neither equal nor differ: the selector must point to a value. */
function equality(equal: boolean, operand: string): Test | null {
  if (!/^("|[^\s<>=!&|(){}$]+$)/.test(operand)) return null
  const wanted = operand.startsWith('"') ? operand.slice(1, -1).replace(/\\(.)/g, '$1') : operand
  return value => {
    if (typeof value === 'string') return matchesText(value, wanted) === equal
    return typeof value === 'number' && (value === Number(wanted) || wanted === '*') === equal
  }
}

function matchesText(value: string, wanted: string): boolean {
  const [before, after] = [wanted.startsWith('*'), wanted.length > 1 && wanted.endsWith('*')]
  const core = wanted.slice(before ? 1 : 0, after ? -1 : undefined)
  if (before && after) return value.includes(core)
  if (before) return value.endsWith(core)
  return after ? value.startsWith(core) : value === core
}
