import {expect, it} from 'vitest'
import type {Operation} from '../../../src/model/plan/plan.ts'
import {withPastOperations} from '../../../src/use-cases/changes/past-operations.ts'
import {readEvidence} from '../../../src/use-cases/evidence-file.ts'
import {evidence, mapping, nowMs} from '../../support/evidence.ts'

const at = (minutesAgo: number): string => new Date(nowMs - minutesAgo * 60_000).toISOString()
const step = (status: Operation['steps'][number]['status'], before: object, after: object): Operation['steps'][number] => ({
  title: '',
  target: {kind: 'mapping', uuid: mapping().uuid},
  call: {action: 'lambda:UpdateEventSourceMapping', input: {}},
  before: before as Operation['steps'][number]['before'],
  after: after as Operation['steps'][number]['after'],
  why: '',
  risk: null,
  status,
  produced: null,
})
const operation = (given: Partial<Operation> = {}): Operation => ({
  schemaVersion: 1,
  id: 'op',
  tool: '0',
  command: 'configure',
  summary: 'of alice',
  startedAt: at(12),
  endedAt: at(11),
  account: '123456789012',
  caller: 'arn:aws:iam::123456789012:user/alice',
  region: 'us-east-1',
  function: 'orders-projector',
  mapping: mapping().uuid,
  mappingArn: null,
  process: {pid: 1, host: 'laptop-of-alice', seenAt: at(11)},
  status: 'done',
  steps: [
    step('done', {BatchSize: 25, DestinationConfig: {OnFailure: {}}}, {BatchSize: 5, DestinationConfig: {OnFailure: {Destination: 'arn'}}}),
  ],
  undo: [],
  words: null,
  checkpointSeenAt: null,
  restoreAt: null,
  guard: null,
  ...given,
})

const pastOf = (...operations: Operation[]) => {
  const item = Object.values(withPastOperations(evidence(), operations).items.mapping)[0]?.operations
  return item?.state === 'known' ? item.value : null
}

it('keeps the changes in the window, as plain values, and no names of people', () => {
  expect(pastOf(operation())).toEqual([
    {
      id: 'op',
      command: 'configure',
      fromMs: nowMs - 12 * 60_000,
      toMs: nowMs - 11 * 60_000,
      checkpointSeenMs: null,
      changes: [
        {
          what: 'mapping',
          settings: [
            {name: 'BatchSize', before: 25, after: 5},
            {name: 'DestinationConfig', before: null, after: null},
          ],
        },
      ],
    },
  ])
  expect(JSON.stringify(pastOf(operation()))).not.toContain('alice')
})

it('an operation that was taken back changed the settings back', () => {
  const undone = operation({status: 'undone', undo: [step('done', {BatchSize: 5}, {BatchSize: 25})]})
  expect(pastOf(undone)?.[0]?.changes).toEqual([{what: 'mapping', settings: [{name: 'BatchSize', before: 5, after: 25}]}])
})

it.each<[string, Partial<Operation>]>([
  ['of another mapping', {mapping: 'another'}],
  ['of another region', {region: 'eu-west-1'}],
  ['of another function, without a mapping', {mapping: null, function: 'other'}],
  ['of before the window', {startedAt: at(300), endedAt: at(299)}],
  ['that called nothing', {steps: [step('pending', {BatchSize: 25}, {BatchSize: 5})]}],
])('is not kept: an operation %s', (_name, given) => {
  expect(pastOf(operation(given))).toEqual([])
})

it('is saved with the evidence and read again', async () => {
  const saved = withPastOperations(evidence(), [operation()])
  expect(await readEvidence(JSON.stringify(saved))).toEqual(saved)
})
