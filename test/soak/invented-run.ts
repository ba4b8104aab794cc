import {draw} from '../../bench/soak/draw.ts'
import type {Facts, Phase, Snapshot} from '../../bench/soak/facts.ts'
import type {RecordCount} from '../../packages/lab/src/simulation/engine/conservation.ts'
import type {Operation} from '../../src/model/plan/plan.ts'
import {operation, record} from '../changes/invented.ts'

export const lockTag = 'ddbstream:lock'
export const mappingArn = 'arn:m'

export const count = (given: Partial<RecordCount> = {}): RecordCount => ({
  mapping: 'm',
  written: 100,
  processed: 90,
  filtered: 0,
  dropped: {retries: 0, age: 0, delivery: 0},
  destination: 0,
  trimmed: 0,
  skipped: 0,
  pending: 10,
  ...given,
})

export const snapshot = (given: Partial<Snapshot> = {}): Snapshot => ({
  shown: {
    'mapping m': {State: 'Enabled', BatchSize: 100, FunctionArn: 'arn:f', EventSourceArn: 'arn:s', MaximumRetryAttempts: -1},
    'alias live': {FunctionVersion: '6', Weights: {}},
    concurrency: {ReservedConcurrentExecutions: null},
  },
  tags: {[mappingArn]: {team: 'orders'}},
  counts: [count()],
  taken: {},
  nowMs: Date.parse('2026-11-02T10:00:00Z'),
  ...given,
})

/** The same account with other settings of one target. */
export const shown = (target: string, settings: Record<string, unknown>): Snapshot['shown'] => {
  const all = snapshot().shown
  return {...all, [target]: {...all[target], ...settings}}
}

export const report = (outcome: string, exitCode = 0): Phase['ended'] => ({kind: 'report', outcome, exitCode, flow: null})
export const error = (code: string, exitCode: number): Phase['ended'] => ({kind: 'error', code, exitCode, message: code})

/** An operation that sets the batch size to 200. */
export const sized = (given: Partial<Operation> = {}): Operation =>
  operation({steps: [record({BatchSize: 100}, {BatchSize: 200})], ...given})

/** The steps that took it back. */
export const backTo100 = [record({BatchSize: 200}, {BatchSize: 100})]

export const phase = (given: Partial<Phase> = {}): Phase => ({
  name: 'change',
  ended: report('nothing-to-do'),
  plan: null,
  operations: [],
  warnings: [],
  notes: [],
  litter: [],
  after: snapshot(),
  ...given,
})

/** A run in which nothing was drawn that excuses anything. */
export const run = (phases: readonly Phase[], given: Partial<Facts> = {}): Facts => ({
  drawn: {...draw(1), troubles: [], undoTroubles: [], byHand: null, other: null, between: 'nothing'},
  start: snapshot(),
  phases,
  byHand: null,
  ...given,
})
