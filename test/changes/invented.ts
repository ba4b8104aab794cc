import type {Operation, Settings, StepRecord, Target} from '../../src/model/plan/plan.ts'

export const mappingTarget: Target = {kind: 'mapping', uuid: 'm'}

export const record = (before: Settings, after: Settings, given: Partial<StepRecord> = {}): StepRecord => ({
  title: 'Change it',
  target: mappingTarget,
  call: {action: 'lambda:UpdateEventSourceMapping', input: {UUID: 'm', ...after}},
  before,
  after,
  why: 'Because.',
  risk: null,
  status: 'done',
  produced: null,
  ...given,
})

export const operation = (given: Partial<Operation> = {}): Operation => ({
  schemaVersion: 1,
  id: 'op',
  tool: '0.0.0',
  command: 'restart',
  summary: 'Restart it.',
  startedAt: '2026-11-25T07:00:00.000Z',
  endedAt: null,
  account: '123456789012',
  caller: 'arn:aws:iam::123456789012:user/kim',
  region: 'us-east-1',
  function: 'orders-projector',
  mapping: 'm',
  recordsPerMinute: null,
  mappingArn: 'arn:aws:lambda:us-east-1:123456789012:event-source-mapping:m',
  process: {pid: 1, host: 'here', seenAt: '2026-11-25T07:00:00.000Z'},
  status: 'running',
  steps: [],
  undo: [],
  words: null,
  checkpointSeenAt: null,
  restoreAt: null,
  guard: null,
  ...given,
})
