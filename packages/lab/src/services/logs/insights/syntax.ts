import type {Span} from './malformed.ts'

export type BinaryOperator = 'and' | 'or' | '=' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%' | '^'

export type Expression = Span &
  (
    | {kind: 'literal'; value: string | number}
    | {kind: 'field'; name: string}
    | {kind: 'not' | 'minus'; operand: Expression}
    | {kind: 'binary'; operator: BinaryOperator; left: Expression; right: Expression}
    /** `like` and `=~`. */
    | {kind: 'match'; value: Expression; pattern: RegExp | string}
    | {kind: 'in'; value: Expression; list: Expression[]}
    | {kind: 'call'; name: string; arguments: Expression[]}
    /** count(*) has no arguments. */
    | {kind: 'aggregate'; name: string; arguments: Expression[]}
  )

/** An expression and the name of its column: the alias, or the text of the expression. */
export interface Item {
  expression: Expression
  name: string
  /** Whether the name was given with `as`. */
  aliased: boolean
}

export type Command =
  | {kind: 'fields' | 'display'; items: Item[]}
  | {kind: 'filter'; condition: Expression}
  | {kind: 'parse'; source: Expression; pattern: RegExp; names: string[]}
  | {kind: 'stats'; items: Item[]; by: Item[]}
  | {kind: 'sort'; keys: {expression: Expression; descending: boolean}[]}
  | {kind: 'limit'; count: number; from: 'head' | 'tail'}
  | {kind: 'dedup'; expressions: Expression[]}

export type Positioned = Command & Span
