import type {LogStarts} from '../../src/model/evidence/evidence.ts'
import {nowMs} from './evidence.ts'

/** Starts with this version of the runtime, from so many minutes ago to so many. */
export const start = (runtimeVersion: string, firstAgo: number, lastAgo: number, version = '$LATEST'): LogStarts['starts'][number] => ({
  version,
  runtimeVersion,
  runtimeVersionArn: `arn:aws:lambda:us-east-1::runtime:${runtimeVersion.split('.').at(-1)}`,
  count: 3,
  firstMs: nowMs - firstAgo * 60_000,
  lastMs: nowMs - lastAgo * 60_000,
})

export const logStarts = (starts: LogStarts['starts'] = [start('nodejs:22.v35', 55, 5)]): LogStarts => ({
  logGroup: '/aws/lambda/orders-projector',
  fromMs: nowMs - 3_600_000,
  toMs: nowMs,
  starts,
  bytesScanned: 1000,
})
