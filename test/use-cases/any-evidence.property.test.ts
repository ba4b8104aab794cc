import fc from 'fast-check'
import {expect, test} from 'vitest'
import {refusedBecause} from '../../src/advice/commands/command-rules.ts'
import {causes} from '../../src/causes/index.ts'
import {defaultSettings} from '../../src/config/settings.ts'
import {derivedValues} from '../../src/derived/index.ts'
import {diagnose} from '../../src/diagnosis/diagnose.ts'
import {lookupOf, pick, pickItems} from '../../src/diagnosis/lookup.ts'
import {aroundOf} from '../../src/diagnosis/render-fixes.ts'
import type {Need} from '../../src/model/derived/derived.ts'
import {itemsSchema} from '../../src/model/evidence/evidence-schema.ts'
import {reportSchema} from '../../src/model/report/report-schema.ts'
import {human} from '../../src/reports/doctor/human.ts'
import {markdown} from '../../src/reports/formats/markdown.ts'
import {anyEvidence, evil} from '../support/any-evidence.ts'
import {times} from '../support/sample.ts'

const tool = {name: 'ddbstream', version: '0.0.0'} as const
const words = /\bundefined\b|NaN|Infinity|\[object|Invalid Date/
const runs = (command: string) => command.replaceAll(/\\'|'[^']*'/g, '').includes(evil)

test('it is valid', () =>
  fc.assert(
    fc.property(anyEvidence, given => void expect(itemsSchema.safeParse(given.items).error).toBeUndefined()),
    {numRuns: times(20, 50)},
  ))

test('no check and no cause fails itself, every command is quoted, and no text or number is broken', () => {
  fc.assert(
    fc.property(anyEvidence, fc.constantFrom(60, 80), (given, columns) => {
      const moment = {nowMs: given.takenAt, startMs: given.window.startMs, thresholds: defaultSettings.thresholds}
      for (const pipeline of given.pipelines) {
        const lookup = lookupOf(given, pipeline, moment)
        for (const key of Object.keys(derivedValues)) lookup(key as Need)
        for (const {id, needs, wants, onDemand, advises, weigh} of causes) {
          if (needs.some(need => lookup(need).state === 'missing')) continue
          const weighed = weigh(pick(needs, lookup), pickItems([...wants, ...(onDemand ?? []), ...(advises ?? [])], lookup), moment)
          if (weighed.kind !== 'present') continue
          expect(weighed.confidence >= 0 && weighed.confidence <= 1, `${id}: ${weighed.confidence}`).toBe(true)
        }
      }
      const report = diagnose(given, {only: [], skip: []}, tool)
      expect(report.pipelines.flatMap(({findings}) => findings.filter(({status}) => status === 'bug'))).toEqual([])
      expect(reportSchema.safeParse(report).error).toBeUndefined()
      const told = report.pipelines.flatMap(({causes, findings}) => [...causes, ...findings])
      for (const one of told) {
        expect(JSON.stringify(one)).not.toMatch(words)
        for (const fix of 'fixes' in one ? one.fixes : one.fix ? [one.fix] : []) expect(runs(fix.command), fix.command).toBe(false)
      }
      for (const [i, {causes: weighed, findings}] of report.pipelines.entries()) {
        const pipeline = given.pipelines[i]!
        const known = aroundOf(lookupOf(given, pipeline, moment), moment)
        const fixes = [...weighed.flatMap(one => one.fixes), ...findings.flatMap(one => one.fix ?? [])]
        for (const {command} of fixes) expect(command === '' ? null : refusedBecause(command, known), command).toBeNull()
      }
      const text = human(report, {columns, colour: false, unicode: true, verbose: true})
      expect(text).not.toMatch(words)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: looking for them is the point
      expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/)
      expect(markdown(report)).not.toMatch(words)
    }),
    {numRuns: times(20, 60)},
  )
})
