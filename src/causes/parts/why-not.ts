import {type RuledOut, ruledOut, ruledOutBecause} from '../../model/cause.ts'
import type {Lag} from '../../model/derived/lag.ts'
import type {Load, LoadWindow} from '../../model/derived/load.ts'
import {multiple, number, percent} from '../../text/units.ts'

const text = {
  ok: 'No record is late.',
  idle: 'No record waits.',
  stopped: 'Nothing is delivered.',
  recovering: 'The backlog shrinks.',
  stuck: 'A batch is stuck.',
  recurring: 'The age rises and falls every few minutes.',
  throttled: (share: number) => `${percent(share)} of the attempts to invoke the function are throttled.`,
  fails: (share: number) => `${percent(share)} of the invocations fail.`,
  timePerRecord: (ratio: number) =>
    ratio < 1
      ? `A record takes ${percent(ratio)} of the time that it took before.`
      : `A record takes ${number(ratio)} times as long as before.`,
  writes: (ratio: number) => `Writes to the table are at ${multiple(ratio)} the earlier rate.`,
}

/** Ruled out with the fact that excludes a cause of late records, where that fact is among these. */
const because = (reason: string | null): RuledOut => (reason === null ? ruledOut : ruledOutBecause(reason))

const stateWords: Partial<Record<Lag['state'], string>> = {
  ok: text.ok,
  idle: text.idle,
  stopped: text.stopped,
  recovering: text.recovering,
}

/** The lag is one that a load or a slow function does not make. */
export function notByLag({state, stuck, recurring}: Lag): RuledOut {
  if (stuck !== null) return because(text.stuck)
  return because(recurring ? text.recurring : (stateWords[state] ?? null))
}

/** Failures and throttles above this share hold records up; null where neither is. */
export function notByLoad({errorShare, throttleShare}: LoadWindow, few: number): RuledOut | null {
  if (throttleShare > few) return because(text.throttled(throttleShare))
  return errorShare > few ? because(text.fails(errorShare)) : null
}

export const notByTime = ({workRatio}: Load): RuledOut => because(workRatio === null ? null : text.timePerRecord(workRatio))

export const notByWrites = ({writeRatio}: Load): RuledOut => because(writeRatio === null ? null : text.writes(writeRatio))
