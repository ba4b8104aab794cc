import {afterEach, describe, expect, test} from 'vitest'
import {hasTmux, openPane, type Pane} from '../support/tmux.ts'
import {bareEnvironment, bin} from './run.ts'

const open: Pane[] = []
afterEach(() => {
  for (const pane of open.splice(0)) pane.close()
})

function watching(args: string, environment: Record<string, string> = {}): Pane {
  const command = `'${process.execPath}' '${bin}' iterator-age --watch ${args}`
  const pane = openPane(command, {...bareEnvironment, TERM: 'xterm-256color', LANG: 'C.UTF-8', ...environment})
  open.push(pane)
  return pane
}

/** The terminal is as it was before the watch. */
function expectRestored(pane: Pane): void {
  expect([pane.fact('alternate_on'), pane.fact('cursor_flag'), pane.fact('wrap_flag')]).toEqual(['0', '1', '1'])
  const {before, after} = pane.settings()
  expect(after).toBe(before)
}

describe.skipIf(!hasTmux())('a watch on a terminal', () => {
  test('starts, shows a transition, follows the size, obeys keys, and leaves the terminal as it was', async () => {
    const pane = watching('--lab write-burst --seed 4 --interval 4m')
    await pane.shows(/^orders-projector:15 ← orders\nrecovering: catching up/m)
    expect(pane.fact('alternate_on')).toBe('1')
    expect(pane.screen().at(-1)).toMatch(/q quit/)

    pane.press('p')
    await pane.shows(/PAUSED/)
    pane.resize(60, 18)
    await pane.shows(/lines below\n q quit/)
    expect(pane.screen()).toHaveLength(18)
    pane.press('?')
    await pane.shows(/G, End +last row/)
    pane.press('Escape')
    await pane.shows(/recovering/)
    pane.resize(100, 30)
    pane.press('Enter')
    await pane.shows(/DEGRADED|CRITICAL|OK|AT RISK|UNDECIDED/)
    pane.press('q')
    await pane.shows(/PAUSED[\s\S]*doctor at/)

    pane.press('p')
    await pane.shows(/orders-projector:15: recovering → ok/)
    pane.press('m')
    await pane.shows(/› m {2}mappings\n {4}ddbstream mappings orders-projector:15 --lab write-burst --seed 4/)
    pane.press('Enter')
    await pane.shows(/EXIT 0/)
    expectRestored(pane)
    expect(pane.screen().join('\n')).toMatch(
      /^State +Pipeline[\s\S]*recovering → ok[\s\S]*\nddbstream mappings orders-projector:15 --lab write-burst --seed 4\nEXIT 0/m,
    )
    // The whole screen is cleared when it is opened or resized, and for no sample; each frame is shown at once.
    const written = pane.written()
    expect(written.split('\u001b[2J').length - 1).toBeLessThanOrEqual(3)
    expect(written.split('\u001b[?2026h').length).toBe(written.split('\u001b[?2026l').length)
  })

  test.each<[string, (pane: Pane) => void, number]>([
    ['Ctrl-C', pane => pane.press('C-c'), 130],
    ['SIGTERM', pane => pane.signal('SIGTERM'), 143],
  ])('%s restores the terminal and leaves the last table', async (_, end, code) => {
    const pane = watching('--lab healthy --interval 1h')
    await pane.shows(/ages up to[\s\S]*q quit/)
    end(pane)
    await pane.shows(new RegExp(`^State +Pipeline[\\s\\S]*EXIT ${code}`, 'm'))
    expectRestored(pane)
  })

  test('a crash restores the terminal, and its words stay to be read', async () => {
    const crash =
      "const timer = setInterval(() => { if (process.stdin.isRaw) { clearInterval(timer); setTimeout(() => { throw new Error('boom') }, 300) } }, 50); timer.unref()"
    const pane = watching('--lab healthy --interval 1h', {NODE_OPTIONS: `--import "data:text/javascript,${encodeURIComponent(crash)}"`})
    await pane.shows(/This is a bug in ddbstream: boom[\s\S]*EXIT 70/)
    expectRestored(pane)
  })
})
