import type {Connection} from '../../aws/index.ts'
import type {WatchEnd, WatchState} from '../../model/watch/watch.ts'
import {printedJsonLine} from '../../reports/formats/json.ts'
import {gapText} from '../../reports/watch/iterator-age.ts'
import {sampleJson} from '../../reports/watch/iterator-age-json.ts'
import {costText, watchLine} from '../../reports/watch/watch-line.ts'
import {watch} from '../../use-cases/watch/watch.ts'
import {watched, watchStart} from '../../use-cases/watch/watch-state.ts'
import {waitFor} from '../run/wait.ts'
import {complain, print} from './stdio.ts'
import {styleFor} from './terminal-style.ts'
import {announce, type WatchSetting} from './watch-setting.ts'

/** Watches line by line: NDJSON, or one line for each sample. Errors go to stderr. */
export async function watchByLine(connection: Connection, setting: WatchSetting): Promise<WatchEnd> {
  const left = new AbortController()
  // A reader that has gone needs no further samples.
  process.stdout.once('error', () => left.abort())
  const style = styleFor(process.stdout, process.env, setting.verbose)
  let state: WatchState = watchStart
  let told = ''
  let toldCost = ''
  return watch(connection, setting.options, {
    left: left.signal,
    pause: async ms => {
      if (!connection.sleep) return waitFor(ms, left.signal)
      await connection.sleep(ms)
      return 0
    },
    tell: action => {
      state = watched(state, action)
      if (action.kind === 'trouble')
        return complain(`${action.trouble.message} The next refresh retries. ${action.trouble.hints[0] ?? ''}`.trim())
      announce(state, setting, ringOnStderr)
      const gaps = gapText(state.sample?.missing ?? [], styleFor(process.stderr, process.env, setting.verbose))
      // Once is enough while the same is missing.
      if (gaps !== '' && gaps !== told) complain(gaps)
      told = gaps
      const cost = costText(state.usdPerHour)
      if (cost !== toldCost) complain(`This watch costs ${cost}.`)
      toldCost = cost
      if (!setting.json) return print(watchLine(state, style))
      if (state.sample !== null) print(printedJsonLine('iterator-age', sampleJson(state.sample, setting.series)))
    },
  })
}

const ringOnStderr = (): void => {
  if (process.stderr.isTTY) process.stderr.write('\u0007')
}
