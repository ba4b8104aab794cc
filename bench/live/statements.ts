import type {Evidence} from '../../src/model/evidence/evidence.ts'
import {between} from '../../src/model/evidence/series.ts'

/** The facts that one incident gives about the statements. */
export interface Observed {
  incident: string
  evidence: Evidence | null
  /** How long the mapping was in transition after each update, seconds. */
  transitionSeconds: readonly number[]
}

export type Judgement = {verdict: 'verified' | 'refuted'; seen: string} | null

/** A sentence of docs/lab.md that no document of AWS settles. */
export interface Statement {
  id: string
  /** The incidents that can settle it. */
  incidents: readonly string[]
  /** Null where this incident does not show it. */
  judge(observed: Observed): Judgement
}

const minuteMs = 60_000
const judged = (holds: boolean, seen: string): Judgement => ({verdict: holds ? 'verified' : 'refuted', seen})

const resultOf = ({evidence}: Observed): string | null => {
  const [item] = Object.values(evidence?.items.mapping ?? {})
  return item?.mapping.state === 'known' ? item.mapping.value.lastProcessingResult : null
}

const metricsOf = ({evidence}: Observed) => {
  const [item] = Object.values(evidence?.items.function ?? {})
  return item?.functionMetrics.state === 'known' ? item.functionMetrics.value : null
}

/** The newest minute of a metric, epoch milliseconds. */
function newestMs(observed: Observed): number | null {
  const metrics = metricsOf(observed)
  return metrics === null ? null : (between(metrics['Invocations.Sum'], 0, observed.evidence?.takenAt ?? 0).at(-1)?.atMs ?? null)
}

const result = (id: string, incident: string, words: RegExp): Statement => ({
  id,
  incidents: [incident],
  judge: observed => {
    const seen = resultOf(observed)
    return seen === null || seen === 'No records processed' ? null : judged(words.test(seen), seen)
  },
})

/** In the order of the table in docs/lab.md. */
export const statements: readonly Statement[] = [
  {
    id: 'transition',
    incidents: ['disabled', 'filter', 'partial-response'],
    judge: ({transitionSeconds}) =>
      transitionSeconds.length === 0
        ? null
        : judged(
            transitionSeconds.every(seconds => seconds >= 15 && seconds <= 120),
            transitionSeconds.map(seconds => `${Math.round(seconds)} s`).join(', '),
          ),
  },
  {
    id: 'publication',
    incidents: ['healthy', 'poison-record', 'slow'],
    judge: observed => {
      const atMs = newestMs(observed)
      if (atMs === null || observed.evidence === null) return null
      const seconds = (observed.evidence.takenAt - atMs - minuteMs) / 1000
      return judged(seconds <= 240, `the newest minute ended ${Math.round(seconds)} s before`)
    },
  },
  {
    id: 'retry-pause',
    incidents: ['failing-function'],
    judge: observed => {
      const [metrics, atMs] = [metricsOf(observed), newestMs(observed)]
      if (metrics === null || atMs === null) return null
      // Four shards at most, each with a pause of 10 s to 120 s at the end.
      const perMinute = between(metrics['Errors.Sum'], atMs - 3 * minuteMs, atMs).map(({value}) => value)
      return perMinute.length === 0 ? null : judged(Math.max(...perMinute) <= 24, `${perMinute.join(', ')} attempts a minute`)
    },
  },
  result('result-after-failure', 'failing-function', /^PROBLEM: Function call failed/),
  result('result-without-permission', 'permission-removed', /^PROBLEM: internal Lambda error/),
]

/** A statement with its outcome in a run. */
export interface Settled {
  id: string
  verdict: 'verified' | 'refuted' | 'open'
  seen: string[]
}

export function settle(observations: readonly Observed[]): Settled[] {
  return statements.map(({id, incidents, judge}) => {
    const judgements = observations.filter(({incident}) => incidents.includes(incident)).flatMap(one => judge(one) ?? [])
    const verdict = judgements.length === 0 ? 'open' : judgements.every(one => one.verdict === 'verified') ? 'verified' : 'refuted'
    return {id, verdict, seen: judgements.map(({seen}) => seen)}
  })
}
