import {aggregateOf} from './aggregates.ts'
import type {Cursor} from './cursor.ts'
import {functionOf} from './functions.ts'
import {MalformedQuery} from './malformed.ts'
import {regexOf} from './patterns.ts'
import type {BinaryOperator, Expression} from './syntax.ts'

/** Words that no field has without backticks. */
const reserved = new Set(['and', 'or', 'not', 'like', 'in', 'as', 'by', 'asc', 'desc'])
const constants: ReadonlyMap<string, number> = new Map([
  ['true', 1],
  ['false', 0],
])
const withPeriod = new Set(['bin', 'datefloor', 'dateceil'])

/** or < and < not < comparison < sum < product < power < sign, weakest first. */
export function parseExpression(cursor: Cursor): Expression {
  return cursor.nested(() =>
    leftToRight(cursor, takeWord(cursor, 'or'), () => leftToRight(cursor, takeWord(cursor, 'and'), () => negation(cursor))),
  )
}

type Take = () => BinaryOperator | null

const takeWord =
  (cursor: Cursor, word: 'and' | 'or'): Take =>
  () =>
    cursor.takeWord(word) ? word : null

const takeSymbol =
  (cursor: Cursor, ...symbols: BinaryOperator[]): Take =>
  () =>
    symbols.find(symbol => cursor.takeSymbol(symbol)) ?? null

function leftToRight(cursor: Cursor, take: Take, operand: () => Expression): Expression {
  let left = operand()
  for (let operator = take(); operator !== null; operator = take()) {
    const right = cursor.nested(operand)
    left = {kind: 'binary', operator, left, right, start: left.start, end: right.end}
  }
  return left
}

function negation(cursor: Cursor): Expression {
  const {start} = cursor.peek()
  if (!cursor.takeWord('not')) return comparison(cursor)
  const operand = cursor.nested(() => negation(cursor))
  return {kind: 'not', operand, start, end: operand.end}
}

function comparison(cursor: Cursor): Expression {
  const left = sum(cursor)
  const negated = cursor.takeWord('not')
  const tested = test(cursor, left)
  if (tested !== null) return negated ? {kind: 'not', operand: tested, start: tested.start, end: tested.end} : tested
  if (negated) return cursor.fail()
  const operator = takeSymbol(cursor, '<=', '>=', '!=', '=', '<', '>')()
  if (operator === null) return left
  const right = sum(cursor)
  return {kind: 'binary', operator, left, right, start: left.start, end: right.end}
}

/** `like`, `=~` and `in`. */
function test(cursor: Cursor, value: Expression): Expression | null {
  const {start} = value
  if (cursor.takeWord('like') || cursor.takeSymbol('=~')) {
    const pattern = likePattern(cursor)
    return {kind: 'match', value, pattern, start, end: cursor.lastEnd()}
  }
  if (!cursor.takeWord('in')) return null
  cursor.expectSymbol('[')
  const list = separated(cursor, () => parseExpression(cursor))
  cursor.expectSymbol(']')
  return {kind: 'in', value, list, start, end: cursor.lastEnd()}
}

function likePattern(cursor: Cursor): RegExp | string {
  const regex = cursor.takeRegex()
  if (regex !== null) return regexOf(regex.source, regex)
  const token = cursor.peek()
  if (token.kind !== 'string') return cursor.fail()
  cursor.next()
  return token.value
}

const sum = (cursor: Cursor): Expression => leftToRight(cursor, takeSymbol(cursor, '+', '-'), () => product(cursor))
const product = (cursor: Cursor): Expression => leftToRight(cursor, takeSymbol(cursor, '*', '/', '%'), () => power(cursor))
const power = (cursor: Cursor): Expression => leftToRight(cursor, takeSymbol(cursor, '^'), () => sign(cursor))

function sign(cursor: Cursor): Expression {
  const {start} = cursor.peek()
  if (!cursor.takeSymbol('-')) return parsePrimary(cursor)
  const operand = cursor.nested(() => sign(cursor))
  return {kind: 'minus', operand, start, end: operand.end}
}

/** A literal, a field, a call or an expression in parentheses. */
export function parsePrimary(cursor: Cursor): Expression {
  const token = cursor.peek()
  const {start, end} = token
  if (token.kind === 'number' || token.kind === 'string') {
    cursor.next()
    return {kind: 'literal', value: token.value, start, end}
  }
  if (cursor.takeSymbol('(')) {
    const inner = parseExpression(cursor)
    cursor.expectSymbol(')')
    return {...inner, start, end: cursor.lastEnd()}
  }
  if (token.kind !== 'name' || (!token.quoted && reserved.has(token.name.toLowerCase()))) return cursor.fail()
  cursor.next()
  if (!token.quoted && cursor.isSymbol('(')) return call(cursor, token.name.toLowerCase(), start)
  const constant = token.quoted ? undefined : constants.get(token.name.toLowerCase())
  return constant === undefined ? {kind: 'field', name: token.name, start, end} : {kind: 'literal', value: constant, start, end}
}

function call(cursor: Cursor, name: string, start: number): Expression {
  cursor.expectSymbol('(')
  const given = name === 'count' && cursor.takeSymbol('*') ? [] : cursor.isSymbol(')') ? [] : argumentsOf(cursor, name)
  cursor.expectSymbol(')')
  const span = {start, end: cursor.lastEnd()}
  const aggregate = aggregateOf(name)
  const known = aggregate ?? functionOf(name)
  if (known === undefined) throw new MalformedQuery(`unknown function ${name}`, span)
  // bin(5m) is a floor of the event's own time.
  const all: Expression[] = name === 'bin' ? [{kind: 'field', name: '@timestamp', ...span}, ...given] : given
  if (all.length < known.least || all.length > known.most) throw new MalformedQuery(`invalid number of arguments for ${name}`, span)
  return {kind: aggregate === undefined ? 'call' : 'aggregate', name, arguments: all, ...span}
}

/** The last argument of a datetime function is a period, which stands nowhere else. */
function argumentsOf(cursor: Cursor, name: string): Expression[] {
  if (!withPeriod.has(name)) return separated(cursor, () => parseExpression(cursor))
  const first = name === 'bin' ? [] : [parseExpression(cursor)]
  if (first.length > 0) cursor.expectSymbol(',')
  const token = cursor.peek()
  if (token.kind !== 'period') return cursor.fail()
  cursor.next()
  return [...first, {kind: 'literal', value: token.period.ms, start: token.start, end: token.end}]
}

export function separated<T>(cursor: Cursor, parse: () => T): T[] {
  const items = [parse()]
  while (cursor.takeSymbol(',')) items.push(parse())
  return items
}
