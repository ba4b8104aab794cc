import type {Alarm, LogErrors, LoggedError, LogReports} from '../../src/model/evidence.ts'
import {nowMs} from './evidence.ts'

const logGroup = '/aws/lambda/orders-projector'
const hour = {fromMs: nowMs - 3_600_000, toMs: nowMs}

/** REPORT lines of an hour of a function that is well and warm. */
export const logReports = (given: Partial<LogReports> = {}): LogReports => ({
  logGroup,
  ...hour,
  invocations: 3600,
  coldStarts: 2,
  restores: 0,
  initP50Ms: 400,
  initP95Ms: 420,
  initP99Ms: 420,
  initMaximumMs: 420,
  initSumMs: 800,
  durationSumMs: 468_000,
  billedSumMs: 472_000,
  memorySizeMb: 512,
  usedMemoryMaximumMb: 140,
  periods: [],
  bytesScanned: 1_000_000,
  ...given,
})

const loggedError = (given: Partial<LoggedError>): LoggedError => ({
  kind: 'exception',
  type: 'Error',
  count: 12,
  requests: 12,
  firstMs: nowMs - 1_800_000,
  lastMs: nowMs - 240_000,
  sample: 'ERROR Error: boom',
  host: null,
  deniedAction: null,
  deniedResource: null,
  sequenceNumbers: [],
  ...given,
})

export const logErrors = (...errors: Partial<LoggedError>[]): LogErrors => ({
  logGroup,
  ...hour,
  errors: errors.map(loggedError),
  bytesScanned: 1_000_000,
})

/** A metric alarm of the function that acts and sees a consumer that is gone. */
export const alarm = (
  metricName: string,
  given: Partial<Alarm> = {},
  dimensions: Record<string, string> = {FunctionName: 'orders-projector'},
): Alarm => ({
  name: `orders-projector ${metricName}`,
  kind: 'metric',
  state: 'OK',
  actionsEnabled: true,
  actions: 1,
  treatMissingData: 'breaching',
  threshold: 30_000,
  comparison: 'GreaterThanThreshold',
  periodSeconds: 60,
  metrics: [{namespace: 'AWS/Lambda', metricName, dimensions, statistic: 'Maximum'}],
  rule: null,
  ...given,
})
