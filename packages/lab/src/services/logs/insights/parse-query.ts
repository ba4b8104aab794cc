import {checkSymbols} from './check-symbols.ts'
import {type Cursor, cursorOn} from './cursor.ts'
import {MalformedQuery} from './malformed.ts'
import {parseExpression, parsePrimary, separated} from './parse-expression.ts'
import {globOf, groupNames, regexOf} from './patterns.ts'
import type {Command, Item, Positioned} from './syntax.ts'

/** Parses a query of the Logs Insights language. Throws a MalformedQuery, and nothing else, for syntax that it does not know. */
export function parseQuery(text: string): Command[] {
  const cursor = cursorOn(text)
  const commands = [positioned(cursor)]
  while (cursor.takeSymbol('|')) commands.push(positioned(cursor))
  if (cursor.peek().kind !== 'end') cursor.fail()
  checkSymbols(text, commands)
  return commands
}

function positioned(cursor: Cursor): Positioned {
  const {start} = cursor.peek()
  return {...command(cursor), start, end: cursor.lastEnd()}
}

function command(cursor: Cursor): Command {
  const token = cursor.peek()
  const parse = token.kind === 'name' && !token.quoted ? commands.get(token.name.toLowerCase()) : undefined
  if (parse === undefined) return cursor.fail()
  cursor.next()
  return parse(cursor)
}

const commands: ReadonlyMap<string, (cursor: Cursor) => Command> = new Map(
  Object.entries<(cursor: Cursor) => Command>({
    fields: cursor => ({kind: 'fields', items: items(cursor)}),
    display: cursor => ({kind: 'display', items: items(cursor)}),
    filter: cursor => ({kind: 'filter', condition: parseExpression(cursor)}),
    stats: cursor => ({kind: 'stats', items: items(cursor), by: cursor.takeWord('by') ? items(cursor) : []}),
    sort: cursor => ({kind: 'sort', keys: separated(cursor, () => sortKey(cursor))}),
    limit: cursor => ({kind: 'limit', count: count(cursor), from: 'head'}),
    head: cursor => ({kind: 'limit', count: count(cursor), from: 'head'}),
    tail: cursor => ({kind: 'limit', count: count(cursor), from: 'tail'}),
    dedup: cursor => ({kind: 'dedup', expressions: separated(cursor, () => parseExpression(cursor))}),
    parse,
  }),
)

const items = (cursor: Cursor): Item[] => separated(cursor, () => item(cursor))

function item(cursor: Cursor): Item {
  const expression = parseExpression(cursor)
  if (cursor.takeWord('as')) return {expression, name: alias(cursor), aliased: true}
  const name = expression.kind === 'field' ? expression.name : cursor.text.slice(expression.start, expression.end)
  return {expression, name, aliased: false}
}

function alias(cursor: Cursor): string {
  const token = cursor.peek()
  if (token.kind !== 'name') return cursor.fail()
  cursor.next()
  return token.name
}

function sortKey(cursor: Cursor) {
  const expression = parseExpression(cursor)
  const descending = cursor.takeWord('desc')
  if (!descending) cursor.takeWord('asc')
  return {expression, descending}
}

/** The most rows that a query answers (CloudWatch Logs API reference, StartQuery). */
const mostRows = 100_000

function count(cursor: Cursor): number {
  const token = cursor.peek()
  if (token.kind !== 'number' || !Number.isInteger(token.value) || token.value < 1 || token.value > mostRows) return cursor.fail()
  cursor.next()
  return token.value
}

/** `parse field /…(?<name>…)…/` or `parse field "a * b" as name, …`. */
function parse(cursor: Cursor): Command {
  const source = parsePrimary(cursor)
  const regex = cursor.takeRegex()
  if (regex !== null) {
    const pattern = regexOf(regex.source, regex)
    const names = groupNames(pattern)
    if (names === null) throw new MalformedQuery('parse needs named capturing groups in its regular expression', regex)
    return {kind: 'parse', source, pattern, names}
  }
  const token = cursor.peek()
  if (token.kind !== 'string') return cursor.fail()
  cursor.next()
  const {pattern, wildcards} = globOf(token.value)
  if (!cursor.takeWord('as')) return cursor.fail()
  const names = separated(cursor, () => alias(cursor))
  if (names.length !== wildcards) throw new MalformedQuery(`parse has ${wildcards} wildcards and ${names.length} names for them`, token)
  return {kind: 'parse', source, pattern, names}
}
