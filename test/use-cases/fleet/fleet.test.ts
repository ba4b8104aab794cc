import {LambdaClient, PutFunctionConcurrencyCommand} from '@aws-sdk/client-lambda'
import {describe, expect, it} from 'vitest'
import {openLab} from '../../../packages/lab/src/entrance.ts'
import {parseConfig} from '../../../src/config/parse.ts'
import {knownNames} from '../../../src/diagnosis/diagnose.ts'
import {exitCodeOf} from '../../../src/diagnosis/verdict.ts'
import type {Report} from '../../../src/model/report/report.ts'
import {human} from '../../../src/reports/doctor/human.ts'
import {doctorFleet} from '../../../src/use-cases/fleet/fleet.ts'
import {merge} from '../../../src/use-cases/fleet/merge.ts'
import {enabledRegions, inRole} from '../../../src/use-cases/fleet/places.ts'
import {look} from '../../support/examine.ts'
import {callsOf, everything, fleetOptions, labPlace, lookAtFleet} from '../../support/fleet.ts'

const lab = (given: object = {}) => openLab({incident: 'poison-record', seed: 3, functions: 30, ...given})
const opened = new Map<string, ReturnType<typeof lab>>()

/** The same, opened once: for runs that only read, and count no calls. */
function shared(given: object = {}): ReturnType<typeof lab> {
  const id = JSON.stringify(given)
  const known = opened.get(id) ?? lab(given)
  opened.set(id, known)
  return known
}

const key = (report: Report) => report.pipelines.map(p => [p.mapping, p.verdict, p.causes[0]?.id]).sort()
const sum = (requests: Record<string, number>): number => Object.values(requests).reduce((a, b) => a + b, 0)

describe('a fleet', () => {
  it('is read whole in hardly more requests than AWS’s pages make, and counts them as AWS does', async () => {
    const own = lab()
    const report = await lookAtFleet([labPlace(own)])
    expect(report.pipelines.length).toBe(31)
    expect(report).toMatchObject({verdict: 'degraded', part: null, partial: null, whole: true, missing: []})
    expect(report.pipelines.filter(p => p.verdict === 'healthy').length).toBe(30)
    expect(report.usage.requests).toEqual(callsOf(own))
    expect(report.usage.requests).toMatchObject({
      'lambda:ListEventSourceMappings': 1,
      'lambda:ListFunctions': 1,
      'lambda:GetAccountSettings': 1,
    })
    // A table and a stream each, and the further requests of the sick one.
    expect(sum(report.usage.requests), JSON.stringify(report.usage.requests)).toBeLessThan(2 * 31 + 20)
  })

  it('gives each pipeline the result of a run for it alone', async () => {
    const report = await lookAtFleet([labPlace(shared())])
    const {report: alone} = await look(shared())
    const {findings, ...own} = report.pipelines.find(p => p.function === 'orders-projector')!
    const [one] = alone.pipelines
    expect({verdict: own.verdict, lag: own.lag.state, causes: own.causes.map(c => c.id)}).toEqual({
      verdict: one?.verdict,
      lag: one?.lag.state,
      causes: one?.causes.map(c => c.id),
    })
    // A list of functions has no state: the checks that need it are unknown, and nothing else differs.
    const differing = findings.filter(f => f.status !== one?.findings.find(other => other.check === f.check)?.status)
    expect(differing.filter(({check}) => check !== 'function-not-active')).toEqual([])
  })

  it('in two shards gives the same as in one run', async () => {
    const whole = await lookAtFleet([labPlace(shared())])
    const shards = await Promise.all([1, 2].map(shard => lookAtFleet([labPlace(shared())], {part: {shard, of: 2}})))
    expect(shards.map(report => report.part)).toEqual([
      {shard: 1, of: 2},
      {shard: 2, of: 2},
    ])
    expect(shards.every(report => report.pipelines.length > 10)).toBe(true)
    expect(
      key(
        merge(
          shards.map((report, i) => ({file: `${i}`, report})),
          {},
        ),
      ),
    ).toEqual(key(whole))
  })

  it('has shards in which there may be nothing, and that is well', async () => {
    const shards = await Promise.all(
      [1, 2, 3].map(shard => lookAtFleet([labPlace(shared({functions: 0, incident: 'healthy'}))], {part: {shard, of: 3}})),
    )
    expect(shards.map(report => report.pipelines.length).sort()).toEqual([0, 0, 1])
    expect(shards.every(report => exitCodeOf(report) !== 3)).toBe(true)
  })

  it.each<[string, Partial<typeof everything>, (name: string) => boolean]>([
    ['a pattern', {functionPattern: 'orders-*' as never}, name => name.startsWith('orders-')],
    ['a table', {tables: ['orders'] as never}, name => name === 'orders-projector'],
    ['a tag', {tags: [{key: 'team', value: 'orders'}] as never}, name => name.startsWith('orders-')],
    ['a tag of any value', {tags: [{key: 'team', value: null}] as never}, () => true],
    ['a stack', {stacks: ['orders', 'no-such-stack'] as never}, name => name.startsWith('orders-')],
    [
      'a tag and a pattern',
      {functionPattern: '*-projector' as never, tags: [{key: 'team', value: 'orders'}] as never},
      name => name === 'orders-projector',
    ],
  ])('is chosen by %s', async (_, targets, fitting) => {
    const report = await lookAtFleet([labPlace(shared({functions: 12}))], {targets: {...everything, ...targets}})
    expect(report.pipelines.length).toBeGreaterThan(0)
    expect(report.pipelines.every(p => fitting(p.function))).toBe(true)
  })

  it('that is empty is told with the exit code of no pipeline', async () => {
    const run = doctorFleet([labPlace(shared())], fleetOptions({targets: {...everything, tables: ['nothing']}}))
    await expect(run).rejects.toMatchObject({code: 'E_NO_PIPELINE', exitCode: 4})
  })

  it('finds the functions that reserve concurrency, without asking all of them', async () => {
    const own = lab({incident: 'healthy', functions: 40})
    const [first] = (await lookAtFleet([labPlace(own)])).pipelines.filter(p => p.function !== 'orders-projector')
    const {region, credentials, requestHandler, sleep, control} = own
    const client = new LambdaClient({region, credentials, requestHandler, endpoint: 'http://lab.invalid'})
    await client.send(new PutFunctionConcurrencyCommand({FunctionName: first!.function, ReservedConcurrentExecutions: 0}))
    await client.send(new PutFunctionConcurrencyCommand({FunctionName: 'orders-projector', ReservedConcurrentExecutions: 7}))
    control('POST', '/_lab/advance', {seconds: 20 * 60})
    const before = callsOf(own)['lambda:GetFunction'] ?? 0
    const report = await doctorFleet(
      [{name: region, connection: {region, credentials, requestHandler, sleep, deadlineMs: 600_000}}],
      fleetOptions({config: parseConfig('{version: 1, assert: {ReservedConcurrentExecutions: {present: false}}}', 'c.yaml', knownNames)}),
    )
    const reserving = report!.pipelines.filter(p =>
      p.findings.some(f => f.check === 'assertion-ReservedConcurrentExecutions' && f.status === 'fail'),
    )
    expect(reserving.map(p => p.function)).toContain('orders-projector')
    expect((callsOf(own)['lambda:GetFunction'] ?? 0) - before).toBeLessThan(40)
  })
})

describe('when something breaks', () => {
  it('one call in ten: every pipeline is judged or undecided, none is healthy that is not', async () => {
    const report = await lookAtFleet([labPlace(lab({faults: 0.1, functions: 30}))])
    expect(report.pipelines.length).toBe(31)
    expect(
      report.pipelines
        .filter(p => p.verdict === 'degraded')
        .map(p => p.function)
        .filter(name => name !== 'orders-projector'),
    ).toEqual([])
    expect(['degraded', 'undecided']).toContain(report.pipelines.find(p => p.function === 'orders-projector')?.verdict)
    expect(report.pipelines.filter(p => p.verdict === 'healthy').length).toBeGreaterThan(15)
  })

  it('a region is down: the others are judged, and the run is undecided', async () => {
    const own = lab({incident: 'healthy', functions: 3})
    own.control('POST', '/_lab/faults', {action: '*', kind: 'drop', region: 'eu-west-1'})
    const place = labPlace(own)
    const report = await lookAtFleet([place, {name: 'eu-west-1', connection: {...place.connection, region: 'eu-west-1'}}])
    expect(report.pipelines.length).toBe(4)
    expect(report.verdict).toBe('undecided')
    expect(exitCodeOf({...report, failOn: 'critical'})).toBe(3)
    expect(report.missing).toMatchObject([
      {mapping: null, evidence: 'mappings', reason: 'failed', detail: expect.stringContaining('eu-west-1: ')},
    ])
  })

  it('all regions are down: there is nothing to report', async () => {
    const down = {handle: () => Promise.reject(Object.assign(new Error('connect ECONNREFUSED'), {code: 'ECONNREFUSED'}))}
    const place = labPlace(lab())
    await expect(doctorFleet([{...place, connection: {...place.connection, requestHandler: down}}], fleetOptions())).rejects.toMatchObject({
      code: 'E_UNREACHABLE',
      exitCode: 4,
    })
  })

  it('the credentials expire midway: the evidence by then is judged, the rest is undecided', async () => {
    const own = lab({incident: 'healthy', functions: 60})
    let judged = 0
    let atExpiry = 0
    const report = await lookAtFleet([labPlace(own)], {
      onProgress: ({done}) => {
        if (judged === 0 && done > 0) {
          own.control('POST', '/_lab/faults', {action: '*', kind: 'expired', share: 1})
          atExpiry = sum(callsOf(own))
        }
        judged = done
      },
    })
    expect(report.pipelines.length).toBe(61)
    expect(report.verdict).toBe('undecided')
    const verdicts = report.pipelines.map(p => p.verdict)
    expect(verdicts.filter(v => v === 'healthy').length).toBeGreaterThanOrEqual(25)
    expect(report.missing.some(gap => /the credentials have expired/.test(gap.detail))).toBe(true)
    expect(verdicts).toContain('undecided')
    // Only open requests still end: with a second round for the gaps it would be 171 requests.
    expect(sum(callsOf(own)) - atExpiry).toBeLessThan(100)
    expect(human(report, {columns: 80, colour: false, unicode: true, verbose: false})).toMatch(/The credentials expired during the run/)
  })

  it('a signal ends it: the known results are reported, marked partial', async () => {
    const ending = new AbortController()
    const report = await lookAtFleet([labPlace(lab({incident: 'healthy', functions: 80}))], {
      signal: ending.signal,
      onProgress: ({done}) => {
        if (done > 0) ending.abort()
      },
    })
    expect(report.partial).toMatch(/^ended by a signal after \d+ of 81 pipelines$/)
    expect(report.pipelines.length).toBeGreaterThanOrEqual(25)
    expect(report.pipelines.length).toBeLessThan(81)
    expect([report.verdict, exitCodeOf({...report, failOn: 'critical'})]).toEqual(['undecided', 3])
  })
})

describe('accounts and regions', () => {
  it('are every region that is enabled, and the account of a role that is taken on once', async () => {
    const own = lab({functions: 2})
    const place = labPlace(own)
    const regions = await enabledRegions(place.connection)
    expect(regions.length).toBeGreaterThan(1)
    const report = await lookAtFleet(regions.map(region => ({name: region, connection: {...place.connection, region}})))
    expect(report.scope.regions).toEqual(regions)
    expect(report.pipelines.map(pipeline => pipeline.region)).toEqual([own.region, own.region, own.region])
    const {account} = report.scope
    const role = `arn:aws:iam::${account}:role/ddbstream-operator`
    const asRole = await lookAtFleet([{...place, connection: inRole(place.connection, role)}])
    expect(asRole.pipelines.length).toBe(3)
    expect(asRole.usage.requests['sts:AssumeRole']).toBe(1)
    expect(callsOf(own)['sts:AssumeRole']).toBe(1)
    const refused = lookAtFleet([{...place, connection: inRole(place.connection, `${role}-of-others`)}])
    await expect(refused).rejects.toMatchObject({exitCode: 4, message: expect.stringContaining('sts:AssumeRole')})
  })

  it('that two profiles share are read once, and a warning names them', async () => {
    const own = lab({functions: 2})
    const told: string[] = []
    const report = await lookAtFleet([labPlace(own, 'one'), labPlace(own, 'two')], {onNote: text => told.push(text)})
    expect(report.pipelines.length).toBe(3)
    expect(told).toEqual([`Read only once: "one" and "two" are both account 123456789012 in ${own.region}.`])
  })

  it('where nothing fits are named with the region that was read', async () => {
    const nothing = lookAtFleet([labPlace(shared(), 'the region of the profile default')], {
      targets: {...everything, functionPattern: 'x*'},
    })
    await expect(nothing).rejects.toThrow('No pipeline matches in us-east-1, the region of the profile default.')
  })
})
