import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {diagnose} from '../../src/diagnosis/diagnose.ts'
import {human} from '../../src/reports/doctor/human.ts'
import {anyEvidence} from '../support/any-evidence.ts'
import {evidence, type Parts} from '../support/evidence.ts'
import {lagging} from '../support/load.ts'
import {doubleRatios, ratiosStated} from '../support/ratios.ts'
import {times} from '../support/sample.ts'
import {situations} from '../support/situations.ts'

const tool = {name: 'ddbstream', version: '0'} as const
const verboseOf = (given: Parameters<typeof diagnose>[0]): string =>
  human(diagnose(given, {only: [], skip: []}, tool), {columns: 120, colour: false, unicode: true, verbose: true})

const lags: Record<string, Partial<Parts>> = {
  'writes that triple': lagging({writes: 3}),
  'writes that grow by a half': lagging({writes: 1.5}),
  'a function that is ten times as slow': lagging({duration: 10}),
}

describe('a report has one value for each ratio', () => {
  it.each(Object.entries({...situations, ...lags}))('%s', (_name, parts) => {
    expect(doubleRatios(verboseOf(evidence(parts)))).toEqual({})
  })

  it.each(Object.entries(lags))('and states some of %s', (_name, parts) => {
    expect(ratiosStated(verboseOf(evidence(parts)))).toBeGreaterThan(0)
  })

  it('for any evidence', () => {
    fc.assert(
      fc.property(anyEvidence, given => {
        for (const pipeline of given.pipelines) expect(doubleRatios(verboseOf({...given, pipelines: [pipeline]}))).toEqual({})
      }),
      {numRuns: times(12, 200)},
    )
  })
})

describe('two values', () => {
  it.each([
    ['Writes are at 3 × the earlier rate, and so on. Writes to the table are at 2.9 × the earlier rate.', ['3 ×', '2.9 ×']],
    ['Writes are at 98 % of the earlier rate. Writes to the table\n  are at 97 % of the earlier rate.', ['98 % of', '97 % of']],
    ['The function needs 2.3 times as long per record as before. A record takes 2.2 times as long as before.', ['2.3', '2.2']],
  ])('are found: %s', (text, values) => expect(Object.values(doubleRatios(text))).toEqual([values]))

  it('of two baselines are two ratios', () => {
    expect(
      doubleRatios('Writes are at 3 × the earlier rate. Writes are at 2 × the usual rate. Writes were at 5 × the earlier rate.'),
    ).toEqual({})
  })
})
