import type {LogReports} from '../../src/model/evidence.ts'
import {nowMs} from './evidence.ts'

const logGroup = '/aws/lambda/orders-projector'

/** REPORT lines of an hour of a function that is well and warm. */
export const logReports = (given: Partial<LogReports> = {}): LogReports => ({
  logGroup,
  fromMs: nowMs - 3_600_000,
  toMs: nowMs,
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
