import {describe, expect, it} from 'vitest'
import type {Claim, Reality} from '../../bench/accuracy/claims/claim.ts'
import {judgeClaim} from '../../bench/accuracy/claims/index.ts'
import {type LabTruth, openLab} from '../../packages/lab/src/entrance.ts'

export const minuteMs = 60_000
/** A whole minute, an hour after the onset. */
export const nowMs = Date.UTC(2026, 10, 2, 12, 0)
export const onsetMs = nowMs - 60 * minuteMs

/** "2026-11-02T11:00Z": minutes before now. */
export const minutesAgo = (minutes: number): string => `${new Date(nowMs - minutes * minuteMs).toISOString().slice(0, 16)}Z`

type Invoked = ReturnType<LabTruth['invocations']>

/** Sixty invocations a minute of 100 ms and ten records; none fails. */
const calm: Invoked = {
  count: 60,
  failed: 0,
  timedOut: 0,
  notStarted: 0,
  medianMs: 100,
  longestMs: 400,
  meanMs: 120,
  recordsEach: 10,
  starts: 0,
  startMs: 0,
  workMs: 7200,
  oldestSeconds: 1,
  youngestSeconds: 0.5,
  mostMb: 100,
  sizesMb: [256],
  errors: [],
  laneUse: 0.12,
}

interface Changes extends Partial<Omit<LabTruth, 'mapping' | 'function' | 'table'>> {
  /** The values of a minute before the onset and of one since. Counts grow with the window. */
  before?: Partial<Invoked>
  since?: Partial<Invoked>
  /** Records written a minute, before the onset and since. */
  writes?: [number, number]
  mapping?: Partial<LabTruth['mapping']>
  settings?: Partial<LabTruth['mapping']['settings']>
  function?: Partial<NonNullable<LabTruth['function']>> | null
  table?: Partial<LabTruth['table']>
}

const sums = ['count', 'failed', 'timedOut', 'notStarted', 'starts', 'startMs', 'workMs'] as const

function invokedIn(one: Invoked, minutes: number): Invoked {
  return {...one, ...Object.fromEntries(sums.map(name => [name, one[name] * minutes]))}
}

let healthy: LabTruth | null = null

/** A simulation is opened once, for the settings that nobody cares about. */
function healthyTruth(): LabTruth {
  healthy ??= openLab({incident: 'healthy', seed: 1, at: {second: 3 * 3600, nearMs: nowMs}}).truth()
  if (healthy === null) throw new Error('The lab has no mapping.')
  return healthy
}

/** The true state, without a simulation: an hour of trouble after two calm ones, with these changes. */
export function realityOf({before = {}, since = {}, writes = [600, 600], mapping, settings, table, ...changes}: Changes = {}): Reality {
  const opened = healthyTruth()
  const truth: LabTruth = {
    ...opened,
    nowMs,
    startMs: nowMs - 180 * minuteMs,
    lanes: [],
    invocations: (fromMs, toMs) =>
      invokedIn({...calm, ...before, ...(fromMs < onsetMs ? {} : since)}, Math.max(0, toMs - fromMs) / minuteMs),
    throttles: () => 0,
    returned: () => 0,
    written: (fromMs, toMs) =>
      (Math.max(0, Math.min(toMs, onsetMs) - fromMs) / minuteMs) * writes[0] +
      (Math.max(0, toMs - Math.max(fromMs, onsetMs)) / minuteMs) * writes[1],
    refusedWrites: () => 0,
    ...changes,
    mapping: {...opened.mapping, ...mapping, settings: {...opened.mapping.settings, ...settings}},
    function: changes.function === null || opened.function === null ? null : {...opened.function, ...changes.function},
    table: {...opened.table, ...table},
  }
  return {truth, onsetMs}
}

/** One concurrent batch of a shard whose oldest record waits so long, and whose present batch failed so often. */
export const lane = (waitsSeconds: number | null, attempts = 0, pending = 100): LabTruth['lanes'][number] => ({
  shardId: 'shardId-1',
  pending: waitsSeconds === null ? 0 : pending,
  oldestWrittenMs: waitsSeconds === null ? null : nowMs - waitsSeconds * 1000,
  batchEndWrittenMs: waitsSeconds === null ? null : nowMs - waitsSeconds * 1000,
  attempts,
})

export type Row = [sentence: string, reality: Changes, expected: 'true' | 'false']

/** Each sentence as expected, and each rule with a sentence that is true and one that is just false. */
export function judgesAll(name: string, claims: readonly Claim[], rows: readonly Row[]): void {
  describe(name, () => {
    it.each(rows)('%s, %j: %s', (sentence, changes, expected) => {
      expect(judgeClaim(sentence, realityOf(changes))).toBe(expected)
    })

    it.each(claims.map(({pattern}) => pattern))('%s has a true and a false sentence', pattern => {
      const expected = rows.filter(([sentence]) => claims.find(one => one.pattern.test(sentence))?.pattern === pattern).map(row => row[2])
      expect([...new Set(expected)].sort()).toEqual(['false', 'true'])
    })
  })
}
