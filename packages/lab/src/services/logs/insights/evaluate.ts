import {aggregateOf, type Gathering} from './aggregates.ts'
import {functionOf} from './functions.ts'
import {fieldReader, type Row} from './rows.ts'
import type {BinaryOperator, Expression} from './syntax.ts'
import {equal, isTrue, numberOf, order, textOf, truth, type Value} from './values.ts'

export type Evaluate = (row: Row) => Value

/** The scope in which a query's expressions are compiled. */
export interface Scope {
  text: string
  nowMs: number
  /** The columns of the last stats: an expression with the text of one means that column. */
  columns: ReadonlySet<string> | null
}

/** Compiles an expression; a checked one never throws when it runs, whatever the row. */
export function compile(expression: Expression, scope: Scope): Evaluate {
  const text = scope.text.slice(expression.start, expression.end)
  if (scope.columns?.has(text)) return fieldReader(text)
  switch (expression.kind) {
    case 'literal':
      return () => expression.value
    case 'field':
      return fieldReader(expression.name)
    case 'not': {
      const operand = compile(expression.operand, scope)
      return row => truth(!isTrue(operand(row)))
    }
    case 'minus': {
      const operand = compile(expression.operand, scope)
      return row => arithmetic['-'](0, numberOf(operand(row)))
    }
    case 'binary':
      return binary(expression.operator, compile(expression.left, scope), compile(expression.right, scope))
    case 'match':
      return matching(compile(expression.value, scope), expression.pattern)
    case 'in': {
      const value = compile(expression.value, scope)
      const list = expression.list.map(item => compile(item, scope))
      return row => truth(list.some(item => equal(value(row), item(row))))
    }
    case 'call': {
      const apply = functionOf(expression.name)?.apply
      const values = expression.arguments.map(argument => compile(argument, scope))
      return row =>
        apply?.(
          values.map(value => value(row)),
          scope.nowMs,
        )
    }
    case 'aggregate':
      return () => undefined
  }
}

function matching(value: Evaluate, pattern: RegExp | string): Evaluate {
  const test = typeof pattern === 'string' ? (text: string) => text.includes(pattern) : (text: string) => pattern.test(text)
  return row => {
    const text = textOf(value(row))
    return truth(text !== undefined && test(text))
  }
}

function binary(operator: BinaryOperator, left: Evaluate, right: Evaluate): Evaluate {
  switch (operator) {
    case 'and':
      return row => truth(isTrue(left(row)) && isTrue(right(row)))
    case 'or':
      return row => truth(isTrue(left(row)) || isTrue(right(row)))
    case '=':
      return row => truth(equal(left(row), right(row)))
    case '!=':
      return row => truth(!equal(left(row), right(row)))
    case '<':
      return row => truth(order(left(row), right(row)) < 0)
    case '<=':
      return row => truth(order(left(row), right(row)) <= 0)
    case '>':
      return row => truth(order(left(row), right(row)) > 0)
    case '>=':
      return row => truth(order(left(row), right(row)) >= 0)
    default: {
      const apply = arithmetic[operator]
      return row => apply(numberOf(left(row)), numberOf(right(row)))
    }
  }
}

type Arithmetic = (a: number | undefined, b: number | undefined) => number | undefined

const onNumbers =
  (apply: (a: number, b: number) => number): Arithmetic =>
  (a, b) => {
    const result = a === undefined || b === undefined ? Number.NaN : apply(a, b)
    return Number.isFinite(result) ? result : undefined
  }

const arithmetic: Readonly<Record<'+' | '-' | '*' | '/' | '%' | '^', Arithmetic>> = {
  '+': onNumbers((a, b) => a + b),
  '-': onNumbers((a, b) => a - b),
  '*': onNumbers((a, b) => a * b),
  '/': onNumbers((a, b) => a / b),
  '%': onNumbers((a, b) => a % b),
  '^': onNumbers((a, b) => a ** b),
}

/** An aggregate function in an item of stats: its state, and the column that holds its result until the item is computed. */
export interface Slot {
  column: string
  start(): Gathering
  values: Evaluate[]
}

/** Cuts the aggregate functions out of an item of stats; `rest` computes the item from a row that holds their results. */
export function splitAggregates(expression: Expression, scope: Scope, slots: Slot[]): Expression {
  switch (expression.kind) {
    case 'aggregate': {
      const aggregate = aggregateOf(expression.name)
      const column = `\0${slots.length}`
      if (aggregate !== undefined)
        slots.push({column, start: aggregate.start, values: expression.arguments.map(part => compile(part, scope))})
      return {kind: 'field', name: column, start: expression.start, end: expression.end}
    }
    case 'not':
    case 'minus':
      return {...expression, operand: splitAggregates(expression.operand, scope, slots)}
    case 'binary':
      return {...expression, left: splitAggregates(expression.left, scope, slots), right: splitAggregates(expression.right, scope, slots)}
    case 'match':
      return {...expression, value: splitAggregates(expression.value, scope, slots)}
    case 'in':
      return {...expression, value: splitAggregates(expression.value, scope, slots)}
    case 'call':
      return {...expression, arguments: expression.arguments.map(part => splitAggregates(part, scope, slots))}
    default:
      return expression
  }
}
