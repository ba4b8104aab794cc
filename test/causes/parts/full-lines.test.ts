import {expect, it} from 'vitest'
import {fullLines, fullThenLines} from '../../../src/causes/parts/full-lines.ts'
import {loadWindow} from '../../support/cause-table.ts'

const fill = (batchFill: number | null) => loadWindow({batchFill})

it.each<[number | null, number | null, string[]]>([
  [0.9, null, ['Batches are 90 % full.']],
  [0.9, 0.2, ['Batches are 90 % full, and were 20 %.']],
  [0.9, 0, ['Batches are 90 % full.']],
  [1.1, 1.1, ['Batches are 100 % full, and were 100 %.']],
  [1.11, 0.2, []],
  [0.9, 1.11, ['Batches are 90 % full.']],
  [null, 0.2, []],
])('says how full batches are: %s now, %s before', (now, before, lines) => {
  expect(fullLines(fill(now), fill(before))).toEqual(lines)
})

it('says how full batches were, and nothing of a window that is not known', () => {
  expect(fullThenLines(fill(0.6))).toEqual(['Batches were 60 % full then.'])
  expect([fullThenLines(null), fullLines(null), fullLines(fill(0.9))]).toEqual([[], [], ['Batches are 90 % full.']])
})
