import {type Connection, disconnect, forgetCredentials} from '../../aws/index.ts'
import {prices} from '../../aws-facts/prices.ts'
import {UserError} from '../../model/user-error.ts'
import {isCurrent, type PipelineLag, type Sample} from '../../model/watch/iterator-age.ts'
import type {UntilRule, WatchEnd} from '../../model/watch/watch.ts'
import {epochMs} from '../../text/units.ts'
import {connectFor} from '../connect.ts'
import {type AgesOptions, lagReader} from './iterator-age.ts'
import type {WatchAction} from './watch-state.ts'

export interface WatchOptions extends AgesOptions {
  intervalSeconds: number
  /** How many samples, or null for no end. */
  count: number | null
  until: UntilRule | null
  timeoutSeconds: number | null
}

/** The watching side: it gets the news, waits between the samples, and may leave. */
export interface Watcher {
  tell: (action: WatchAction) => void
  /** Answers by how many milliseconds it took longer than it should, by the wall clock: this machine slept. */
  pause: (ms: number) => Promise<number>
  left: AbortSignal
}

/**
 * Samples every interval until a rule ends it. An error of the first sample is thrown; later ones are told, and it samples again: somebody
 * signs in again, a throttle passes, a laptop wakes. One connection serves all samples. Time is AWS's; while AWS does not answer, the
 * intervals count.
 */
export async function watch(connection: Connection, options: WatchOptions, {tell, pause, left}: Watcher): Promise<WatchEnd> {
  const {intervalSeconds, count, until, timeoutSeconds} = options
  const aws = connectFor(connection, options)
  const sample = lagReader(aws, options)
  let startedMs: number | undefined
  let nowMs = 0
  let sleptMs = 0
  try {
    for (let n = 1; ; n++) {
      try {
        const seen = await sample()
        nowMs = epochMs(seen.at)
        tell({kind: 'sample', sample: seen, usdPerHour: usdPerHour(seen, intervalSeconds), sleptSeconds: sleptMs / 1000})
        sleptMs = 0
        if (until !== null && isReached(until, seen)) return 'until'
      } catch (error) {
        if (!(error instanceof UserError) || startedMs === undefined) throw error
        // The next sample finds whatever somebody signed in with meanwhile.
        if (error.code === 'E_CREDENTIALS' || error.code === 'E_EXPIRED_TOKEN') await forgetCredentials(aws)
        nowMs += intervalSeconds * 1000
        // AWS's own words often have no full stop, and who tells it goes on with a sentence.
        tell({kind: 'trouble', trouble: {message: error.message.replace(/(?<![.!?])$/, '.'), hints: error.hints}})
      }
      startedMs ??= nowMs
      const leftMs = timeoutSeconds === null ? Number.POSITIVE_INFINITY : startedMs + timeoutSeconds * 1000 - nowMs
      if (left.aborted) return 'left'
      if (count !== null && n >= count) return 'count'
      if (leftMs <= 0) return 'timeout'
      sleptMs += await pause(Math.min(intervalSeconds * 1000, leftMs))
      if (left.aborted) return 'left'
    }
  } finally {
    disconnect(aws)
  }
}

/** Metrics are read at most once a minute, whatever the interval; all other requests of a watch are free. */
const usdPerHour = ({metricsPerReading}: Sample, intervalSeconds: number): number =>
  (3600 / Math.max(60, intervalSeconds)) * metricsPerReading * prices.perMetricRequested

const isEmpty = (pipeline: PipelineLag): boolean =>
  isCurrent(pipeline) && (pipeline.lag.ageSeconds ?? 0) <= Math.max(pipeline.lag.floorSeconds, pipeline.lag.thresholdSeconds)

function isReached(rule: UntilRule, {pipelines}: Sample): boolean {
  switch (rule) {
    case 'ok':
      return pipelines.every(isCurrent)
    case 'drained':
      return pipelines.every(isEmpty)
    case 'stalled':
      return pipelines.some(({lag}) => lag.state === 'stalled' || lag.state === 'stopped' || lag.state === 'losing')
  }
}
