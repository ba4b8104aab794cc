import type {Page} from './style.ts'
import {hang} from './wrap.ts'

/** Columns of the labels FIX, THEN and WHY with the blanks behind them. */
const columns = 6

/** Where the lines of a labelled part begin. */
export const indent = ' '.repeat(columns)

/** Texts, each a paragraph, below one label in the margin. */
export function labelled(label: string, texts: readonly string[], page: Page): string[] {
  return texts
    .flatMap(text => hang(indent, page.text(text), page.prose))
    .map((line, i) => (i === 0 ? page.ink.bold(label.padEnd(columns)) + line.slice(columns) : line))
}
