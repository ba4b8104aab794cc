import type {Laws} from '../engine/laws.ts'
import {mix, type Random} from '../engine/random.ts'
import type {Ending} from '../logs/invocation-log.ts'
import {cpuShareOf} from './cpu.ts'
import type {Failure} from './failures.ts'

/** How the code tells the mapping which records failed (Lambda Developer Guide, "services-ddb-batchfailurereporting"). */
export type Answer =
  | 'right'
  | 'unknown inner key'
  | 'unknown outer key'
  | 'empty identifier'
  | 'identifier of another batch'
  /** It logs the failed records, and its list of failures stays empty. */
  | 'only logged'
  /** It takes the first record of a batch, and its list of failures stays empty. */
  | 'first record alone'

/** How the code of a version behaves. Durations are those at the memory that the function has at the start. */
export interface Behaviour {
  /** Duration of an invocation: this, and so much per record, times noise around 1. Milliseconds. */
  baseMs: number
  perRecordMs: number
  /** Standard deviation of the logarithm of the noise. */
  noise: number
  /** Share of the duration that the processor is busy; the rest is waiting, and more memory does not shorten it. */
  cpuShare: number
  /** Start of a new environment, milliseconds. */
  initMs: number
  /** Memory: this, and so much per record of the batch. Megabytes. */
  baseMb: number
  perRecordMb: number
  /** Share of invocations that fail by chance and pass when tried again. */
  failsByChance: number
  /** Share of invocations that log an error which the code has dealt with; they succeed. */
  logsHandled: number
  /** Share of records, always the same ones, that it cannot deal with; like poisoned ones. */
  failsOnShare: number
  /** The handling of a record that it cannot process: throws, reports it as a failed item, or copes. */
  poison: 'throws' | 'reports' | 'copes'
  /** In which words it reports. */
  answer: Answer
  /** Fails whatever it gets. */
  alwaysFails: boolean
  /** Writes to the table it reads from, for each record that it dealt with, on average. */
  writesBack: number
  /** The code cannot be loaded: no invocation gets as far as the handler. */
  initFails: boolean
  /** Draws the lines in the log: for a record that it cannot process, and for a failure on every record. 0–1 picks among the ways. */
  failureDraw: number
}

/** Code that is well: the defaults of a behaviour. */
export const wellBehaved: Omit<Behaviour, 'baseMs' | 'perRecordMs' | 'initMs'> = {
  noise: 0,
  cpuShare: 0.4,
  baseMb: 90,
  perRecordMb: 0.05,
  failsByChance: 0,
  logsHandled: 0,
  failsOnShare: 0,
  poison: 'throws',
  answer: 'right',
  alwaysFails: false,
  writesBack: 0,
  initFails: false,
  failureDraw: 0,
}

/** The errors of a function's code, as its log has them. */
export interface Failures {
  data: (draw: number) => Failure
  code: (draw: number) => Failure
  passing: Failure
  handled: (draw: number) => Failure
  load: Failure
  killed: Failure
}

/** The state of the service that the code calls: the wait beyond the usual, and the error if the call fails. */
export interface Met {
  extraMs: number
  extraPerRecordMs: number
  failure: Failure | null
}

/** The input of an invocation. */
export interface Given {
  count: number
  /** Where among the records the first stands that the code cannot deal with; −1: none does. */
  poisonedAt: number
  timeoutMs: number
  memoryMb: number
  /** Processor share of the memory that durations were measured at, and of that it has. */
  measuredAtMb: number
  /** The environment crashed before: its start is repeated within this invocation. Milliseconds. */
  againMs: number
  met: Met
}

export interface Outcome {
  /** Without the start of the environment; not over the timeout. Whole milliseconds. */
  durationMs: number
  /** As the mapping sees it; a crash is like a thrown error. */
  result: 'succeeded' | 'threw' | 'timed-out' | 'reported'
  /** As the log has it. */
  ending: Ending
  failure: Failure | null
  usedMb: number
}

const noiseSize = 512

/** Multipliers around 1, drawn once: an invocation picks one. */
function noiseTable(noise: number, random: Random, {durationFactor}: Pick<Laws, 'durationFactor'>): Float64Array {
  return Float64Array.from({length: noiseSize}, () => durationFactor(noise, random))
}

/** Runs one invocation of this version. */
export type Handler = (given: Given) => Outcome

export function createHandler(behaviour: Behaviour, failures: Failures, random: Random, laws: Pick<Laws, 'durationFactor'>): Handler {
  const noise = noiseTable(behaviour.noise, random, laws)
  const dataFailure = failures.data(behaviour.failureDraw)
  const codeFailure = failures.code(behaviour.failureDraw)
  let turn = 0
  return given => {
    const {count, poisonedAt, met} = given
    const place = Math.floor(random.next() * noiseSize)
    const chance = behaviour.failsByChance > 0 && random.chance(behaviour.failsByChance)
    const trips = poisonedAt >= 0 && behaviour.poison !== 'copes'
    const throwsAt = trips && behaviour.poison === 'throws'
    // A handler that throws at a record has worked through those before it; one that reports goes on to the end.
    const worked = throwsAt ? poisonedAt + 1 : count
    const work = workMs(behaviour, worked, given) * (noise[place] as number)
    const wait = met.extraMs + met.extraPerRecordMs * worked
    const needMb = (behaviour.baseMb + behaviour.perRecordMb * worked) * (0.97 + (mix(turn++, place) % 64) / 1000)
    const runs = {work: work + wait, needMb}
    if (behaviour.initFails) return ended(given, {...runs, work: behaviour.initMs}, 'not-started', failures.load)
    if (met.failure !== null) return ended(given, {...runs, work: work * 0.2 + wait}, 'threw', met.failure)
    if (behaviour.alwaysFails) return ended(given, runs, 'threw', codeFailure)
    if (throwsAt) return ended(given, runs, 'threw', dataFailure, failures.killed)
    if (chance) return ended(given, runs, 'threw', failures.passing, failures.killed)
    const logs = !trips && behaviour.logsHandled > 0 && random.chance(behaviour.logsHandled)
    return ended(given, runs, 'returned', trips ? dataFailure : logs ? failures.handled(random.next()) : null, failures.killed)
  }
}

/** Processor time grows as memory shrinks; waiting does not (Lambda Developer Guide, "Configure function memory"). */
function workMs({baseMs, perRecordMs, cpuShare}: Behaviour, worked: number, {memoryMb, measuredAtMb}: Given): number {
  const slower = cpuShareOf(measuredAtMb) / cpuShareOf(memoryMb)
  return (baseMs + perRecordMs * worked) * (1 - cpuShare + cpuShare * slower)
}

/** The first to come: the end, the limit of memory, or the timeout. */
function ended(
  {timeoutMs, memoryMb, againMs}: Given,
  {work, needMb}: {work: number; needMb: number},
  ending: Ending,
  failure: Failure | null,
  killed: Failure | null = null,
): Outcome {
  const usedMb = Math.max(1, Math.min(memoryMb, Math.round(needMb)))
  const isKilled = killed !== null && needMb > memoryMb
  const durationMs = Math.max(1, Math.round(againMs + (isKilled ? (work * memoryMb) / needMb : work)))
  if (durationMs >= timeoutMs) return {durationMs: timeoutMs, result: 'timed-out', ending: 'timed-out', failure: null, usedMb}
  if (isKilled) return {durationMs, result: 'threw', ending: 'exited', failure: killed, usedMb: memoryMb}
  const result = ending !== 'returned' ? 'threw' : failure === null || failure.handled ? 'succeeded' : 'reported'
  return {durationMs, result, ending, failure, usedMb}
}
