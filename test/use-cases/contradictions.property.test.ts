import fc from 'fast-check'
import {expect, test} from 'vitest'
import {retentionSeconds} from '../../src/aws-facts/limits.ts'
import {diagnose} from '../../src/diagnosis/diagnose.ts'
import type {Evidence} from '../../src/model/evidence/evidence.ts'
import type {PipelineReport, Report} from '../../src/model/report/report.ts'
import {human} from '../../src/reports/doctor/human.ts'
import {epochMs} from '../../src/text/units.ts'
import {anyEvidence} from '../support/any-evidence.ts'
import {anyLag, evidenceOfLag} from '../support/any-lag.ts'
import {times} from '../support/sample.ts'

/** Whether a report says both. `text` is the human report in one line. */
type Exclusion = (pipeline: PipelineReport, text: string, report: Report) => boolean

const calm = ['ok', 'idle']
const first = ({causes}: PipelineReport) => causes[0]?.id ?? null
const lossMs = ({lag}: PipelineReport) => (lag.lossAt === null ? null : epochMs(lag.lossAt))

/** Pairs of which a report says one at most. */
const exclusions: Record<string, Exclusion> = {
  'ok, and an age above the alarm and the floor': ({lag}) =>
    lag.state === 'ok' && (lag.ageSeconds ?? 0) > Math.max(lag.floorSeconds, lag.thresholdSeconds),
  'an age that is normal up to less than itself': ({lag}, text) =>
    text.includes('normal up to') && (lag.ageSeconds ?? 0) > lag.floorSeconds,
  'behind, and an age that is normal': ({lag}) => lag.state === 'behind' && (lag.ageSeconds ?? 0) <= lag.floorSeconds,
  'falling behind, and drained': ({lag}) => lag.state === 'slow' && lag.drainSeconds !== null && (lag.ageSeconds ?? 0) <= lag.floorSeconds,
  'neither catching up nor falling behind, and growing or shrinking': (_, text) =>
    /neither catching up.*(growing|shrinking) [0-9.]+ s per second/.test(text.split(' Findings')[0] ?? ''),
  'delivered as they arrive, and no batch in an hour': ({lag}, text) =>
    /^[A-Z ]+Records are delivered as they arrive/m.test(text) && (lag.series ?? []).slice(-60).every(({max}) => max === null),
  'healthy, and late': ({verdict, lag, causes}) =>
    verdict === 'healthy' && !calm.includes(lag.state) && lag.state !== 'recovering' && causes.length === 0,
  'healthy, and blocked or stopped or losing': ({verdict, lag}) =>
    verdict === 'healthy' && ['stalled', 'stopped', 'losing'].includes(lag.state),
  'nothing is wrong now, and a lag': ({lag}, text) => text.includes('Nothing is wrong now') && !calm.includes(lag.state),
  // After a change of which CloudWatch shows nothing yet, the loss that was near before it still is.
  'records are lost, and nothing waits': ({lag, repair}) =>
    (calm.includes(lag.state) || (lag.state === 'unknown' && repair === null)) && lag.lossAt !== null,
  'lost by something, and no loss': ({lag}) => (lag.lossAt === null) !== (lag.lossBy === null),
  'since, and in no time': (_, text) => /\bin 0 s\b/.test(text),
  'a loss in the past': (pipeline, _, {takenAt}) => (lossMs(pipeline) ?? Number.POSITIVE_INFINITY) < epochMs(takenAt),
  'an onset in the future': ({lag}, _, {takenAt}) => lag.onsetAt !== null && epochMs(lag.onsetAt) > epochMs(takenAt),
  'a record older than the stream keeps it': ({lag}) => (lag.ageSeconds ?? 0) > retentionSeconds,
  'a negative age': ({lag}) => (lag.ageSeconds ?? 0) < 0,
  'the youngest batch is older than the oldest': ({lag}, text) =>
    text.includes('· youngest batch') && lag.ageSeconds !== null && (lag.minimumAgeSeconds ?? 0) > lag.ageSeconds,
  'one shard, and all shards are blocked': (pipeline, text) =>
    first(pipeline) === 'poison-record' && text.includes('all shards are blocked'),
  'it carries all of it, and that is why it lags': (_, text) =>
    /carries (9[89]|1\d\d) % of it|keeps? up with only (9[89]|1\d\d) %/.test(text),
  'no record to deliver, and records that wait': ({lag}) =>
    lag.state === 'idle' && lag.ageSeconds !== null && lag.ageSeconds > Math.max(lag.floorSeconds, lag.thresholdSeconds),
  'an update that keeps the position, and one that skips records': (_, text) =>
    text.includes('from the same position') && text.includes('may be skipped'),
  'delivered afterwards, and stopped until somebody enables it': (_, text) =>
    /until the mapping is enabled again\.[^.]*delivered afterwards/.test(text),
  'a stop of polling where none is': ({causes}, text) =>
    first({causes} as PipelineReport) === 'mapping-disabled' && (text.split(' Findings')[0] ?? '').includes('Polling pauses'),
  'filtered out for good, and lost later': ({lag}, text) =>
    /no record can match the filters|filters drop every record/.test(text) && lag.lossAt !== null,
  'at a time, and more hours away than the retention, without a rate': (_, text) => /in \d+ h( \d+ min)?\), by a retention/.test(text),
  'no action needed, and a change': (_, text) => /No action needed.*--set .* Findings/.test(text),
  'OK, and a harmful cause': ({verdict, causes}) =>
    verdict === 'healthy' && causes.some(({harmful, beforeChange}) => harmful && !beforeChange),
  'blocked or stopped, and explained by a passing cause': ({lag, causes}) =>
    ['stalled', 'stopped', 'losing'].includes(lag.state) && causes[0]?.passes === true,
  'stopped, and a read of the stream that is delivered': ({lag}) => lag.state === 'stopped' && lag.slope !== null,
}

/** A problem that AWS names, records that are written, and no batch: never healthy, whatever else is not known. */
function isUndelivered({items, pipelines: [pipeline]}: Evidence): boolean {
  const ids = pipeline?.ids
  const of = ids && items.mapping[ids.mapping]?.mapping
  const metrics = ids && items.function[ids.function]?.functionMetrics
  const table = ids && items.stream[ids.stream]?.tableMetrics
  if (of?.state !== 'known' || metrics?.state !== 'known' || table?.state !== 'known') return false
  const written = table.value['ConsumedWriteCapacityUnits.Sum'].values.slice(-60, -30).some(value => (value ?? 0) > 0)
  const batches = (['IteratorAge.Maximum', 'IteratorAge.Minimum', 'IteratorAge.p50', 'IteratorAge.SampleCount'] as const).some(name =>
    metrics.value[name].values.some(value => value !== null),
  )
  return of.value.lastProcessingResult?.startsWith('PROBLEM') === true && written && !batches
}

const tool = {name: 'ddbstream', version: '0.0.0'} as const

function contradictions(given: Evidence): string[] {
  const report = diagnose(given, {only: [], skip: []}, tool)
  const text = human(report, {columns: 200, colour: false, unicode: true, verbose: true}).replace(/\s+/g, ' ')
  const [pipeline] = report.pipelines
  if (!pipeline) return ['no pipeline']
  return [
    ...Object.entries(exclusions).flatMap(([name, both]) => (both(pipeline, text, report) ? [name] : [])),
    ...(isUndelivered(given) && pipeline.verdict === 'healthy' ? ['healthy, and nothing is delivered'] : []),
  ]
}

test('no report on a plausible lag says two things that exclude each other', () => {
  fc.assert(
    fc.property(anyLag, draw => void expect(contradictions(evidenceOfLag(draw))).toEqual([])),
    {numRuns: times(40, 150)},
  )
})

test('no report on any evidence says two things that exclude each other', () => {
  fc.assert(
    fc.property(anyEvidence, given => void expect(contradictions(given)).toEqual([])),
    {numRuns: times(15, 40)},
  )
})
