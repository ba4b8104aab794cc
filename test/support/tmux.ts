import {execFileSync, spawnSync} from 'node:child_process'
import {mkdtempSync, readFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {expect} from 'vitest'

/** Whether tmux is here. Without it the tests of the screen are skipped with a line that says so; in CI that is a failure. */
export function hasTmux(): boolean {
  if (spawnSync('tmux', ['-V']).status === 0) return true
  if (process.env.CI === 'true') throw new Error('tmux is not installed: the tests of the watch on a terminal need it')
  process.stderr.write('SKIPPED: the watch on a terminal, because tmux is not installed (apt-get install tmux).\n')
  return false
}

export interface Pane {
  /** Presses keys, in tmux's names. */
  press: (...keys: string[]) => void
  /** The content of the terminal, line by line. */
  screen: () => string[]
  /** Waits until the screen shows this. */
  shows: (what: RegExp) => Promise<void>
  resize: (columns: number, rows: number) => void
  /** A fact that tmux knows of the terminal, such as `alternate_on`. */
  fact: (name: string) => string
  /** Sends a signal to the program that runs in it. */
  signal: (name: string) => void
  /** Everything that was written to the terminal since it was opened. */
  written: () => string
  /** The terminal's settings before the program and after it, as `stty -g` has them. */
  settings: () => {before: string; after: string}
  close: () => void
}

/** Runs a command line in a terminal of its own: its exit code is shown as `EXIT n` when it has ended. */
export function openPane(command: string, environment: Record<string, string | undefined>, columns = 100, rows = 30): Pane {
  const folder = mkdtempSync(join(tmpdir(), 'ddbstream-tmux-'))
  const tmux = (...args: string[]): string =>
    execFileSync('tmux', ['-S', join(folder, 'socket'), '-f', '/dev/null', ...args], {
      encoding: 'utf8',
      env: environment as NodeJS.ProcessEnv,
    })
  const script = `stty -g >${folder}/before; tmux -S ${folder}/socket wait-for start; ${command}; code=$?; stty -g >${folder}/after; echo EXIT $code; exec cat`
  tmux('new-session', '-d', '-x', String(columns), '-y', String(rows), script)
  tmux('pipe-pane', '-o', `cat >${folder}/written`)
  tmux('wait-for', '-S', 'start')
  const screen = () => tmux('capture-pane', '-p').split('\n').slice(0, -1)
  return {
    press: (...keys) => void tmux('send-keys', ...keys),
    screen,
    shows: what => expect.poll(() => screen().join('\n'), {interval: 100}).toMatch(what),
    resize: (x, y) => void tmux('resize-window', '-x', String(x), '-y', String(y)),
    fact: name => tmux('display-message', '-p', `#{${name}}`).trim(),
    signal: name => {
      const [pid = ''] = execFileSync('pgrep', ['-P', tmux('display-message', '-p', '#{pane_pid}').trim()], {encoding: 'utf8'}).split('\n')
      process.kill(Number(pid), name as NodeJS.Signals)
    },
    written: () => readFileSync(`${folder}/written`, 'latin1'),
    settings: () => ({before: readFileSync(`${folder}/before`, 'utf8'), after: readFileSync(`${folder}/after`, 'utf8')}),
    close: () => void tmux('kill-server'),
  }
}
