import {describe, expect, it} from 'vitest'
import {checks} from '../../src/checks/index.ts'
import {defaultSettings} from '../../src/config/settings.ts'
import {runCheck, runChecks, weighCauses} from '../../src/diagnosis/judge.ts'
import {lookupIn, lookupOf} from '../../src/diagnosis/lookup.ts'
import type {AnyCheck} from '../../src/model/check.ts'
import type {Lookup, Need} from '../../src/model/derived/derived.ts'
import {type Item, known, missing} from '../../src/model/evidence/item.ts'
import type {Settings} from '../../src/model/settings.ts'
import {evidence, mapping, moment, nowMs, type Parts} from '../support/evidence.ts'
import {loggedOf} from '../support/on-demand.ts'
import {situations} from '../support/situations.ts'
import {weighing} from '../support/weigh.ts'

const check = (run: () => unknown, given: Partial<AnyCheck> = {}): AnyCheck => ({
  id: 'a-check',
  severity: 'medium',
  needs: ['mapping'],
  run: run as AnyCheck['run'],
  text: {title: 'A title', why: 'Because.', found: () => 'Found.', fix: facts => `Fix ${(facts as {n: number}).n}.`},
  ...given,
})
const lookup = (item: Item<unknown> = known(mapping()), others: Record<string, Item<unknown>> = {}) =>
  lookupIn(key => (key === 'mapping' ? item : (others[key] ?? missing('denied', 'x:Y', 'x'))), moment)
const run = (one: AnyCheck, item?: Item<unknown>) => runCheck(one, lookup(item), moment)
const failure =
  (given: object = {}) =>
  () => [{facts: {n: 3}, fix: null, ...given}]

describe('one check', () => {
  it.each<[string, () => ReturnType<typeof run>, object]>([
    ['passes', () => run(check(() => [])), {status: 'pass', summary: 'Nothing found.', severity: 'medium', fix: null}],
    [
      'fails',
      () => run(check(failure())),
      {status: 'fail', summary: 'Found.', severity: 'medium', facts: {n: 3}, fix: null, title: 'A title'},
    ],
    ['fails with a severity of its own', () => run(check(failure({severity: 'low'}))), {status: 'fail', severity: 'low'}],
    ['has the fix of its text', () => run(check(failure({fix: {command: 'ls'}}))), {fix: {summary: 'Fix 3.', command: 'ls'}}],
    [
      'with a value beside the facts',
      () => run(check(failure({fix: {command: 'ls', values: {n: 4}}}))),
      {fix: {summary: 'Fix 4.', command: 'ls'}},
    ],
    ['has a fix of another text', () => run(check(failure({fix: {command: 'ls', summary: 'Other.'}}))), {fix: {summary: 'Other.'}}],
    ['cannot decide', () => run(check(() => ({undecidable: 'no datapoint'}))), {status: 'unknown', summary: 'Not known: no datapoint.'}],
    [
      'throws',
      () =>
        run(
          check(() => {
            throw new Error('boom')
          }),
        ),
      {status: 'bug', summary: expect.stringContaining('boom')},
    ],
    [
      'has no text for its fix',
      () => run(check(failure({fix: {command: 'ls'}}), {text: {title: 'T', why: 'W', found: () => 'F'}})),
      {status: 'bug'},
    ],
    [
      'was denied its need',
      () =>
        run(
          check(() => []),
          missing('denied', 'x:Read', 'x'),
        ),
      {status: 'unknown', summary: 'Not known: x:Read is denied.'},
    ],
    [
      'failed to read its need',
      () =>
        run(
          check(() => []),
          missing('failed', 'x:Read', 'x'),
        ),
      {status: 'unknown', summary: 'Not known: x:Read failed.'},
    ],
    [
      'was not given its need',
      () =>
        run(
          check(() => []),
          missing('skipped', '', ''),
        ),
      {status: 'skipped', summary: 'Not read: --deep reads it.'},
    ],
    [
      'needs the code',
      () =>
        run(
          check(() => [], {needs: ['mapping', 'code']}),
          missing('skipped', '', ''),
        ),
      {status: 'unknown'},
    ],
  ])('%s', (_, found, expected) => {
    const findings = found()
    expect(findings).toHaveLength(1)
    expect(findings[0]).toMatchObject({check: 'a-check', muted: null, baseline: null, ...expected})
  })

  it('reads code with a flag of its own', () => {
    const skipped = missing('skipped', '', '')
    const [found] = runCheck(
      check(() => [], {needs: ['code']}),
      lookup(undefined, {code: skipped}),
      moment,
    )
    expect(found).toMatchObject({status: 'skipped', summary: 'Not read: --inspect-code reads it.'})
  })

  it('has a finding for each failure', () => {
    expect(run(check(() => [...failure()(), ...failure({facts: {n: 5}})()])).map(({facts}) => facts)).toEqual([{n: 3}, {n: 5}])
  })

  it('leaves out a fix by which good records would be lost, and gives the reason', () => {
    const all = evidence({...situations['failing-function']})
    const given = lookupOf(all, all.pipelines[0] as (typeof all.pipelines)[number], moment)
    const [found] = runCheck(check(failure({fix: {change: {MaximumRetryAttempts: 3}}})), given, moment)
    expect(found).toMatchObject({
      status: 'fail',
      fix: null,
      summary: expect.stringMatching(/^Found\. Limit retries and record age only after/),
    })
  })
})

describe('all checks', () => {
  const all = evidence(situations['mapping-disabled'])
  const given = lookupOf(all, all.pipelines[0] as (typeof all.pipelines)[number], moment)
  const settings = (set: Settings['checks']): Settings => ({...defaultSettings, checks: set})
  const of = (set: Settings['checks'], wanted: (id: string) => boolean = () => true) =>
    runChecks(wanted, settings(set), given, moment).filter(({check: id}) => id === 'mapping-not-enabled')

  const [own] = of({})
  it('run with their own severity', () => {
    expect(own).toMatchObject({status: 'fail', severity: checks.find(({id}) => id === 'mapping-not-enabled')?.severity})
    expect(of({'mapping-not-enabled': {set: 'on', from: 'config:3'}})).toEqual([own])
  })

  it('run with that of the configuration', () => {
    expect(of({'mapping-not-enabled': {set: 'low', from: 'config:3'}})).toEqual([{...own, severity: 'low'}])
  })

  it('do not run where they are off, or not wanted', () => {
    expect(of({'mapping-not-enabled': {set: 'off', from: 'config:3'}})).toMatchObject([
      {status: 'off', summary: expect.stringContaining('config:3')},
    ])
    expect(of({}, id => id !== 'mapping-not-enabled')).toMatchObject([{status: 'skipped', summary: 'Not requested.'}])
    expect(of({'mapping-not-enabled': {set: 'off', from: 'config:3'}}, id => id !== 'mapping-not-enabled')).toMatchObject([
      {summary: 'Not requested.'},
    ])
  })
})

type Flags = Pick<ReturnType<typeof weighCauses>, 'harmed' | 'loses' | 'explained' | 'standing'>
const flags = ({harmed, loses, explained, standing}: Flags): string =>
  Object.entries({harmed, loses, explained, standing})
    .flatMap(([name, is]) => (is ? [name] : []))
    .join(' ')

describe('the causes of a pipeline', () => {
  it.each<[keyof typeof situations, string]>([
    ['mapping-disabled', 'harmed standing'],
    ['stale-stream', 'harmed standing'],
    ['failing-function', 'harmed'],
    ['broken-destination', 'harmed loses standing'],
    ['silent-loss', 'harmed loses'],
    ['slow-handler', 'harmed'],
    ['write-burst', 'explained'],
    ['shard-rollover', 'explained'],
  ])('%s: %s', (name, expected) => {
    const found = weighing(situations[name] ?? {})
    expect(flags(found)).toBe(expected)
    const harmful = expected.includes('harmed')
    expect(found.causes[0]).toMatchObject({id: name, harmful, passes: !harmful, beforeChange: false, muted: null, baseline: null})
  })

  it('nothing of a healthy one', () => {
    expect(weighing()).toEqual({
      causes: [],
      open: [],
      openBecause: [],
      ruledOut: [],
      onDemand: [],
      harmed: false,
      loses: false,
      explained: false,
      standing: false,
    })
  })

  it('names the ruled-out look-alikes of the found cause alone', () => {
    const {ruledOut} = weighing(situations['poison-record'])
    expect(ruledOut.map(({id}) => id)).toEqual(['failing-function'])
    expect(ruledOut[0]?.because).toMatch(/./)
  })

  it('requests the evidence that open and present causes need, once, and none that was read or denied', () => {
    expect(weighing(situations['poison-record']).onDemand).toEqual(['logErrors'])
    expect(weighing({...situations['poison-record'], logErrors: loggedOf('exception')}).onDemand).not.toContain('logErrors')
    expect(weighing(situations['poison-record'], ['logErrors']).onDemand).not.toContain('logErrors')
    const {onDemand} = weighing(situations['silent-loss'])
    expect(new Set(onDemand).size).toBe(onDemand.length)
  })

  it('leaves a cause open where its evidence was denied or failed, and not where nobody tried', () => {
    expect(weighing({}, ['tableMetrics']).open).toContain('reader-contention')
    expect(weighing({}, ['tableMetrics'], 'failed').open).toContain('reader-contention')
    expect(weighing({}, ['mapping']).open).toContain('mapping-disabled')
    expect(weighing({}).open).toEqual([])
  })

  it('an error in a cause leaves it open', () => {
    const {open, causes} = weighCauses(withLag({}, {series: null, stuck: null}), moment)
    expect([open.length > 0, causes]).toEqual([true, []])
  })
})

/** What is known of a pipeline, with another lag. */
function withLag(parts: Partial<Parts>, changed: object): Lookup {
  const all = evidence(parts)
  const given = lookupOf(all, all.pipelines[0] as (typeof all.pipelines)[number], moment)
  const lag = given('lag')
  const item = known({...(lag.state === 'known' ? lag.value : {}), ...changed})
  return ((key: Need) => (key === 'lag' ? item : given(key))) as Lookup
}

describe('a rollover, which passes', () => {
  const hours = 3_600_000
  it.each<[string, object, string[], boolean]>([
    ['is the answer', {}, ['shard-rollover'], true],
    ['six hours before a loss', {state: 'behind', lossAtMs: nowMs + 6 * hours}, ['shard-rollover'], true],
    ['is none where less is left', {state: 'behind', lossAtMs: nowMs + 6 * hours - 1}, [], false],
    ['is the answer where the lag recovers', {state: 'recovering', lossAtMs: nowMs + 1}, ['shard-rollover'], true],
  ])('%s', (_, lag, ids, explained) => {
    const found = weighCauses(withLag(situations['shard-rollover'] ?? {}, lag), moment)
    expect([found.causes.map(({id}) => id).filter(id => id === 'shard-rollover'), found.explained]).toEqual([ids, explained])
  })
})
