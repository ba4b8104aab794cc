import type {Connection} from '../../aws/index.ts'
import type {WatchEnd, WatchState} from '../../model/watch/watch.ts'
import {watchEnd} from '../../reports/watch/watch-end.ts'
import {watchScreen} from '../../reports/watch/watch-screen.ts'
import {doctor} from '../../use-cases/doctor.ts'
import {watch} from '../../use-cases/watch/watch.ts'
import {type WatchAction, watched, watchStart} from '../../use-cases/watch/watch-state.ts'
import {onStop} from '../run/signals.ts'
import {waitFor} from '../run/wait.ts'
import {print} from './stdio.ts'
import {openTerminal} from './terminal.ts'
import {styleFor} from './terminal-style.ts'
import {announce, type WatchSetting} from './watch-setting.ts'

/** An interval of the lab passes at once; on a screen somebody wants to see it. */
const labFrameMs = 1000

/** Watches on the whole terminal until a rule, or the user, ends it. */
export async function watchOnScreen(connection: Connection, setting: WatchSetting, toolVersion: string): Promise<WatchEnd> {
  const left = new AbortController()
  let state: WatchState = watchStart
  let lastTop = 0
  let goOn = () => {}
  const act = (action: WatchAction) => {
    state = watched(state, action)
    if (!state.paused) goOn()
    if (state.end) left.abort()
    draw()
  }
  const pressed = (key: string) => {
    const before = state.view
    act({kind: 'key', key, lastTop})
    if (state.view !== before && state.view.kind === 'doctor' && state.view.found === null) void examine(state.view)
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
  const terminal = openTerminal(pressed, () => resized())
  const resized = () => act({kind: 'resized', ...terminal.size()})
  const style = () => styleFor(process.stdout, process.env, setting.verbose)
  const draw = () => {
    const {repeated, options} = setting
    const screen = watchScreen(state, {intervalSeconds: options.intervalSeconds, repeated}, style())
    lastTop = screen.lastTop
    terminal.draw(screen.lines)
  }
  let closed = false
  const close = () => {
    if (closed) return
    closed = true
    terminal.close()
    if (state.sample) print(watchEnd(state, setting.repeated, style()))
  }
  // Ctrl-C and SIGTERM end the process before `finally`.
  onStop(async () => close())
  const resumed = () =>
    new Promise<void>(resolve => {
      goOn = resolve
      left.signal.addEventListener('abort', () => resolve(), {once: true})
    })
  try {
    resized()
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
    close()
  }
}
