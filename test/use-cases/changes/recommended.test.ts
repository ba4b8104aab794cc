import {expect, test} from 'vitest'
import {defaultSettings} from '../../../src/config/settings.ts'
import {lookupOf} from '../../../src/diagnosis/lookup.ts'
import type {Pipeline} from '../../../src/model/evidence/evidence.ts'
import type {Settings} from '../../../src/model/settings.ts'
import {advisedChanges} from '../../../src/use-cases/changes/recommended.ts'
import type {SelectedEvidence} from '../../../src/use-cases/changes/select-pipeline.ts'
import {selection} from '../../changes/plans/selected-pipeline.ts'
import {evidence, functionMetrics, mapping, nowMs, published, startMs} from '../../support/evidence.ts'

const all = evidence({mapping: mapping({maximumRetryAttempts: -1, bisectBatchOnFunctionError: false})})
const pipeline = all.pipelines[0] as Pipeline
const advised = (given: Partial<Settings> = {}, ids: string[] | null = null) => {
  const settings = {...defaultSettings, ...given}
  const moment = {nowMs, startMs, thresholds: settings.thresholds}
  const taken: SelectedEvidence = {
    evidence: all,
    pipeline,
    lookup: lookupOf(all, pipeline, moment),
    moment,
    settings,
    selected: selection(),
  }
  return advisedChanges(taken, ids)
}

test('the advice of the checks follows the configuration', () => {
  expect(advised()).toContainEqual({
    check: 'unbounded-retries',
    change: expect.objectContaining({MaximumRetryAttempts: 3}),
    waitsFor: null,
  })
  const thresholds = {...defaultSettings.thresholds, retryAttempts: 8}
  expect(advised({thresholds})).toContainEqual({
    check: 'unbounded-retries',
    change: expect.objectContaining({MaximumRetryAttempts: 8}),
    waitsFor: null,
  })
})

test('a check that is off advises nothing unless it is named', () => {
  const checks = {'unbounded-retries': {set: 'off', from: 'c.yaml:1'}} as const
  expect(advised({checks}).map(({check}) => check)).toEqual(advised().flatMap(({check}) => (check === 'unbounded-retries' ? [] : [check])))
  expect(advised({checks}, ['unbounded-retries'])).toHaveLength(1)
})

test('advice that would discard good records waits, with the reason, and the rest does not', () => {
  const blocked = (ago: number) => (ago > 20 ? 1 : (21 - ago) * 60)
  const failing = evidence({
    mapping: mapping({maximumRetryAttempts: -1, bisectBatchOnFunctionError: false}),
    functionMetrics: functionMetrics(blocked, {'Errors.Sum': published(ago => (ago > 20 ? 0 : 60))}, blocked),
  })
  const [one] = failing.pipelines
  const moment = {nowMs, startMs, thresholds: defaultSettings.thresholds}
  const taken: SelectedEvidence = {
    evidence: failing,
    pipeline: one as Pipeline,
    lookup: lookupOf(failing, one as Pipeline, moment),
    moment,
    settings: defaultSettings,
    selected: selection(),
  }
  const waiting = Object.fromEntries(advisedChanges(taken, null).map(({check, waitsFor}) => [check, waitsFor]))
  expect(waiting['unbounded-retries']).toMatch(/no batch succeeds on any shard/)
  expect(waiting['no-bisect']).toBeNull()
  expect(Object.keys(waiting)).not.toContain('unbounded-record-age')
})

test('while records expire, an update waits unless it keeps records, as in the report', () => {
  const expiring = evidence({
    mapping: mapping({bisectBatchOnFunctionError: false, onFailureDestination: null}),
    functionMetrics: functionMetrics(() => 86_390),
  })
  const [own] = expiring.pipelines as [Pipeline]
  const moment = {nowMs, startMs, thresholds: defaultSettings.thresholds}
  const taken: SelectedEvidence = {
    evidence: expiring,
    pipeline: own,
    lookup: lookupOf(expiring, own, moment),
    moment,
    settings: defaultSettings,
    selected: selection(),
  }
  const waits = new Map(advisedChanges(taken, ['no-bisect', 'missing-failure-destination']).map(({check, waitsFor}) => [check, waitsFor]))
  expect(waits.get('no-bisect')).toMatch(/^Records are being lost now/)
  expect(waits.get('missing-failure-destination')).toBeNull()
})
