import {Chalk, type ChalkInstance} from 'chalk'
import {printable} from '../../text/printable.ts'

/** The place of a report: its width (in terminal columns), and the abilities of the terminal. */
export interface Style {
  columns: number
  colour: boolean
  unicode: boolean
  verbose: boolean
}

/** Prose wider than this is hard to read, however wide the terminal is. */
const proseColumns = 100

const unicodeGlyphs = {dot: '·', bullet: '•', onset: '▲', from: '←', line: '─'} as const
const asciiGlyphs = {dot: '|', bullet: '*', onset: '^', from: '<-', line: '-'} as const

/** A style made ready to write with. */
export interface Page {
  style: Style
  ink: ChalkInstance
  glyphs: Record<keyof typeof unicodeGlyphs, string>
  /** Columns for running text. */
  prose: number
  /** Text made safe for this terminal: no control characters, and plain ASCII where it knows no more. */
  text: (text: string) => string
}

export function pageOf(style: Style): Page {
  return {
    style,
    ink: new Chalk({level: style.colour ? 1 : 0}),
    glyphs: style.unicode ? unicodeGlyphs : asciiGlyphs,
    prose: Math.min(style.columns, proseColumns),
    text: style.unicode ? text => readable(printable(text)) : text => ascii(readable(printable(text))),
  }
}

/** Instants as people write them: "2026-11-23 17:38 UTC". Stream labels have no Z and stay as they are. */
const readable = (text: string): string => text.replace(/\b(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?Z\b/g, '$1 $2 UTC')

const plain: Record<string, string> = {
  '−': '-',
  '–': '-',
  '—': '-',
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '…': '...',
  '→': '->',
  '←': '<-',
  '×': 'x',
  '÷': '/',
  '≥': '>=',
  '≤': '<=',
  '±': '+-',
  '·': '|',
  '•': '*',
  '\u00a0': ' ',
  '\u202f': ' ',
}

/** The nearest ASCII; a character without one becomes a question mark. */
const ascii = (text: string): string => text.replace(/[^ -~]/gu, sign => plain[sign] ?? '?')
