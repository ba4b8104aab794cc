import type {Connection} from '../../aws/index.ts'
import type {WatchEnd, WatchState} from '../../model/watch/watch.ts'
import {watchLine} from '../../reports/watch/watch-line.ts'
import {watchScreen} from '../../reports/watch/watch-screen.ts'
import {doctor} from '../../use-cases/doctor.ts'
import {watch} from '../../use-cases/watch/watch.ts'
import {type Key, watched, watchStart} from '../../use-cases/watch/watch-state.ts'
import {waitFor} from '../run/wait.ts'
import {print} from './stdio.ts'
import {openTerminal} from './terminal.ts'
import {styleFor} from './terminal-style.ts'
import {announce, type WatchSetting} from './watch-setting.ts'

const keys: readonly string[] = ['up', 'down', 'page-up', 'page-down', 'enter', 'escape', 'p', 's', '?'] satisfies Key[]
/** An interval of the lab passes at once; on a screen somebody wants to see it. */
const labFrameMs = 1000

/** Watches on the whole terminal until a rule, or the user, ends it. */
export async function watchOnScreen(connection: Connection, setting: WatchSetting, toolVersion: string): Promise<WatchEnd> {
  const left = new AbortController()
  let state: WatchState = watchStart
  let goOn = () => {}
  const act = (action: Parameters<typeof watched>[1]) => {
    state = watched(state, action)
    if (!state.paused) goOn()
    draw()
  }
  const pressed = (key: string) => {
    if (key === 'q' && !state.overlay) left.abort()
    else if (key === 'q') act({kind: 'key', key: 'escape'})
    else if (keys.includes(key)) act({kind: 'key', key: key as Key})
    if (key === 'enter' && state.overlay?.kind === 'doctor' && state.overlay.found === null) void examine(state.overlay)
  }
  const examine = async ({id, function: functionText}: {id: string; function: string}) => {
    const {sinceSeconds, config} = setting.options
    const options = {functionText, sinceSeconds, config, only: [], skip: [], toolVersion, deep: false, inspectCode: false}
    try {
      act({kind: 'examined', id, found: {report: (await doctor(connection, options)).report}})
    } catch (error) {
      act({kind: 'examined', id, found: {error: error instanceof Error ? error.message : String(error)}})
    }
  }
  const terminal = openTerminal(pressed, () => draw())
  const draw = () => {
    const {columns, rows} = terminal.size()
    const style = {...styleFor(process.stdout, process.env, setting.verbose), columns}
    terminal.draw(watchScreen(state, {rows, intervalSeconds: setting.options.intervalSeconds}, style))
  }
  const resumed = () =>
    new Promise<void>(resolve => {
      goOn = resolve
      left.signal.addEventListener('abort', () => resolve(), {once: true})
    })
  try {
    draw()
    return await watch(connection, setting.options, {
      left: left.signal,
      pause: async ms => {
        const realMs = connection.sleep ? Math.min(ms, labFrameMs) : ms
        const sleptMs = await waitFor(realMs, left.signal)
        await connection.sleep?.(ms)
        if (state.paused) await resumed()
        return sleptMs
      },
      tell: action => {
        act(action)
        if (action.kind === 'sample') announce(state, setting, terminal.bell)
      },
    })
  } finally {
    terminal.close()
    if (state.sample) print(watchLine(state, styleFor(process.stdout, process.env, setting.verbose)))
  }
}
