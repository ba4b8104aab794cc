import type {WatchEnd, WatchState} from '../model/watch.ts'
import {gapText} from '../reports/iterator-age.ts'
import {toJsonLine} from '../reports/json.ts'
import {costText, watchLine} from '../reports/watch-line.ts'
import type {Connection} from '../use-cases/doctor.ts'
import {watch} from '../use-cases/watch.ts'
import {watched, watchStart} from '../use-cases/watch-state.ts'
import {complain, print} from './streams.ts'
import {styleFor} from './style.ts'
import {waitFor} from './wait.ts'
import {announce, type WatchSetting} from './watch-setting.ts'

/** Watches line by line: NDJSON, or one line for each look. Errors go to stderr. */
export async function watchByLine(connection: Connection, setting: WatchSetting): Promise<WatchEnd> {
  const left = new AbortController()
  // A reader that has gone needs no further looks.
  process.stdout.once('error', () => left.abort())
  const style = styleFor(process.stdout, process.env, setting.verbose)
  let state: WatchState = watchStart
  let told = ''
  let toldCost = ''
  return watch(connection, setting, {
    left: left.signal,
    pause: async ms => {
      if (!connection.sleep) return waitFor(ms, left.signal)
      await connection.sleep(ms)
      return 0
    },
    tell: action => {
      state = watched(state, action)
      if (action.kind === 'trouble') return complain(`${action.trouble.message} It tries again. ${action.trouble.hints[0] ?? ''}`.trim())
      announce(state, setting, ringOnStderr)
      const gaps = gapText(state.look?.missing ?? [], styleFor(process.stderr, process.env, setting.verbose))
      // Once is enough while the same is missing.
      if (gaps !== '' && gaps !== told) complain(gaps)
      told = gaps
      const cost = costText(state.usdPerHour)
      if (cost !== toldCost) complain(`This watch costs ${cost}.`)
      toldCost = cost
      print(setting.json ? (state.look?.pipelines ?? []).map(toJsonLine).join('\n') : watchLine(state, style))
    },
  })
}

const ringOnStderr = (): void => {
  if (process.stderr.isTTY) process.stderr.write('\u0007')
}
