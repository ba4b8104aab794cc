import {thresholds} from '../../../src/aws-facts/thresholds.ts'
import type {SelectedPipeline} from '../../../src/changes/plans/pipeline.ts'
import {healthyParts, nowMs} from '../../support/evidence.ts'

/** A healthy pipeline as a plan sees it, but for the given parts. */
export function selection(given: Partial<SelectedPipeline> = {}): SelectedPipeline {
  const parts = healthyParts()
  return {
    nowMs,
    thresholds,
    mapping: parts.mapping,
    mappingArn: `arn:aws:lambda:us-east-1:123456789012:event-source-mapping:${parts.mapping.uuid}`,
    target: parts.function,
    stream: parts.stream,
    lag: calm,
    functionMetrics: parts.functionMetrics,
    mappingMetrics: parts.mappingMetrics,
    tableMetrics: parts.tableMetrics,
    goodRecordsFail: null,
    reportsFailuresSinceMs: null,
    staleStream: null,
    checkpointSeenMs: null,
    ...given,
  }
}

export const calm: NonNullable<SelectedPipeline['lag']> = {
  state: 'ok',
  ageSeconds: 1.2,
  minimumAgeSeconds: 0.5,
  slope: 0,
  throughputRatio: 1,
  scope: 'unknown',
  drainSeconds: null,
  lossAtMs: null,
  lossBy: null,
  onsetAtMs: null,
  floorSeconds: 10,
  stuck: null,
  recurring: false,
  sharedBy: 0,
  completeUntilMs: nowMs - 240_000,
  because: [],
  series: [{atMs: nowMs - 240_000, max: 1.2, p50: 0.5, min: 0.5}],
}
