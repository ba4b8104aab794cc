import {regexAt, type Token, tokenAt} from './lexer.ts'
import {MalformedQuery, type Span, unexpected} from './malformed.ts'

/** Expressions deeper than this, or with more parts, are refused: they would exhaust the stack. */
const deepest = 100
const mostNodes = 2000

/** Where the parser stands in a query. */
export interface Cursor {
  readonly text: string
  peek(): Token
  next(): Token
  /** End of the last token taken. */
  lastEnd(): number
  isSymbol(symbol: string): boolean
  /** Whether an unquoted name follows that is this word, in any case. */
  isWord(word: string): boolean
  takeSymbol(symbol: string): boolean
  takeWord(word: string): boolean
  expectSymbol(symbol: string): void
  takeRegex(): (Span & {source: string}) | null
  /** One level down; counts the parsed expressions. */
  nested<T>(parse: () => T): T
  fail(): never
}

export function cursorOn(text: string): Cursor {
  let last = 0
  let ahead: Token | null = null
  let depth = 0
  let nodes = 0
  const cursor: Cursor = {
    text,
    peek: () => {
      ahead ??= tokenAt(text, last)
      return ahead
    },
    next: () => {
      const token = cursor.peek()
      ahead = null
      last = token.end
      return token
    },
    lastEnd: () => last,
    isSymbol: symbol => isSymbol(cursor.peek(), symbol),
    isWord: word => isWord(cursor.peek(), word),
    takeSymbol: symbol => cursor.isSymbol(symbol) && cursor.next().kind === 'symbol',
    takeWord: word => cursor.isWord(word) && cursor.next().kind === 'name',
    expectSymbol: symbol => void (cursor.takeSymbol(symbol) || cursor.fail()),
    takeRegex: () => {
      const found = cursor.isSymbol('/') ? regexAt(text, cursor.peek().start) : null
      if (found === null) return null
      ahead = null
      last = found.end
      return found
    },
    nested: parse => {
      depth += 1
      nodes += 1
      if (depth > deepest || nodes > mostNodes) throw new MalformedQuery('the query is too complex', cursor.peek())
      const parsed = parse()
      depth -= 1
      return parsed
    },
    fail: () => {
      throw unexpected(text, cursor.peek())
    },
  }
  return cursor
}

const isSymbol = (token: Token, symbol: string): boolean => token.kind === 'symbol' && token.symbol === symbol

const isWord = (token: Token, word: string): boolean => token.kind === 'name' && !token.quoted && token.name.toLowerCase() === word
