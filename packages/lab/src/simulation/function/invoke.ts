import type {Answer, Outcome} from './behaviour.ts'
import {configurationOf} from './configurations.ts'
import {type Environment, takeEnvironment} from './environments.ts'
import {behaviourOf, type FunctionRun, handlerOf} from './functions.ts'

/** An invocation that has begun, and how it will end. */
export interface Begun extends Omit<Outcome, 'usedMb'> {
  /** Start or restoration of the environment before it, milliseconds. */
  initMs: number
  environment: Environment
  answer: Answer
}

/** Restoring a snapshot takes a fraction of the start that it spares (Lambda Developer Guide, "SnapStart"; how much is assumed). */
const restoredShare = 0.2

/** The input of an invocation. */
interface Given {
  /** Records. */
  count: number
  /** Where among them the first stands that the code cannot deal with; −1 for none. */
  poisonedAt: number
  /** Age of the last one, milliseconds; null where no mapping sends them. */
  iteratorAgeMs: number | null
}

/** Begins an invocation of a version with these records and writes it into the function's log. */
export function invoke(run: FunctionRun, version: string, {count, poisonedAt, iteratorAgeMs}: Given, nowMs: number): Begun {
  const {environments, random, log} = run
  const behaviour = behaviourOf(run, version)
  const {memoryMb, timeoutSeconds, snapStart} = configurationOf(run.lab, version)
  const {environment, isNew} = takeEnvironment(environments, version, nowMs)
  const startMs = isNew || environment.crashed ? Math.round(behaviour.initMs * random.between(0.8, 1.3)) : 0
  const isRestored = isNew && snapStart
  const initMs = isNew ? (isRestored ? Math.round(startMs * restoredShare) : startMs) : 0
  const outcome = handlerOf(
    run,
    version,
  )({
    count,
    poisonedAt,
    timeoutMs: timeoutSeconds * 1000,
    memoryMb,
    measuredAtMb: run.measuredAtMb,
    againMs: isNew ? 0 : startMs,
    met: run.meeting(environment.number, nowMs),
  })
  // Field by field: this runs for every invocation, and copying whole objects costs several times as much.
  const {durationMs, result, ending, failure} = outcome
  const start = isRestored ? 'restored' : isNew ? 'cold' : environment.crashed ? 'again' : 'warm'
  environment.crashed = ending === 'timed-out' || ending === 'exited' || ending === 'not-started'
  environment.highestMb = start === 'warm' ? Math.max(environment.highestMb, outcome.usedMb) : outcome.usedMb
  const {number, highestMb: usedMb} = environment
  if (run.mayLog(nowMs))
    log.add({
      sentMs: nowMs,
      start,
      initMs,
      durationMs,
      records: count,
      iteratorAgeMs,
      ending,
      failure,
      version,
      environment: number,
      usedMb,
      memoryMb,
    })
  return {durationMs, result, ending, failure, initMs, environment, answer: behaviour.answer}
}
