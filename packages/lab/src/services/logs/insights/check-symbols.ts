import {MalformedQuery, unexpected} from './malformed.ts'
import type {Expression, Item, Positioned} from './syntax.ts'

/** Checks the rules beyond the grammar: where commands may stand, and which names they may use. Throws a MalformedQuery. */
export function checkSymbols(text: string, commands: readonly Positioned[]): void {
  const defined = new Set<string>()
  /** The columns of the last stats; null before it, when every field of an event can be named. */
  let columns: Set<string> | null = null
  let deduplicated = false
  for (const command of commands) {
    // The reference: only limit may follow dedup.
    if (deduplicated && command.kind !== 'limit') throw unexpected(text, {start: command.start, end: command.start + command.kind.length})
    deduplicated ||= command.kind === 'dedup'
    for (const expression of expressionsOf(command)) check(text, expression, columns, command.kind === 'stats')
    if (command.kind === 'stats') columns = columnsOf(text, command, columns)
    else for (const name of namesOf(command)) define(name, command, defined, columns)
  }
}

function define(name: string, at: Positioned, defined: Set<string>, columns: Set<string> | null): void {
  if (defined.has(name) || columns?.has(name)) throw new MalformedQuery(`Ephemeral field is already defined: ${name}`, at)
  defined.add(name)
  columns?.add(name)
}

/** The fields that a command makes, before stats. */
function namesOf(command: Positioned): string[] {
  if (command.kind === 'parse') return command.names
  return command.kind === 'fields' || command.kind === 'display' ? command.items.filter(made).map(item => item.name) : []
}

const made = ({aliased, expression, name}: Item): boolean => aliased && !(expression.kind === 'field' && expression.name === name)

/** Items of stats may name the items before them. */
function columnsOf(text: string, {items, by}: {items: Item[]; by: Item[]}, before: Set<string> | null): Set<string> {
  const columns = new Set(by.map(item => item.name))
  for (const {expression} of by) check(text, expression, before, false)
  for (const {expression, name} of items) {
    checkItem(text, expression, columns, before)
    columns.add(name)
  }
  return columns
}

/** In an item of stats, fields of events stand in aggregate functions only. */
function checkItem(text: string, expression: Expression, columns: Set<string>, before: Set<string> | null): void {
  if (expression.kind !== 'aggregate') {
    checkField(expression, columns)
    for (const part of partsOf(expression)) checkItem(text, part, columns, before)
  } else for (const part of expression.arguments) check(text, part, before, false)
}

function check(text: string, expression: Expression, columns: Set<string> | null, inStats: boolean): void {
  // Items of stats are checked one by one, with the columns before each.
  if (inStats || columns?.has(text.slice(expression.start, expression.end))) return
  if (expression.kind === 'aggregate') throw new MalformedQuery(`${expression.name} is allowed in stats only`, expression)
  checkField(expression, columns)
  for (const part of partsOf(expression)) check(text, part, columns, false)
}

function checkField(expression: Expression, columns: Set<string> | null): void {
  if (expression.kind !== 'field' || columns === null || columns.has(expression.name)) return
  throw new MalformedQuery(`Unknown symbols found in or after stats: ${expression.name}`, expression)
}

function expressionsOf(command: Positioned): Expression[] {
  switch (command.kind) {
    case 'fields':
    case 'display':
    case 'stats':
      return command.items.map(item => item.expression)
    case 'filter':
      return [command.condition]
    case 'parse':
      return [command.source]
    case 'sort':
      return command.keys.map(key => key.expression)
    case 'dedup':
      return command.expressions
    case 'limit':
      return []
  }
}

function partsOf(expression: Expression): Expression[] {
  switch (expression.kind) {
    case 'literal':
    case 'field':
      return []
    case 'not':
    case 'minus':
      return [expression.operand]
    case 'binary':
      return [expression.left, expression.right]
    case 'match':
      return [expression.value]
    case 'in':
      return [expression.value, ...expression.list]
    case 'call':
    case 'aggregate':
      return expression.arguments
  }
}
