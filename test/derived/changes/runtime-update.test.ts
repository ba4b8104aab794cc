import {describe, expect, it} from 'vitest'
import {updatePrecedes, updateWords} from '../../../src/advice/former-runtime.ts'
import {thresholds} from '../../../src/aws-facts/thresholds.ts'
import {runtimeUpdate} from '../../../src/derived/changes/runtime-update.ts'
import type {RuntimeUpdate} from '../../../src/model/derived/runtime-update.ts'
import type {LogStarts} from '../../../src/model/evidence/evidence.ts'
import {nowMs, startMs} from '../../support/evidence.ts'
import {logStarts, start} from '../../support/starts.ts'

const minutes = (ago: number) => nowMs - ago * 60_000
const updateIn = (starts: LogStarts['starts']) => runtimeUpdate.compute({logStarts: logStarts(starts)}, {}, {nowMs, startMs, thresholds})

describe('an update of the runtime', () => {
  it('is the newest version against the one before, with its ARN', () => {
    expect(updateIn([start('nodejs:22.v34', 55, 31), start('nodejs:22.v35', 30, 2)])).toEqual({
      version: '$LATEST',
      isSet: false,
      from: 'nodejs:22.v34',
      to: 'nodejs:22.v35',
      fromArn: 'arn:aws:lambda:us-east-1::runtime:v34',
      lastBeforeMs: minutes(31),
      firstMs: minutes(30),
    })
  })

  it('of another runtime was set by somebody', () => {
    expect(updateIn([start('nodejs:20.v80', 55, 31), start('nodejs:22.v35', 30, 2)])).toMatchObject({isSet: true, from: 'nodejs:20.v80'})
    const set = [start('nodejs:20.v80', 58, 41), start('nodejs:22.v34', 40, 31), start('nodejs:22.v35', 30, 2)]
    expect(updateIn(set)).toMatchObject({isSet: false, from: 'nodejs:22.v34'})
  })

  it.each<[string, LogStarts['starts']]>([
    ['one version', [start('nodejs:22.v35', 55, 2)]],
    ['no start', []],
    ['versions of the function with one each', [start('nodejs:22.v34', 55, 31, '6'), start('nodejs:22.v35', 30, 2, '7')]],
  ])('is none where the log has %s', (_, starts) => {
    expect(updateIn(starts)).toBeNull()
  })

  const between = (last: number, first: number): RuntimeUpdate => ({
    version: '$LATEST',
    isSet: false,
    from: 'nodejs:22.v34',
    to: 'nodejs:22.v35',
    fromArn: null,
    lastBeforeMs: minutes(last),
    firstMs: minutes(first),
  })
  it.each<[string, number, number, boolean]>([
    ['at the onset', 31, 30, true],
    ['ten minutes before', 45, 40, true],
    ['eleven minutes before', 45, 41, false],
    ['somewhere around the onset', 36, 25, true],
    ['first seen ten minutes later', 36, 20, true],
    ['first seen eleven minutes later', 36, 19, false],
    ['after the onset', 28, 27, false],
  ])('%s', (_, last, first, precedes) => {
    expect(updatePrecedes(between(last, first), minutes(30))).toBe(precedes)
  })

  it('is told with its time', () => {
    expect(updateWords(between(40, 34), minutes(30))).toMatch(
      /^The runtime version changed from nodejs:22.v34 to nodejs:22.v35 at \S+Z, 4 min before it began\.$/,
    )
    expect(updateWords(between(36, 25), minutes(30))).toMatch(/ between \S+Z and \S+Z, when it began\.$/)
  })
})
