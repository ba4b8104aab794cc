import {describe, expect, it} from 'vitest'
import {parseConfig} from '../../../src/config/parse.ts'
import {knownNames} from '../../../src/diagnosis/diagnose.ts'
import {exitCodeOf} from '../../../src/diagnosis/verdict.ts'
import type {PipelineReport, Report} from '../../../src/model/report/report.ts'
import {belongsTo} from '../../../src/model/slice.ts'
import {doubtsAbout, merge, readReport} from '../../../src/use-cases/fleet/merge.ts'
import {invented} from '../../reports/invented.ts'

const healthy = invented.healthy.pipelines[0]!
const poisoned = invented.poison.pipelines[0]!
const part = (shard: number, of: number, pipelines: PipelineReport[], given: Partial<Report> = {}): Report => ({
  ...invented.healthy,
  part: {shard, of},
  pipelines,
  verdict: pipelines.some(p => p.verdict === 'critical') ? 'critical' : 'healthy',
  ...given,
})
const named = (pipeline: PipelineReport, mapping: string): PipelineReport => ({...pipeline, mapping})
const join = (...reports: Report[]) =>
  merge(
    reports.map((report, i) => ({file: `${i + 1}.json`, report})),
    {},
  )

describe('merge', () => {
  it('joins the parts to the whole', () => {
    const whole = join(part(2, 2, [named(poisoned, 'b')], {takenAt: '2026-11-23T17:53:00.000Z'}), part(1, 2, [named(healthy, 'a')]))
    expect(whole).toMatchObject({part: null, partial: null, verdict: 'critical', takenAt: '2026-11-23T17:53:00.000Z'})
    expect(whole.pipelines.map(p => p.mapping)).toEqual(['b', 'a'])
    expect(whole.usage.requests['lambda:GetFunction']).toBe(2)
    expect(exitCodeOf(whole)).toBe(1)
  })
  it('is undecided at best, and says so, without one of the shards', () => {
    const whole = join(part(1, 3, [healthy]))
    expect(whole).toMatchObject({verdict: 'undecided', partial: 'slice 2/3 is missing; slice 3/3 is missing'})
    expect(exitCodeOf(whole)).toBe(3)
    expect(exitCodeOf(join(part(1, 3, [poisoned])))).toBe(1)
  })
  it('keeps that a part was not complete', () => {
    const whole = join(part(1, 2, [healthy], {partial: 'ended early', verdict: 'undecided'}), part(2, 2, []))
    expect(whole).toMatchObject({verdict: 'undecided', partial: 'slice 1/2: ended early'})
  })
  it('doubts shards of other times and of other regions', () => {
    const doubts = (given: Partial<Report>) =>
      doubtsAbout([part(1, 2, []), part(2, 2, [], given)].map((report, i) => ({file: `${i + 1}.json`, report})))
    expect(doubts({})).toEqual([])
    expect(doubts({takenAt: '2026-11-26T17:53:00.000Z'})).toEqual([expect.stringMatching(/^2\.json was taken .* after 1\.json/)])
    expect(doubts({scope: {...invented.healthy.scope, regions: ['ap-south-1']}})).toEqual([
      expect.stringMatching(/2\.json of .* in ap-south-1/),
    ])
  })
  it('refuses a shard that there cannot be', () =>
    expect(() => readReport(JSON.stringify(part(3, 2, [])), '1.json')).toThrow('part: there is no such slice'))
  it.each<[string, Report[], string]>([
    ['a double slice', [part(1, 2, []), part(1, 2, [])], 'Slice 1/2 occurs twice: in 1.json and in 2.json.'],
    ['a double pipeline', [part(1, 2, [healthy]), part(2, 2, [healthy])], 'is in 1.json and in 2.json'],
    ['parts of different splits', [part(1, 2, []), part(1, 3, [])], 'different splits of the fleet: into 2, into 3'],
    ['a whole beside a part', [part(1, 2, []), {...part(1, 2, []), part: null}], 'different splits of the fleet: into 2, not at all'],
  ])('refuses %s', (_, reports, words) => expect(() => join(...reports)).toThrow(words))

  it('joins whole runs of other regions and accounts', () => {
    const other = {
      ...invented.healthy,
      scope: {account: '210987654321', caller: null, regions: ['eu-west-1']},
      pipelines: [{...healthy, account: '210987654321', region: 'eu-west-1'}],
    }
    expect(join(invented.healthy, other)).toMatchObject({
      partial: null,
      scope: {account: null, caller: null, regions: ['eu-west-1', 'us-east-1']},
    })
  })
  it('takes the strictest --fail-on, or the one that is given', () => {
    const parts = [
      {file: 'a', report: part(1, 2, [], {failOn: 'never'})},
      {file: 'b', report: part(2, 2, [], {failOn: 'low'})},
    ]
    expect([merge(parts, {}).failOn, merge(parts, {failOn: 'critical'}).failOn]).toEqual(['low', 'critical'])
  })
  it('finds the mutes that no shard can use, which a shard alone cannot know', () => {
    const config = parseConfig(
      'version: 1\nmutes: [{function: "*", check: no-bisect, owner: o, reason: r, until: 2999-01-01}]',
      'c',
      knownNames,
    )
    const report = merge([{file: 'a', report: part(1, 1, [healthy])}], {config})
    expect(report.findings.map(f => f.check)).toEqual(['unmatched-mute'])
  })
  it.each([
    ['{"pipelines":', 'not complete JSON'],
    ['{"pipelines":[]}', 'not a report of this ddbstream'],
  ])('%s is no report', (text, words) => expect(() => readReport(text, 'x.json')).toThrow(words))
})

describe('shards', () => {
  it('each mapping is in one of them, and they are about as large as each other', () => {
    const uuids = Array.from(
      {length: 4000},
      (_, i) => `${((i * 2654435761) % 2 ** 32).toString(16).padStart(8, '0')}-0000-4000-8000-00000000${String(i).padStart(4, '0')}`,
    )
    const sizes = Array.from({length: 8}, (_, i) => uuids.filter(uuid => belongsTo({shard: i + 1, of: 8}, uuid)).length)
    expect(sizes.reduce((a, b) => a + b)).toBe(4000)
    for (const size of sizes) expect(Math.abs(size - 500)).toBeLessThan(100)
  })
})
