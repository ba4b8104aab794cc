import {describe, expect, it} from 'vitest'
import {formerVersion, laterVersion} from '../../src/advice/former-version.ts'
import type {Version} from '../../src/model/evidence/evidence.ts'
import {functionVersion, lambdaFunction, mapping, nowMs} from '../support/evidence.ts'

const releasedMs = nowMs - 22 * 60_000
const version = functionVersion
const latest = (given: Partial<Version> = {}) => version('$LATEST', {lastModifiedMs: releasedMs, ...given})

const chosen = (qualifier: string | null, present: string, versions: Version[] | undefined) =>
  formerVersion(lambdaFunction({version: present, lastModifiedMs: releasedMs}), mapping({qualifier}), versions)?.version ?? null

describe('the version to go back to', () => {
  it.each<[string, string | null, string, Version[] | undefined, string | null]>([
    ['the one before a version', '8', '8', [version('9'), version('8'), version('7'), version('2')], '7'],
    ['the one before that of an alias', 'live', '8', [version('8'), version('7')], '7'],
    ['an older one where that is gone', 'live', '8', [version('8'), version('5')], '5'],
    ['no later one', 'live', '8', [version('9'), version('8')], null],
    ['none of the same code and settings', '8', '8', [version('8'), version('7', {codeSha256: 'code 8'}), version('6')], '6'],
    ['the same code with another timeout', '8', '8', [version('8'), version('7', {codeSha256: 'code 8', timeoutSeconds: 60})], '7'],
    ['of $LATEST one from before the release', null, '$LATEST', [version('3'), version('2'), latest()], '3'],
    [
      'of $LATEST none that the release published',
      null,
      '$LATEST',
      [version('3', {lastModifiedMs: releasedMs}), version('2'), latest()],
      '2',
    ],
    ['of $LATEST none of the same code', null, '$LATEST', [version('3', {codeSha256: 'new'}), latest({codeSha256: 'new'})], null],
    ['the number before where the versions are not known', 'live', '8', undefined, '7'],
    ['nothing before the first', 'live', '1', undefined, null],
    ['nothing for $LATEST where the versions are not known', null, '$LATEST', undefined, null],
    ['nothing where the function is gone', '8', '8', [], null],
  ])('is %s', (_name, qualifier, present, versions, expected) => {
    expect(chosen(qualifier, present, versions)).toBe(expected)
  })
})

const sinceMs = nowMs - 20 * 60_000
const at = (number: string, minutesAgo: number, given: Partial<Version> = {}) =>
  version(number, {lastModifiedMs: nowMs - minutesAgo * 60_000, ...given})

describe('the version to go on to', () => {
  it.each<[string, string | null, string, Version[] | undefined, number | null, string | null]>([
    ['the newest since the failures began', 'live', '8', [version('8'), at('9', 12), at('10', 5)], sinceMs, '10'],
    ['that of a mapping with a number', '8', '8', [version('8'), at('9', 19)], sinceMs, '9'],
    ['none from the minute in which they began', 'live', '8', [version('8'), at('9', 20)], sinceMs, null],
    ['none of the same code', 'live', '8', [version('8'), at('9', 5, {codeSha256: 'code 8'})], sinceMs, null],
    ['none that is older', 'live', '8', [version('8'), at('7', 5)], sinceMs, null],
    ['none of $LATEST, which has the newest code', null, '$LATEST', [at('9', 5)], sinceMs, null],
    ['none without a date', 'live', '8', [version('8'), at('9', 5, {lastModifiedMs: null})], sinceMs, null],
    ['none where nothing fails', 'live', '8', [version('8'), at('9', 5)], null, null],
    ['none where the versions are not known', 'live', '8', undefined, sinceMs, null],
  ])('is %s', (_name, qualifier, present, versions, since, expected) => {
    const target = lambdaFunction({version: present, lastModifiedMs: releasedMs})
    expect(laterVersion(target, mapping({qualifier}), versions, since)?.version ?? null).toBe(expected)
  })
})
