import {describe, expect, it} from 'vitest'
import type {ChangeReport, UndoReport} from '../../../src/model/plan/change-report.ts'
import {cannotBeUndone, type Operation, type Plan, type StepRecord, type Target} from '../../../src/model/plan/plan.ts'
import {changeText, preview} from '../../../src/reports/changes/change.ts'
import {history, undone} from '../../../src/reports/changes/journal.ts'
import {operation, record} from '../../changes/invented.ts'

const style = {columns: 80, colour: false, unicode: true, verbose: false}
const target: Target = {
  kind: 'stream-mapping',
  functionArn: 'arn:aws:lambda:us-east-1:123456789012:function:orders-projector:live',
  eventSourceArn: 'arn:aws:dynamodb:us-east-1:123456789012:table/orders/stream/2026-11-22T10:00:00.000',
  tags: {},
}
const Mapping = {
  FunctionName: target.functionArn,
  Enabled: true,
  BatchSize: 100,
  FilterCriteria: {Filters: []},
  DestinationConfig: {OnFailure: {Destination: ''}},
}
const made = (given: Partial<StepRecord> = {}) => record({Mapping: null}, {Mapping}, {target, ...given})
const deleted = (risk: string | null) => record({Mapping}, {Mapping: null}, {target, risk})

const plan: Plan = {
  command: 'remap',
  summary: 'Map it.',
  function: 'orders-projector',
  qualifier: 'live',
  mapping: 'old',
  seen: null,
  steps: [],
  waiting: null,
  risks: [],
  notes: [],
  alarms: null,
  guard: null,
  restoreAfterSeconds: null,
}
const scope = {account: '123456789012', caller: null, region: 'us-east-1'}

function ended(step: StepRecord, flow: ChangeReport['flow'] = null): string {
  const done = operation({command: 'remap', status: 'done', steps: [step]})
  return changeText({schemaVersion: 1, scope, outcome: 'done', plan: {...plan, steps: [step]}, lock: null, operation: done, flow}, style)
}

describe('the end of a remap to the latest stream', () => {
  it('says whether a batch of that stream was seen, and names the command that deletes the old mapping', () => {
    expect(ended(made(), 'seen')).toMatch(
      /A batch of the latest stream has succeeded\..*Then: delete the old mapping.*ddbstream remap orders-projector:live .*--mapping old\s.*--stream latest.*ddbstream undo op/s,
    )
    expect(ended(made(), 'not-seen')).toMatch(/But no batch of the latest stream has succeeded/)
  })
  it('offers undo after the old mapping is deleted, while its stream is there', () => {
    expect(ended(deleted('Its position is lost.'))).toMatch(/ddbstream undo op/)
    expect(ended(deleted(cannotBeUndone))).not.toMatch(/undo|Then: delete/)
  })
})

describe('undo', () => {
  const scope = {account: '123456789012', caller: null, region: 'us-east-1'}
  const of = (given: Partial<UndoReport>, change: Partial<Operation> = {}) =>
    undone({schemaVersion: 1, scope, outcome: 'planned', operation: operation(change), steps: [], gone: [], ...given}, style).replaceAll(
      /\s+/g,
      ' ',
    )
  const planned = (step: StepRecord) => of({steps: [step]})
  it('names the function, and the records that wait, with their number where the plan had it', () => {
    const update = record({BatchSize: 50}, {BatchSize: 25})
    expect(of({steps: [update]})).toMatch(
      /^undo op of orders-projector: .*Records Polling pauses for up to several minutes\. Records that are written/,
    )
    expect(of({steps: [update]}, {recordsPerMinute: 81})).toContain(
      'Records that are written meanwhile wait: about 81 a minute when the change was planned.',
    )
  })
  it.each<[UndoReport['outcome'], StepRecord[], RegExp]>([
    ['nothing-to-do', [], /The mapping m no longer exists\. Nothing to undo; close it: ddbstream history --forget op$/],
    ['planned', [], /The mapping m no longer exists\. Nothing to undo; close it: ddbstream history --forget op$/],
    ['planned', [record({a: 1}, {a: 2})], /Nothing was changed\. The mapping m no longer exists\. It cannot be restored\.$/],
    ['undone', [record({a: 1}, {a: 2})], /Undone in 1 step\. The mapping m no longer exists\. It cannot be restored\.$/],
  ])('names the targets that no longer exist: %s', (outcome, steps, words) =>
    expect(of({outcome, steps, gone: ['The mapping m no longer exists.']})).toMatch(words),
  )
  it('names the records that nothing reads then, or that come again', () => {
    expect(planned(deleted(null))).toMatch(/No old or new record of that stream is delivered/)
    expect(planned(made())).toMatch(/gets those records a second time, older changes of an item after newer ones/)
  })
  it('shows the settings that are set, in one list', () =>
    expect(planned(made())).toContain('Mapping none → orders-projector:live, Enabled true, BatchSize 100 Because.'))
})

describe('the status in the history', () => {
  it.each<[Operation['status'], boolean, string]>([
    ['running', true, 'running'],
    ['running', false, 'half-done'],
    ['half-done', true, 'undo running'],
    ['half-done', false, 'half-done'],
    ['done', false, 'done'],
  ])('%s in the journal, and its process is there: %s', (status, isRunning, words) => {
    const report = {schemaVersion: 1 as const, operations: [operation({id: 'op', status})], running: isRunning ? ['op'] : []}
    expect(history(report, style)).toMatch(new RegExp(`^ *op +${words} {2}`))
  })
})

describe('the dangers of a plan', () => {
  const lost = 'MaximumRecordAgeInSeconds=60 discards records over 60 s: up to 10,109 records.'
  const loss: Partial<Plan> = {losses: [{words: lost, records: 10_109, repeats: false}], risks: [lost, 'A batch may be delivered twice.']}
  const shown = (given: Partial<Plan>, colour = false): string =>
    preview({plan: {...plan, ...given}, scope, lock: null}, {...style, colour}).replaceAll(/\s+/g, ' ')
  it('have a word of their own: a loss comes once, before the other risks', () => {
    expect(shown(loss)).toMatch(/Record loss MaximumRecordAge.* up to 10,109 records\. Risk A batch may be delivered twice\.$/)
    expect(shown({risks: ['A batch may be delivered twice.']})).not.toContain('Record loss')
  })
  it('have a colour', () => {
    expect(shown(loss, true)).toContain('\u001b[41m\u001b[97mRecord loss')
    expect(shown(loss, true)).toContain('\u001b[31mRisk')
  })
})

describe('the guard of a plan', () => {
  const guard = {
    ...{functionName: 'orders-projector', mapping: 'm', before: '41', tableName: 'orders', streamLabel: '2026', onFailureDestination: null},
    ...{floorSeconds: 10, thresholds: {iteratorAgeSeconds: 60, errorRate: 0.01, durationRatio: 2}},
  }
  const shown = (onInconclusive: 'ask' | 'keep' | 'rollback'): string =>
    preview({plan: {...plan, guard: {...guard, seconds: 600, onInconclusive}}, scope, lock: null}, style).replace(/\s+/g, ' ')

  it.each([
    ['ask', /a prompt follows/],
    ['keep', /the new version stays/],
    ['rollback', /the change is rolled back\./],
  ] as const)('is shown before the question: %s', (onInconclusive, words) => {
    expect(shown(onInconclusive)).toMatch(/Guard .*for 10 min\. A worse version is rolled back at once\./)
    expect(shown(onInconclusive)).toMatch(words)
  })

  it('is no line where a plan has none', () => {
    expect(preview({plan, scope, lock: null}, style)).not.toContain('Guard')
  })
})
