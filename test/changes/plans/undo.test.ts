import fc from 'fast-check'
import {expect, test} from 'vitest'
import {changedBy, planUndo} from '../../../src/changes/plans/undo.ts'
import type {Settings, StepRecord} from '../../../src/model/plan/plan.ts'
import {mappingTarget, operation, record} from '../invented.ts'

const off = record({Enabled: true}, {Enabled: false})
const on = record({Enabled: false}, {Enabled: true})
const move = record({FunctionName: 'f:1'}, {FunctionName: 'f:2'})

const planOf = (steps: StepRecord[], present: Settings | null) => {
  const [changed] = changedBy(operation({steps}))
  if (changed === undefined) throw new Error('nothing was changed')
  return planUndo(changed, {settings: present, revision: null}, 'orders-projector')
}

test.each<[string, StepRecord[], Settings | null, string, Settings?]>([
  ['a finished restart is not replayed backwards', [off, on], {Enabled: true}, 'nothing'],
  ['a restart that was killed in the middle', [off, {...on, status: 'pending'}], {Enabled: false}, 'step', {Enabled: true}],
  [
    'one call for all that was changed',
    [off, move, {...on, status: 'started'}],
    {Enabled: false, FunctionName: 'f:2'},
    'step',
    {Enabled: true, FunctionName: 'f:1'},
  ],
  [
    'a step that was never called',
    [
      {...off, status: 'started'},
      {...on, status: 'pending'},
    ],
    {Enabled: true},
    'nothing',
  ],
  ['somebody else moved it on', [off, move, on], {Enabled: true, FunctionName: 'f:3'}, 'drift'],
  ['the target is gone', [off], null, 'gone'],
])('%s', (_, steps, present, is, after) => {
  const planned = planOf(steps, present)
  expect(planned.kind).toBe(is)
  if (planned.kind === 'step') expect(planned.step).toMatchObject({after, call: {input: {UUID: 'm', ...after}}})
})

test('a change of somebody else is compared with the state after the operation, not before it', () => {
  expect(planOf([record({BatchSize: 25}, {BatchSize: 100})], {BatchSize: 77})).toEqual({
    kind: 'drift',
    found: [{setting: 'BatchSize', expected: 100, found: 77}],
  })
})

test('an alarm that AWS shows otherwise than it was put is deleted; one that was edited later is not', () => {
  const target = {kind: 'alarm', name: 'ddbstream-f-errors'} as const
  const put = {Alarm: {AlarmName: target.name, Threshold: 1}}
  const shown = {Alarm: {AlarmName: target.name}}
  const planFor = (given: Partial<StepRecord>) => {
    const [changed] = changedBy(operation({steps: [record({Alarm: null}, put, {target, ...given})]}))
    return changed && planUndo(changed, {settings: shown, revision: null}, 'orders-projector')
  }
  expect(planFor({status: 'failed', produced: shown})).toMatchObject({
    step: {call: {action: 'cloudwatch:DeleteAlarms'}, after: {Alarm: null}},
  })
  expect(planFor({status: 'done'})).toMatchObject({kind: 'drift'})
})

test('a step that was not begun is not undone, nor is a published version', () => {
  const version = record({Version: '1'}, {}, {target: {kind: 'version', functionName: 'f'}, produced: {Version: '2'}})
  expect(changedBy(operation({steps: [version, {...off, status: 'pending'}]}))).toEqual([])
})

test('an alias goes back under the revision that it has now', () => {
  const target = {kind: 'alias', functionName: 'f', alias: 'live'} as const
  const [changed] = changedBy(operation({steps: [record({FunctionVersion: '1'}, {FunctionVersion: '2'}, {target})]}))
  expect(
    changed && planUndo(changed, {settings: {FunctionVersion: '2', RoutingConfig: {}}, revision: 'r9'}, 'orders-projector'),
  ).toMatchObject({
    step: {call: {action: 'lambda:UpdateAlias', input: {FunctionName: 'f', Name: 'live', FunctionVersion: '1', RevisionId: 'r9'}}},
  })
})

test('wherever a chain of changes stops, undo leads to its beginning, and once there does nothing', () => {
  const value = fc.integer({min: 0, max: 3})
  fc.assert(
    fc.property(fc.array(value, {minLength: 2, maxLength: 6}), fc.nat(), (values, cut) => {
      const steps = values.slice(1).map((after, i) => record({BatchSize: values[i] ?? 0}, {BatchSize: after}))
      const reached = cut % values.length
      const done = steps.map((step, i): StepRecord => ({...step, status: i < reached ? 'done' : i === reached ? 'started' : 'pending'}))
      const [changed] = changedBy(operation({steps: done}))
      if (changed === undefined) return
      expect(changed.target).toEqual(mappingTarget)
      const first = planUndo(changed, {settings: {BatchSize: values[reached] ?? 0}, revision: null}, 'orders-projector')
      if (first.kind === 'nothing') expect(values[reached]).toBe(values[0])
      else expect(first).toMatchObject({kind: 'step', step: {after: {BatchSize: values[0]}}})
      expect(planUndo(changed, {settings: {BatchSize: values[0] ?? 0}, revision: null}, 'orders-projector').kind).toBe('nothing')
    }),
  )
})
