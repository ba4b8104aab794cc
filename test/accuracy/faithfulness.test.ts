import {describe, expect, it} from 'vitest'
import {faithfulness, missedFaithfulness} from '../../bench/accuracy/faithfulness.ts'
import type {Outcome} from '../../bench/accuracy/look.ts'

type State = Outcome['claims'][number]['state']

/** An incident with so many sentences of each kind. */
const outcome = (counts: Partial<Record<State, number>>): Outcome => {
  const claims = (Object.entries(counts) as [State, number][]).flatMap(([state, count]) =>
    Array.from({length: count}, () => ({sentence: 'Errors is 0.', state})),
  )
  return {incident: 'slow-handler', seed: 1, claims} as unknown as Outcome
}

describe('the sentences under "Evidence"', () => {
  it('fail the run where fewer than 99 % are true, beyond chance', () => {
    expect(missedFaithfulness([outcome({true: 1000, false: 10})])).toEqual([])
    // By chance, 98.4 % can come from 99.01 %, and 98.3 % from 98.94 %.
    expect(missedFaithfulness([outcome({true: 984, false: 16})])).toEqual([])
    expect(missedFaithfulness([outcome({true: 983, false: 17})])).toEqual(['Fewer than 99.0 % of the sentences under "Evidence" are true.'])
    expect(missedFaithfulness([outcome({true: 19, false: 1, unchecked: 50})])).toEqual([])
    expect(missedFaithfulness([])).toEqual([])
  })

  it('are counted apart where no rule knows them, and not where they tell how AWS works', () => {
    const lines = faithfulness([outcome({true: 3, false: 1, unchecked: 1, documented: 5})], true)
    expect(lines[1]).toMatch(/3\/4 .*75\.0 %/)
    expect(lines[2]).toMatch(/1\/5 .*20\.0 %/)
    expect(lines.slice(3)).toEqual(['  false, slow-handler 1: Errors is 0.', '  unchecked, 1 times: Errors is N.'])
  })
})
