import {describe, expect, it} from 'vitest'
import {baselineText, parseBaseline} from '../../../src/config/baseline.ts'
import {diagnose} from '../../../src/diagnosis/diagnose.ts'
import {exitCodeOf} from '../../../src/diagnosis/verdict.ts'
import {missing} from '../../../src/model/evidence/item.ts'
import {baselineCounts} from '../../../src/model/report/problem.ts'
import {human} from '../../../src/reports/doctor/human.ts'
import {compareWithBaseline, updatedBaseline} from '../../../src/use-cases/fleet/baseline.ts'
import {evidence, functionMetrics, mapping, type Parts} from '../../support/evidence.ts'

const judge = (parts: Partial<Parts>, gone: Parameters<typeof evidence>[1] = {}) =>
  diagnose(evidence(parts, gone), {only: [], skip: [], failOn: 'medium'}, {name: 'ddbstream', version: '0.0.0'})
const unbounded = {mapping: mapping({maximumRetryAttempts: -1})}
const off = {mapping: mapping({state: 'Disabled', lastModifiedMs: 0}), functionMetrics: functionMetrics(ago => (ago > 60 ? 1 : null))}

describe('a baseline', () => {
  it('makes known problems pass, and new ones fail', () => {
    const known = updatedBaseline(judge(unbounded), [])
    expect(known.map(({kind, id}) => [kind, id])).toEqual([['finding', 'unbounded-retries']])
    expect(exitCodeOf(judge(unbounded))).toBe(1)
    expect(exitCodeOf(compareWithBaseline(judge(unbounded), known))).toBe(0)
    const worse = compareWithBaseline(judge({...off, mapping: {...off.mapping, maximumRetryAttempts: -1}}), known)
    expect(exitCodeOf(worse)).toBe(1)
    expect(worse.pipelines[0]?.causes.map(cause => cause.baseline)).toContain('new')
    expect(worse.pipelines[0]?.findings.find(f => f.check === 'unbounded-retries')?.baseline).toBe('known')
  })

  it('holds the problems that would fail a run at severity high where the run fails on nothing', () => {
    const never = (parts: Partial<Parts>) =>
      diagnose(evidence(parts), {only: [], skip: [], failOn: 'never'}, {name: 'ddbstream', version: '0.0.0'})
    expect(updatedBaseline(never(unbounded), [])).toEqual([])
    const kept = updatedBaseline(never(off), []).map(({kind, id}) => `${kind} ${id}`)
    expect(kept).toContain('cause mapping-disabled')
    expect(kept).toEqual(updatedBaseline({...never(off), failOn: 'high'}, []).map(({kind, id}) => `${kind} ${id}`))
  })

  it('holds causes too, and leaves the verdict as it is', () => {
    const report = compareWithBaseline(judge(off), updatedBaseline(judge(off), []))
    expect([report.verdict, exitCodeOf(report)]).toEqual(['degraded', 0])
  })

  it('is one note where problems are gone: a repair fails no run', () => {
    const old = updatedBaseline(judge(unbounded), [])
    const report = compareWithBaseline(judge({}), old)
    expect(report.findings).toMatchObject([{check: 'stale-baseline-entry', severity: 'info'}])
    expect(report.findings[0]?.summary).toMatch(
      /^One entry of the baseline is fixed or gone: orders-projector.* \(finding unbounded-retries\)\./,
    )
    expect(exitCodeOf(report)).toBe(0)
    expect(updatedBaseline(judge({}), old)).toEqual([])
  })

  it('names five stale entries, and counts the others', () => {
    const [entry] = updatedBaseline(judge(unbounded), [])
    const many = Array.from({length: 7}, (_, i) => ({...entry!, function: `gone-${i}`, mapping: `gone-${i}`}))
    const [note] = compareWithBaseline({...judge({}), whole: true}, many).findings
    expect(note?.summary).toMatch(/^7 entries of the baseline are fixed or gone: gone-0 .*gone-4 \([^)]*\), 2 more\. /)
  })

  it('knows a pipeline whose mapping was replaced, and reads files of older versions by the mapping', () => {
    const entries = updatedBaseline(judge(unbounded), [])
    const replaced = entries.map(entry => ({...entry, mapping: 'replaced'}))
    const older = entries.map(entry => ({...entry, table: null}))
    const otherTable = entries.map(entry => ({...entry, table: 'another', mapping: 'replaced'}))
    const olderReplaced = older.map(entry => ({...entry, mapping: 'replaced'}))
    const exits = [replaced, older, otherTable, olderReplaced].map(known => exitCodeOf(compareWithBaseline(judge(unbounded), known)))
    expect(exits).toEqual([0, 0, 1, 1])
    expect(compareWithBaseline({...judge({}), whole: true}, replaced).findings).toHaveLength(1)
    const {table: _table, ...without} = entries[0]!
    expect(parseBaseline(JSON.stringify({schemaVersion: 1, tool: 'ddbstream', entries: [without]}), 'b.json')).toEqual([older[0]])
  })

  it('knows a pipeline whose mapping could not be read, and forgets nothing of it', () => {
    const old = updatedBaseline(judge(off), [])
    const denied = {...judge(off, {mapping: missing('denied', 'x:Y', 'no')}), whole: true}
    expect(denied.pipelines[0]).toMatchObject({table: null, mapping: null})
    expect(compareWithBaseline(denied, old).findings).toEqual([])
    expect(updatedBaseline(denied, old)).toEqual(expect.arrayContaining(old))
  })

  it('replaces the entries of older versions when it is written again', () => {
    const now = updatedBaseline(judge(unbounded), [])
    expect(
      updatedBaseline(
        judge(unbounded),
        now.map(entry => ({...entry, table: null})),
      ),
    ).toEqual(now)
  })

  it('is counted: new problems that fail the run, and known ones that do not', () => {
    expect(baselineCounts(judge(unbounded))).toBeNull()
    const known = updatedBaseline(judge(unbounded), [])
    expect(baselineCounts(compareWithBaseline(judge(unbounded), known))).toEqual({new: 0, known: 1})
    expect(baselineCounts(compareWithBaseline(judge(unbounded), []))).toEqual({new: 1, known: 0})
    expect(baselineCounts(compareWithBaseline({...judge(off), failOn: 'high'}, known))?.new).toBeGreaterThan(0)
    const text = human(compareWithBaseline(judge(unbounded), known), {columns: 80, colour: false, unicode: true, verbose: false})
    expect(text).toContain('Baseline: 0 new problems, 1 known.')
    expect(human(judge(unbounded), {columns: 80, colour: false, unicode: true, verbose: false})).not.toContain('Baseline')
  })

  it('is not stale where this run could not read the pipeline, or read elsewhere', () => {
    const old = updatedBaseline(judge(unbounded), [])
    const denied = judge({}, {mapping: missing('denied', 'x:Y', 'no')})
    expect(compareWithBaseline(denied, old).findings).toEqual([])
    const everything = {...judge({}), whole: true}
    const gone = old.map(entry => ({...entry, function: 'deleted', mapping: 'deleted'}))
    expect(compareWithBaseline(everything, gone).findings.map(({check}) => check)).toEqual(['stale-baseline-entry'])
    expect(compareWithBaseline({...everything, part: {shard: 1, of: 2}}, gone).findings).toEqual([])
    expect(
      compareWithBaseline(
        everything,
        gone.map(entry => ({...entry, region: 'eu-west-1'})),
      ).findings,
    ).toEqual([])
    const other = old.map(entry => ({...entry, function: 'of-another-slice', mapping: 'of-another-slice'}))
    expect(compareWithBaseline(judge({}), other).findings).toEqual([])
    expect(updatedBaseline(judge({}), other)).toEqual(other)
    expect(updatedBaseline(denied, old)).toEqual(old)
  })

  it('is the same file for the same problems in any order', () => {
    const entries = updatedBaseline(judge({...off, mapping: {...off.mapping, maximumRetryAttempts: -1}}), [])
    expect(entries.length).toBeGreaterThan(2)
    expect(baselineText([...entries].reverse())).toBe(baselineText(entries))
    expect(parseBaseline(baselineText(entries), 'b.json').length).toBe(entries.length)
  })

  it.each([
    ['{"a":', 'it is not complete JSON'],
    ['{}', 'schemaVersion'],
    ['{"schemaVersion":1,"tool":"ddbstream","entries":[{"id":"x"}]}', 'entries.0'],
  ])('%s is refused', (text, words) => expect(() => parseBaseline(text, 'b.json')).toThrow(words))
})
