/** A query that Logs Insights does not take, and where it stops: offsets into the query's text. */
export class MalformedQuery extends Error {
  readonly start: number
  readonly end: number

  constructor(message: string, {start, end}: Span) {
    super(message)
    this.name = 'MalformedQuery'
    this.start = start
    this.end = end
  }
}

/** A piece of the query's text, the end excluded. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** "unexpected symbol found x at line 1 and position 22": lines count from 1, positions from 0. */
export function unexpected(text: string, at: Span): MalformedQuery {
  const before = text.slice(0, at.start)
  const line = before.split('\n').length
  const position = at.start - (before.lastIndexOf('\n') + 1)
  const symbol = at.start < text.length ? text.slice(at.start, at.end) : '<EOF>'
  return new MalformedQuery(`unexpected symbol found ${symbol} at line ${line} and position ${position}`, at)
}
