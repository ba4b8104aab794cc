import type {LagReport} from '../../src/model/report/report.ts'
import type {PipelineLag, Sample} from '../../src/model/watch/iterator-age.ts'

const startMs = Date.UTC(2026, 10, 23, 0, 0)
const minute = (i: number): string => new Date(startMs + i * 60_000).toISOString()

/** The lag of a pipeline that is well, but for the given parts. */
export const lagOf = (given: Partial<LagReport> = {}): LagReport => ({
  state: 'ok',
  ageSeconds: 1,
  minimumAgeSeconds: 0.5,
  slope: 0,
  throughputRatio: 1,
  scope: 'unknown',
  drainSeconds: null,
  lossAt: null,
  lossBy: null,
  onsetAt: null,
  floorSeconds: 10,
  thresholdSeconds: 30,
  because: [],
  series: Array.from({length: 180}, (_, i) => ({
    at: minute(i),
    max: i < 178 ? 1 : null,
    p50: i < 178 ? 0.5 : null,
    min: i < 178 ? 0.2 : null,
  })),
  ...given,
})

export const pipelineOf = (name: string, lag: Partial<LagReport> = {}, given: Partial<PipelineLag> = {}): PipelineLag => ({
  at: minute(180),
  function: name,
  qualifier: null,
  table: 'orders',
  mapping: `uuid-of-${name}`,
  region: 'us-east-1',
  openShards: 4,
  lastChange: null,
  newestPointAt: minute(177),
  recent: {minutes: 15, errors: 0, throttles: 0, recordsReadPerMinute: 530},
  lossSoon: false,
  lag: lagOf(lag),
  ...given,
})

/** A look `minutes` after 03:00 UTC. */
export const sampleOf = (pipelines: PipelineLag[], minutes = 0): Sample => ({
  at: minute(180 + minutes),
  region: 'us-east-1',
  pipelines: pipelines.map(pipeline => ({...pipeline, at: minute(180 + minutes)})),
  metricsPerReading: 11,
  missing: [],
  withoutSurroundings: 0,
  usage: {requests: {'lambda:ListEventSourceMappings': 1}, usd: 0.0001},
})
