import {writeSync} from 'node:fs'

/** A key as a word: a printable character, or the name of a key that has none. */
type KeyName = string

export interface Terminal {
  /** Shows these lines from the top, and nothing else; only lines that have changed are written. */
  draw: (lines: readonly string[]) => void
  size: () => {columns: number; rows: number}
  bell: () => void
  /** Gives the terminal back as it was. Can be called again. */
  close: () => void
}

const sequences: Record<string, KeyName> = {
  '\u001b[A': 'up',
  '\u001bOA': 'up',
  '\u001b[B': 'down',
  '\u001bOB': 'down',
  '\u001b[5~': 'page-up',
  '\u001b[6~': 'page-down',
  '\u001b[H': 'home',
  '\u001bOH': 'home',
  '\u001b[1~': 'home',
  '\u001b[7~': 'home',
  '\u001b[F': 'end',
  '\u001bOF': 'end',
  '\u001b[4~': 'end',
  '\u001b[8~': 'end',
  '\r': 'enter',
  '\n': 'enter',
  '\u001b': 'escape',
  '\u007f': 'backspace',
  '\b': 'backspace',
  '\u0015': 'ctrl-u',
  '\u0003': 'ctrl-c',
  '\u001a': 'ctrl-z',
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: keys arrive as control sequences
const oneKey = /\u001b\[[0-9;]*[A-Za-z~]|\u001bO[A-Z]|[\s\S]/gu

/** The keys in a terminal's bytes; one read can hold several. */
export const keysIn = (text: string): KeyName[] => (text.match(oneKey) ?? []).map(key => sequences[key] ?? key)

const alternateScreen = '\u001b[?1049h\u001b[?25l\u001b[?7l'
const usualScreen = '\u001b[?7h\u001b[?25h\u001b[?1049l'
// Terminals that know it show the frame at once, others ignore it.
const [frameBegins, frameEnds] = ['\u001b[?2026h', '\u001b[?2026l']

/** The text to write so that a screen that shows `before` shows `lines`; everything when `before` is null. */
export function frame(before: readonly string[] | null, lines: readonly string[]): string {
  const clear = before === null ? '\u001b[H\u001b[2J' : ''
  // A line is erased before it is written: after a line of the whole width the cursor still stands on its last character.
  const changed = lines.flatMap((line, i) => (before?.[i] === line ? [] : [`\u001b[${i + 1};1H\u001b[K${line}\u001b[0m`]))
  const gone = before !== null && before.length > lines.length ? `\u001b[${lines.length + 1};1H\u001b[J` : ''
  return clear + changed.join('') + gone
}

/** Takes the terminal over: alternate screen, no cursor, keys one by one. It is given back however the process ends, but for SIGKILL. */
export function openTerminal(onKey: (key: KeyName) => void, onResize: () => void): Terminal {
  const {stdin, stdout} = process
  let shown: readonly string[] | null = null
  let open = false
  const enter = () => {
    if (open) return
    open = true
    shown = null
    stdout.write(alternateScreen)
    if (stdin.isTTY) stdin.setRawMode(true)
  }
  const leave = () => {
    if (!open) return
    open = false
    if (stdin.isTTY) stdin.setRawMode(false)
    // At the end of the process only immediate writes arrive.
    try {
      writeSync(stdout.fd, usualScreen)
    } catch {}
  }
  const wake = () => {
    enter()
    onResize()
  }
  const resized = () => {
    shown = null
    onResize()
  }
  const typed = (text: string) => {
    for (const key of keysIn(text)) {
      if (key === 'ctrl-c') process.kill(process.pid, 'SIGINT')
      else if (key === 'ctrl-z') {
        leave()
        process.kill(process.pid, 'SIGTSTP')
      } else onKey(key)
    }
  }
  if (stdin.isTTY) stdin.setEncoding('utf8').on('data', typed).resume()
  stdout.on('resize', resized)
  const hungUp = () => process.exit(129)
  process.on('exit', leave).on('SIGCONT', wake).on('SIGHUP', hungUp)
  // The words of a crash must not go to the screen that is about to vanish.
  process.prependListener('uncaughtException', leave)
  enter()
  return {
    draw: lines => {
      if (!open) return
      const text = frame(shown, lines)
      shown = [...lines]
      if (text) stdout.write(frameBegins + text + frameEnds)
    },
    size: () => ({columns: stdout.columns || 80, rows: stdout.rows || 24}),
    bell: () => void stdout.write('\u0007'),
    close: () => {
      leave()
      stdout.off('resize', resized)
      process.off('exit', leave).off('SIGCONT', wake).off('SIGHUP', hungUp).off('uncaughtException', leave)
      stdin.off('data', typed).pause()
    },
  }
}
