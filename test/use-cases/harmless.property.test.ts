import fc from 'fast-check'
import {beforeAll, describe, expect, it} from 'vitest'
import {diagnose} from '../../src/diagnosis/diagnose.ts'
import {exitCodeOf} from '../../src/diagnosis/verdict.ts'
import type {Evidence, Mapping} from '../../src/model/evidence/evidence.ts'
import {known} from '../../src/model/evidence/item.ts'
import {fixesOf} from '../../src/reports/doctor/fix-lines.ts'
import {human} from '../../src/reports/doctor/human.ts'
import {examine} from '../support/examine.ts'
import {times} from '../support/sample.ts'

/** Settings that AWS takes, careful and careless alike, and that do no harm while nothing fails. */
const settings: fc.Arbitrary<Partial<Mapping>> = fc.record({
  maximumRetryAttempts: fc.constantFrom(-1, 0, 3, 10_000),
  maximumRecordAgeSeconds: fc.constantFrom(-1, 43_200, 604_800),
  bisectBatchOnFunctionError: fc.boolean(),
  onFailureDestination: fc.constantFrom(null, 'arn:aws:sqs:us-east-1:123456789012:failed', 'arn:aws:s3:::failed'),
  startingPosition: fc.constantFrom('LATEST', 'TRIM_HORIZON'),
  functionResponseTypes: fc.constantFrom<string[]>([], ['ReportBatchItemFailures']),
  metrics: fc.constantFrom<string[]>([], ['EventCount']),
})

/** The same minutes under other settings of the mapping. */
function under(evidence: Evidence, given: Partial<Mapping>): Evidence {
  const mapping = Object.fromEntries(
    Object.entries(evidence.items.mapping).map(([id, items]) => [
      id,
      items?.mapping.state === 'known' ? {...items, mapping: known({...items.mapping.value, ...given})} : items,
    ]),
  )
  return {...evidence, items: {...evidence.items, mapping: mapping as Evidence['items']['mapping']}}
}

describe.each([
  ['write-burst', 2],
  ['recovering', 4],
  ['released-into-burst', 8],
  ['shard-rollover', 6],
])('%s, seed %i', (incident, seed) => {
  let evidence: Evidence
  beforeAll(async () => {
    ;({evidence} = await examine(incident, seed))
  })

  it('is OK and needs no change, with any settings', () => {
    fc.assert(
      fc.property(settings, given => {
        const report = diagnose(under(evidence, given), {only: [], skip: []}, {name: 'ddbstream', version: '0'})
        const [pipeline] = report.pipelines
        const text = human(report, {columns: 100, colour: false, unicode: true, verbose: true})
        expect([pipeline?.verdict, exitCodeOf(report)]).toEqual(['healthy', 0])
        expect(fixesOf(pipeline!).filter(({command}) => / configure | remap | restart |update-/.test(command))).toEqual([])
        expect(text).not.toContain('Recommended action')
      }),
      {numRuns: times(6, 40)},
    )
  })
})
