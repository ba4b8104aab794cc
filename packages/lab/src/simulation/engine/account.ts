import type {FunctionRun} from '../function/functions.ts'
import type {MetricEmitter} from './metric-store.ts'
import {mix} from './random.ts'
import type {Actor, Schedule} from './schedule.ts'

/** The concurrency that the other functions of the account use. They have no reserved concurrency. */
export interface NeighbourSetup {
  /** Concurrent executions over the seconds since the start, before the limit cuts them off. */
  wanted: (second: number) => number
  /** Duration of their invocations, milliseconds: how many invocations their concurrency stands for. */
  durationMs: number
}

/** The concurrency that all functions of an account share. */
export interface AccountRun {
  /** Executions of the neighbours in this second. */
  neighboursAt(nowMs: number): number
  /** Whether the function may start one more execution. */
  admits(run: FunctionRun, nowMs: number): boolean
}

/** Sum of all reserved concurrency; the rest is the unreserved pool. */
export function reservedTotal(functions: Iterable<FunctionRun>): number {
  let sum = 0
  for (const {lab} of functions) sum += lab.reservedConcurrency ?? 0
  return sum
}

export interface AccountSetup {
  key: number
  startMs: number
  limit: () => number
  functions: ReadonlyMap<string, FunctionRun>
  neighbours: NeighbourSetup
}

export function createAccount({key, startMs, limit, functions, neighbours}: AccountSetup): AccountRun {
  let second = -1
  let used = 0
  const pool = () => limit() - reservedTotal(functions.values())
  const ownUnreserved = () => {
    let sum = 0
    for (const {lab, inFlight} of functions.values()) if (lab.reservedConcurrency === null) sum += inFlight
    return sum
  }
  const neighboursAt = (nowMs: number): number => {
    const now = Math.floor((nowMs - startMs) / 1000)
    if (now !== second) {
      second = now
      // The neighbours' own starts and ends move the number by one or two from second to second.
      const flicker = (mix(key, now) % 3) - 1
      const wanted = Math.round(neighbours.wanted(now))
      used = Math.max(0, Math.min(pool() - ownUnreserved(), wanted <= 0 ? 0 : wanted + flicker))
    }
    return used
  }
  return {
    neighboursAt,
    admits(run, nowMs) {
      const reserved = run.lab.reservedConcurrency
      return reserved === null ? neighboursAt(nowMs) + ownUnreserved() < pool() : run.inFlight < reserved
    },
  }
}

/** Emits the metrics that have no dimensions, once a second. */
export function createAccountMeter(setup: AccountSetup, account: AccountRun, metrics: MetricEmitter, schedule: Schedule): Actor {
  const {functions, neighbours, startMs} = setup
  const series = (name: string) => metrics.series('AWS/Lambda', name, [{}])
  const all = series('ConcurrentExecutions')
  const unreserved = series('UnreservedConcurrentExecutions')
  const claimed = series('ClaimedAccountConcurrency')
  const invocations = series('Invocations')
  const errors = series('Errors')
  const throttles = series('Throttles')
  return {
    at: startMs,
    order: schedule.nextOrder(),
    place: 0,
    run(nowMs) {
      this.at = nowMs + 1000
      const others = account.neighboursAt(nowMs)
      let own = 0
      let ownUnreserved = 0
      for (const run of functions.values()) {
        own += run.inFlight
        if (run.lab.reservedConcurrency === null) ownUnreserved += run.inFlight
      }
      if (others + own === 0) return
      metrics.add(all, nowMs, nowMs, others + own)
      if (others + ownUnreserved > 0) metrics.add(unreserved, nowMs, nowMs, others + ownUnreserved)
      metrics.add(claimed, nowMs, nowMs, others + ownUnreserved + reservedTotal(functions.values()))
      const started = Math.round((others * 1000) / neighbours.durationMs)
      if (started === 0) return
      metrics.add(invocations, nowMs, nowMs, 1, started)
      metrics.add(errors, nowMs, nowMs, 0, started)
      metrics.add(throttles, nowMs, nowMs, 0, started)
    },
  }
}
