import {describe, expect, it} from 'vitest'
import {runCheck} from '../../src/diagnosis/judge.ts'
import {lookupOf} from '../../src/diagnosis/lookup.ts'
import type {AnyCheck, Facts} from '../../src/model/check.ts'
import {missing} from '../../src/model/evidence/item.ts'
import {findingsAfterFix} from './after-fix.ts'
import {evidence, moment, type Parts} from './evidence.ts'
import {note} from './printed.ts'

type Case = [name: string, parts: Partial<Parts>]

export interface CheckCases {
  /** With the facts that are expected, where the numbers matter, and the command, the sentence and the text of the fix, where they do. */
  fail: [name: string, parts: Partial<Parts>, facts?: Facts, printed?: {command?: RegExp; sentence?: RegExp; fix?: RegExp}][]
  pass: Case[]
  /** Parts that every case starts from: the healthy values of evidence that is otherwise skipped. */
  with?: Partial<Parts>
  /** The evidence is known and says neither yes nor no. */
  undecidable?: Case[]
  /** The evidence that the check needs: denied or failed, it is unknown. */
  unknownWithout: (keyof Parts)[][]
}

const run = (check: AnyCheck, parts: Partial<Parts>, unread: (keyof Parts)[] = [], reason: 'denied' | 'failed' = 'denied') => {
  const gone = Object.fromEntries(unread.map(key => [key, missing(reason, 'x:Read', reason)]))
  const all = evidence(parts, gone)
  const pipeline = all.pipelines[0] as (typeof all.pipelines)[number]
  const findings = runCheck(check, lookupOf(all, pipeline, moment), moment)
  note({findings}, all, pipeline)
  return findings
}

/** Table test of one check: a name, an evidence that differs from a healthy one in a few parts, and the expected finding. */
export function testCheck(check: AnyCheck, cases: CheckCases): void {
  const all = (parts: Partial<Parts>) => ({...cases.with, ...parts})
  if (cases.fail.length === 0 || cases.unknownWithout.length === 0) throw new Error(`The table of ${check.id} lacks a case.`)
  describe(check.id, () => {
    it.each(cases.fail)('fails: %s', (_name, parts, facts, {command, sentence, fix} = {}) => {
      const findings = run(check, all(parts))
      expect(findings.map(f => f.status)).toEqual(['fail'])
      if (facts) expect(findings[0]?.facts).toMatchObject(facts)
      if (command) expect(findings[0]?.fix?.command).toMatch(command)
      if (fix) expect(findings[0]?.fix?.summary).toMatch(fix)
      if (sentence) expect(findings[0]?.summary).toMatch(sentence)
      expect(`${findings[0]?.summary} ${findings[0]?.fix?.summary} ${findings[0]?.fix?.command}`).not.toMatch(/NaN|null|\[object/)
    })
    it.each(cases.fail)('recommends no update that makes another check fail as badly: %s', (_name, parts) => {
      expect(findingsAfterFix(check, all(parts))).toEqual([])
    })
    it.each([['a healthy pipeline', {}] as Case, ...cases.pass])('passes: %s', (_name, parts) => {
      expect(run(check, all(parts)).map(f => f.status)).toEqual(['pass'])
    })
    it.each(cases.undecidable ?? [])('is unknown: %s', (_name, parts) => {
      expect(run(check, all(parts)).map(f => f.status)).toEqual(['unknown'])
    })
    it.each(cases.unknownWithout.map(keys => [keys.join(', '), keys] as const))('is unknown without %s', (_name, keys) => {
      const [denied, failed] = (['denied', 'failed'] as const).map(reason => run(check, all({}), keys, reason))
      expect([denied, failed]).toMatchObject([[{status: 'unknown'}], [{status: 'unknown'}]])
      if (!keys.some(key => (check.needs as readonly string[]).includes(key))) return
      expect(denied?.[0]?.summary).toBe('Not known: x:Read is denied.')
      expect(failed?.[0]?.summary).toBe('Not known: x:Read failed.')
    })
  })
}
