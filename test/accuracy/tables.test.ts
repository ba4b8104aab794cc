import {describe, expect, it} from 'vitest'
import {commonest} from '../../bench/accuracy/baselines/commonest.ts'
import {answersOfBaselines} from '../../bench/accuracy/baselines/index.ts'
import {calibration, expectedCalibrationError} from '../../bench/accuracy/calibration.ts'
import {compared} from '../../bench/accuracy/compared.ts'
import {isUndecided, type Judged} from '../../bench/accuracy/judged.ts'
import {perCause} from '../../bench/accuracy/per-cause.ts'
import {wilson} from '../../bench/accuracy/shares.ts'
import {evidence, functionMetrics, mapping, type Parts, published} from '../support/evidence.ts'

const judged = (changes: Partial<Judged> = {}): Judged => ({
  incident: 'slow-handler',
  truth: 'slow-handler',
  accepted: ['slow-handler'],
  result: 'right',
  confidence: 0.9,
  baselines: {'the guide as a shell script': null},
  ...changes,
})

describe('the figures', () => {
  it('have an interval that holds near 0 and 1', () => {
    expect(wilson(0, 0)).toEqual({low: 0, high: 1})
    expect(wilson(20, 20)).toMatchObject({low: expect.closeTo(0.839, 3), high: 1})
  })

  it('count an answer as undecided only where no cause is named and the report leaves it open', () => {
    const open = {causes: [], verdict: 'degraded', openCauses: ['slow-handler']} as never
    expect(isUndecided(['slow-handler'], open)).toBe(true)
    expect(isUndecided(['poison-record'], open)).toBe(false)
    expect(isUndecided(['poison-record'], {causes: [], verdict: 'undecided', openCauses: []} as never)).toBe(true)
    expect(isUndecided(['slow-handler'], {causes: [{id: 'write-burst'}], verdict: 'undecided', openCauses: []} as never)).toBe(false)
  })

  it('put the worst cause first, with right, wrong and undecided apart', () => {
    const bad = (result: Judged['result']) => judged({truth: 'write-burst', result})
    const lines = perCause({'ring 1': [judged(), bad('wrong'), bad('undecided'), bad('right')]})
    expect(lines[2]).toMatch(/^ {2}write-burst +1 \/ 1 \/ 1 .*← worst$/)
    expect(lines[3]).toMatch(/^ {2}slow-handler +1 \/ 0 \/ 0 /)
  })

  it('give how far confidence and truth lie apart', () => {
    expect(expectedCalibrationError([])).toBe(0)
    const list = [
      {confidence: 0.95, right: true},
      {confidence: 0.95, right: false},
      {confidence: 0.55, right: true},
    ]
    // Two thirds of the answers are 0.45 off, one third 0.45 as well.
    expect(expectedCalibrationError(list)).toBeCloseTo(0.45)
    expect(calibration('ring 1', [judged(), judged({confidence: null, result: 'undecided'})]).at(-1)).toMatch(/named +50\.0 %/)
  })

  it('compare on the same evidence', () => {
    const guess = {'the guide as a shell script': 'slow-handler'}
    const quiet = judged({truth: null, accepted: [null], confidence: null, baselines: guess})
    const lines = compared({'ring 1': [judged({baselines: guess}), judged(), quiet]})
    expect(lines[2]).toMatch(/ddbstream +100\.0 % · 0\.0 %/)
    expect(lines[3]).toMatch(/the guide as a shell script +50\.0 % · 100\.0 %/)
    expect(lines[4]).toMatch(/always the commonest cause +100\.0 % · 100\.0 %/)
  })
})

describe('the baselines', () => {
  const growing = (ago: number) => (ago > 20 ? 1 : (21 - ago) * 60)
  const answers = (parts: Partial<Parts>) => answersOfBaselines(evidence(parts))
  it.each<[string, Partial<Parts>, string | null, string | null]>([
    ['a healthy pipeline', {}, null, null],
    ['a mapping that is off', {mapping: mapping({state: 'Disabled'})}, 'mapping-disabled', null],
    [
      'errors on all shards',
      {functionMetrics: functionMetrics(growing, {'Errors.Sum': published(ago => (ago > 20 ? 0 : 60))}, growing)},
      'failing-function',
      'insufficient-throughput',
    ],
    [
      'throttles',
      {functionMetrics: functionMetrics(growing, {'Throttles.Sum': published(ago => (ago > 20 ? 0 : 4000))}, growing)},
      'throttled-concurrency',
      'throttled-concurrency',
    ],
  ])('%s', (_, parts, byGuide, byZScore) => {
    expect(Object.values(answers(parts))).toEqual([byGuide, byZScore])
  })

  it('know the commonest cause', () => {
    expect(commonest(['a', 'b', 'b', null, null, null])).toBe('b')
    expect(commonest([null])).toBeNull()
  })
})
