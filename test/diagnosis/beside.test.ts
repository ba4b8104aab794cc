import {expect, it} from 'vitest'
import {withSecond} from '../../src/diagnosis/beside.ts'
import type {CauseReport} from '../../src/model/report/report.ts'

const cause = (id: string, differs: Partial<CauseReport> = {}) => ({
  id,
  confidence: 0.9,
  harmful: true,
  passes: false,
  fixes: [{summary: 'Do it.', command: 'do it'}],
  ...differs,
})
const burst = cause('write-burst', {harmful: false, passes: true})
const poison = cause('poison-record')
const hot = cause('hot-partition')

it.each<[string, ReturnType<typeof cause>[], string | undefined]>([
  ['one cause', [poison], undefined],
  [
    'one that passes beside it',
    [poison, burst],
    'A second cause (write-burst) passes on its own, and the age may grow first. Run the doctor again if it does not fall.',
  ],
  ['one that harms', [poison, hot], 'A second cause is likely (hot-partition). Run the doctor again if it remains.'],
  [
    'one that harms comes before one that passes',
    [poison, burst, hot],
    'A second cause is likely (hot-partition). Run the doctor again if it remains.',
  ],
  [
    'just likely',
    [poison, cause('hot-partition', {confidence: 0.5})],
    'A second cause is likely (hot-partition). Run the doctor again if it remains.',
  ],
  ['not likely', [poison, cause('hot-partition', {confidence: 0.49})], undefined],
  ['one that neither harms nor passes', [poison, cause('cold-start-burden', {harmful: false})], undefined],
  ['nothing harms', [burst, cause('shard-rollover', {harmful: false, passes: true})], undefined],
  ['the first has no action', [cause('poison-record', {fixes: []}), hot], undefined],
  [
    'the action has another doubt',
    [cause('poison-record', {fixes: [{summary: 'Do it.', command: '', doubt: 'It may not help.'}]}), burst],
    'It may not help. A second cause (write-burst) passes on its own, and the age may grow first. Run the doctor again if it does not fall.',
  ],
  [
    'the action needs a second report anyway',
    [cause('poison-record', {fixes: [{summary: 'Do it.', command: '', doubt: 'Run the doctor again.'}]}), hot],
    'Run the doctor again.',
  ],
])('%s', (_, causes, doubt) => {
  const [first] = withSecond(causes)
  expect(first?.fixes[0]?.doubt).toBe(doubt)
})

it('further actions and causes stay as they are', () => {
  const two = cause('poison-record', {
    fixes: [
      {summary: 'Do it.', command: 'do it'},
      {summary: 'Or this.', command: 'this'},
    ],
  })
  const [first, ...others] = withSecond([two, hot])
  expect(first?.fixes.slice(1)).toEqual(two.fixes.slice(1))
  expect(others).toEqual([hot])
})
