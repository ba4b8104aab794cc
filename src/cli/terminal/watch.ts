import type {Connection} from '../../aws/index.ts'
import {type ExitCode, exitCodes} from '../../model/user-error.ts'
import type {WatchEnd} from '../../model/watch/watch.ts'
import type {WatchOptions} from '../../use-cases/watch/watch.ts'
import {watchByLine} from './watch-lines.ts'
import type {WatchSetting} from './watch-setting.ts'

/** Watches on the screen where there is one, else line by line. */
export async function runWatch(connection: Connection, setting: WatchSetting, toolVersion: string): Promise<WatchEnd> {
  if (!hasScreen(setting.json)) return watchByLine(connection, setting)
  const {watchOnScreen} = await import('./watch-screen.ts')
  return watchOnScreen(connection, setting, toolVersion)
}

/** A terminal that understands more than lines, and no CI that records it. */
export const hasScreen = (json: boolean): boolean =>
  !json && process.stdout.isTTY === true && process.env.TERM !== 'dumb' && !process.env.CI

/** Without a rule every end is a good one. */
export const exitCodeOfWatch = (end: WatchEnd, {until}: Pick<WatchOptions, 'until'>): ExitCode =>
  until === null || end === 'until' ? exitCodes.ok : exitCodes.unhealthy
