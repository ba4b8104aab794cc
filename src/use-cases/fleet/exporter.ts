import type {Report} from '../../model/report/report.ts'
import {UserError} from '../../model/user-error.ts'

/** The state of an exporter: the newest sample, and its counts since it began. */
export interface ExporterState {
  /** Null when the newest sample failed: an earlier report does not show the present state. */
  report: Report | null
  samples: number
  failures: number
  /** Why the newest sample failed. */
  failure: string | null
  /** How long the newest sample took. */
  sampleSeconds: number
  /** Requests to AWS by action, of all samples. */
  requests: Record<string, number>
}

export interface Exporter {
  /** The newest state; asks AWS again, beside, when it is older than the metrics change. */
  scrape: () => ExporterState
  /** The newest state, without a request to AWS. */
  state: () => ExporterState
  /** Ends when the sample that is under way has ended. */
  settled: () => Promise<void>
}

/**
 * Samples when somebody scrapes and never more often than every `everyMs`: scrapes ask AWS no faster than its metrics change, and an exporter
 * that nobody scrapes asks nothing. `nowMs` is a clock that never goes back.
 */
export function exporter(sample: () => Promise<Report | null>, everyMs: number, nowMs: () => number): Exporter {
  const state: ExporterState = {report: null, samples: 0, failures: 0, failure: null, sampleSeconds: 0, requests: {}}
  let startedMs = Number.NEGATIVE_INFINITY
  let running: Promise<void> | null = null

  const lookOnce = async (): Promise<void> => {
    startedMs = nowMs()
    state.samples += 1
    try {
      state.report = await sample()
      state.failure = null
      for (const [action, n] of Object.entries(state.report?.usage.requests ?? {}))
        state.requests[action] = (state.requests[action] ?? 0) + n
    } catch (error) {
      state.report = null
      state.failures += 1
      state.failure = error instanceof UserError ? error.message : String(error)
    }
    state.sampleSeconds = (nowMs() - startedMs) / 1000
    running = null
  }

  return {
    scrape() {
      if (running === null && nowMs() - startedMs >= everyMs) running = lookOnce()
      return state
    },
    state: () => state,
    settled: async () => {
      await running
    },
  }
}
