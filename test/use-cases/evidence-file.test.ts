import {describe, expect, it} from 'vitest'
import type {Evidence} from '../../src/model/evidence/evidence.ts'
import type {Series} from '../../src/model/evidence/series.ts'
import {readEvidence} from '../../src/use-cases/evidence-file.ts'
import {evidence, lambdaFunction, mapping, nowMs} from '../support/evidence.ts'

const day = 86_400_000
const text = JSON.stringify(evidence())
const change = (f: (file: Record<string, unknown>) => void) => {
  const file = JSON.parse(text)
  f(file)
  return JSON.stringify(file)
}

const changeAge = (f: (age: Series) => void) =>
  change(file => {
    const {items} = file as unknown as Evidence
    for (const {functionMetrics} of Object.values(items.function))
      if (functionMetrics.state === 'known') f(functionMetrics.value['IteratorAge.Maximum'])
  })

/** The text of a file in which the mapping or the function has another setting. */
const set = (what: 'mapping' | 'function', setting: object) => {
  const file = evidence({[what]: what === 'mapping' ? mapping(setting) : lambdaFunction(setting)})
  return JSON.stringify(file)
}

describe('evidence file', () => {
  it('may begin with a byte order mark', async () => {
    expect(await readEvidence(`\uFEFF${text}`)).toEqual(evidence())
  })

  it('comes back as it was saved', async () => {
    expect(await readEvidence(text)).toEqual(evidence())
  })

  it('may say of retries and age that they end with the record alone, and of a setting that it is newer than its limit', async () => {
    const endless = {maximumRetryAttempts: -1, maximumRecordAgeSeconds: -1, maximumBatchingWindowSeconds: 0, parallelizationFactor: 40}
    const {items} = await readEvidence(set('mapping', endless))
    expect(Object.values(items.mapping)[0]?.mapping).toMatchObject({value: endless})
  })

  it.each([
    ['cut off', text.slice(0, -200), /not complete JSON/],
    ['empty', '', /not complete JSON/],
    ['foreign JSON', '{"Version":"2012-10-17"}', /not an evidence file/],
    ['a JSON list', '[]', /not an evidence file/],
    ['null', 'null', /not an evidence file/],
    ['of a newer version', change(f => (f.schemaVersion = 2)), /version 2/],
    ['a report', change(f => (f.pipelines = [{lag: {}}])), /report/],
    ['with a missing part', change(f => delete f.items), /items/],
    ['with a number as text', change(f => (f.takenAt = 'now')), /takenAt/],
    ['taken at no time', change(f => (f.takenAt = 1e300)), /takenAt/],
    ['taken before AWS', change(f => (f.takenAt = -1)), /takenAt/],
    ['with an inverted window', change(f => (f.window = {startMs: nowMs, endMs: nowMs - 1})), /window: its start must be before its end/],
    ['with a window of a month', change(f => (f.window = {startMs: nowMs - 30 * day, endMs: nowMs})), /window: it is longer than 15 days/],
    ['with an endless series', changeAge(age => (age.values = new Array(30_000).fill(1))), /IteratorAge/],
    ['with a value beyond reason', changeAge(age => (age.values = [1e300])), /IteratorAge/],
    ['with a negative timeout', set('function', {timeoutSeconds: -1}), /function\.value\.timeoutSeconds: .*>=1/],
    ['without memory', set('function', {memoryMb: 0}), /function\.value\.memoryMb/],
    ['with a negative reserve', set('function', {reservedConcurrency: -1}), /reservedConcurrency: .*>=0/],
    ['with a negative batch size', set('mapping', {batchSize: -1}), /mapping\.value\.batchSize/],
    ['with half a record', set('mapping', {batchSize: 0.5}), /batchSize: .*expected int/],
    ['without lanes', set('mapping', {parallelizationFactor: 0}), /parallelizationFactor/],
    ['with fewer retries than endless', set('mapping', {maximumRetryAttempts: -2}), /maximumRetryAttempts: .*>=-1/],
    ['with a series that starts at no time', changeAge(age => (age.startMs = 1e20)), /IteratorAge/],
  ])('%s is refused with exit code 2', async (_name, bad, message) => {
    await expect(readEvidence(bad)).rejects.toMatchObject({code: 'E_EVIDENCE_FILE', exitCode: 2, message: expect.stringMatching(message)})
  })
})
