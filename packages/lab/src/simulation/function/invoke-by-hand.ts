import {mix} from '../engine/random.ts'
import {type Simulation, simulationOf} from '../engine/simulation.ts'
import type {World} from '../engine/world.ts'
import type {Answer} from './behaviour.ts'
import {returnEnvironment} from './environments.ts'
import type {Failure} from './failures.ts'
import {behaviourOf, metricsOf, versionOf} from './functions.ts'
import {invoke} from './invoke.ts'
import {runOf} from './releases.ts'

/** The outcome of an invocation that somebody made by hand. */
export type HandInvocation =
  | {refused: 'ReservedFunctionConcurrentInvocationLimitExceeded' | 'ConcurrentInvocationLimitExceeded'}
  | {
      refused: null
      version: string
      result: 'succeeded' | 'threw' | 'timed-out' | 'reported'
      failure: Failure | null
      answer: Answer
      /** Where among the records the first stands that the code could not deal with; −1 for none. */
      failedAt: number
      timeoutSeconds: number
    }

/** Whether code that fails on a share of the records, or on poisoned ones, fails on the record with this sequence number. */
function fails({tables}: Simulation, sequenceNumber: string, share: number): boolean {
  for (const {partitions} of tables.values()) {
    for (const {sequence, poisoned, shape} of partitions) {
      const index = sequence.indexOf(sequenceNumber)
      if (index < 0 || sequence.of(index) !== sequenceNumber) continue
      return poisoned.includes(index) || (share > 0 && mix(shape.key ^ 0x5eed, index) < share * 2 ** 32)
    }
  }
  return false
}

/**
 * Invoke, RequestResponse: runs the function once, whoever else invokes it. It takes no virtual time, for the answer is due now.
 * @param sequenceNumbers of the stream records in the event, in their order.
 */
export function invokeByHand(
  world: World,
  functionName: string,
  qualifier: string | null,
  sequenceNumbers: readonly string[],
): HandInvocation {
  const simulation = simulationOf(world)
  const run = runOf(simulation, functionName)
  const {nowMs} = world
  const version = versionOf(run, qualifier) ?? '$LATEST'
  const metrics = metricsOf(run, simulation.metrics, qualifier, version)
  if (!simulation.account.admits(run, nowMs)) {
    simulation.metrics.add(metrics.throttles, nowMs, nowMs, 1)
    const reserved = run.lab.reservedConcurrency !== null
    return {refused: reserved ? 'ReservedFunctionConcurrentInvocationLimitExceeded' : 'ConcurrentInvocationLimitExceeded'}
  }
  const {failsOnShare, answer} = behaviourOf(run, version)
  const failedAt = sequenceNumbers.findIndex(one => fails(simulation, one, failsOnShare))
  const begun = invoke(run, version, {count: sequenceNumbers.length, poisonedAt: failedAt, iteratorAgeMs: null}, nowMs)
  returnEnvironment(run.environments, version, begun.environment, nowMs)
  const threw = begun.result === 'threw' || begun.result === 'timed-out'
  simulation.metrics.add(metrics.invocations, nowMs, nowMs, 1)
  simulation.metrics.add(metrics.errors, nowMs, nowMs, threw ? 1 : 0)
  simulation.metrics.add(metrics.duration, nowMs, nowMs, begun.durationMs)
  const {result, failure} = begun
  const timeoutSeconds = run.lab.versions.get(version)?.timeoutSeconds ?? run.lab.timeoutSeconds
  return {refused: null, version, result, failure, answer, failedAt, timeoutSeconds}
}
