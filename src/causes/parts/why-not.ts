import type {Lag} from '../../model/derived/lag.ts'
import type {Load, LoadWindow} from '../../model/derived/load.ts'
import {percent} from '../../text/units.ts'

/** Sentences with the fact that excludes a cause of late records; null where that fact is not among these. */

const stateWords: Partial<Record<Lag['state'], string>> = {
  ok: 'No record is late.',
  idle: 'No record waits.',
  stopped: 'Nothing is delivered.',
  recovering: 'The backlog shrinks.',
}

/** What delivery does that a load or a function that is too slow does not. */
export const otherLag = ({state, stuck, recurring}: Lag): string | null =>
  stuck !== null ? 'A batch is stuck.' : recurring ? 'The age rises and falls every few minutes.' : (stateWords[state] ?? null)

/** Failures and throttles above this share are what holds records up. */
export const failsOrThrottled = ({errorShare, throttleShare}: LoadWindow, few: number): string | null =>
  throttleShare > few
    ? `${percent(throttleShare)} of the attempts to invoke the function are throttled.`
    : errorShare > few
      ? `${percent(errorShare)} of the invocations fail.`
      : null

export const timePerRecord = ({workRatio}: Load): string | null =>
  workRatio === null ? null : `A record takes ${percent(workRatio)} of the time that it took before.`

export const writesNow = ({writeRatio}: Load): string | null =>
  writeRatio === null ? null : `Writes to the table are at ${percent(writeRatio)} of the former rate.`
