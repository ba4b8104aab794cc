import {describe, expect, test} from 'vitest'
import type {LabFunction, LogEvent} from '../../../packages/lab/src/simulation/engine/world.ts'
import {type Small, type SmallWorld, smallWorld, startMs} from './small-world.ts'

const group = '/aws/lambda/projector'
const events = ({world}: SmallWorld, from = 0, to = world.nowMs): LogEvent[] => [...world.logs.read(group, from, to)]
const messages = (small: SmallWorld): string[] => events(small).map(event => event.message)

function logged(given: Partial<Small>, fn: Partial<LabFunction> = {}, second = 300): SmallWorld {
  const small = smallWorld(given)
  for (const one of small.world.functions.values()) Object.assign(one, fn)
  small.to(second)
  return small
}

describe('lines', () => {
  test('come oldest first, each once, from one stream for each environment', () => {
    const small = logged({perShard: 8, shards: 4})
    const all = events(small)
    expect(all.length).toBeGreaterThan(500)
    expect(all.map(event => event.atMs)).toEqual(all.map(event => event.atMs).sort((a, b) => a - b))
    const reports = all.filter(event => event.message.startsWith('REPORT'))
    expect(new Set(reports.map(event => event.message.slice(0, 60))).size).toBe(reports.length)
    for (const {stream} of all) expect(stream).toMatch(/^2026\/11\/02\/\[\$LATEST\][0-9a-f]{32}$/)
    expect(new Set(all.map(event => event.stream)).size).toBeLessThanOrEqual(8)
  })

  test('of a span are those of the whole that lie in it', () => {
    const small = logged({perShard: 8, behaviour: {baseMs: 900}})
    const [from, to] = [startMs + 100_500, startMs + 101_700]
    expect(events(small, from, to)).toEqual(events(small).filter(({atMs}) => atMs >= from && atMs <= to))
    expect(events(small, from, to).length).toBeGreaterThan(0)
  })

  test('are there some seconds after they were written, and the group from the first on', () => {
    const small = smallWorld({})
    expect(small.world.logs.groups()).toEqual([])
    small.to(300)
    expect(small.world.logs.groups()).toMatchObject([{name: group, class: 'STANDARD'}])
    const newest = events(small).at(-1)
    expect(small.world.nowMs - (newest?.atMs ?? 0)).toBeGreaterThan(900)
    for (const {atMs, ingestedMs} of events(small)) {
      expect(ingestedMs).toBeLessThanOrEqual(small.world.nowMs)
      expect(ingestedMs - atMs).toBeGreaterThanOrEqual(1000)
    }
    expect([...small.world.logs.read('/aws/lambda/other', 0, small.world.nowMs)]).toEqual([])
  })

  test('agree with the metrics', () => {
    const small = logged({perShard: 3}, {}, 600)
    const invocations = small.metric('Invocations', 'Sum').get(5)
    const began = events(small, startMs + 300_000, startMs + 359_999).filter(event => event.message.startsWith('START'))
    expect(Math.abs(began.length - (invocations ?? 0))).toBeLessThanOrEqual(1)
  })
})

describe('text', () => {
  test('a REPORT line has its parts between tabs, and a start is billed', () => {
    const [first] = messages(logged({})).filter(line => line.startsWith('REPORT'))
    const [, duration, billed, init] =
      /^REPORT RequestId: [0-9a-f-]{36}\tDuration: ([\d.]+) ms\tBilled Duration: (\d+) ms\tMemory Size: 512 MB\tMax Memory Used: \d+ MB\tInit Duration: ([\d.]+) ms\t\n$/.exec(
        first ?? '',
      ) ?? []
    expect(Number(billed)).toBe(Math.ceil(Number(duration) + Number(init)))
  })

  test('a poisoned record shows as an error of the data, each time the same', () => {
    const failures = messages(logged({poisonAtSecond: 60})).filter(line => line.includes('Invoke Error'))
    expect(failures.length).toBeGreaterThan(2)
    expect(new Set(failures.map(line => line.split('\t').at(-1))).size).toBe(1)
    expect(failures[0]).toContain("Cannot read properties of undefined (reading 'S')")
  })

  test('a failed record that the handler reports shows, too, though no invocation failed', () => {
    const settings = {FunctionResponseTypes: ['ReportBatchItemFailures']}
    const lines = messages(logged({poisonAtSecond: 60, behaviour: {poison: 'reports'}, settings}))
    expect(lines.some(line => line.includes('ERROR\trecord failed'))).toBe(true)
    expect(lines.some(line => line.includes('Status: error'))).toBe(false)
  })

  test('Python writes its own way', () => {
    const small = smallWorld({poisonAtSecond: 60, runtime: 'python3.13'})
    small.to(300)
    expect(messages(small).some(line => line.startsWith("[ERROR] KeyError: 'N'\nTraceback"))).toBe(true)
  })

  test.each([
    [true, /Status: timeout/, /Task timed out after/],
    [false, /Task timed out after 10\.00 seconds/, /Status: timeout/],
  ])('a timeout with the newer style (%s)', (statusInReport, has, hasNot) => {
    const lines = messages(logged({behaviour: {baseMs: 20_000}, statusInReport}))
    expect(lines.some(line => has.test(line))).toBe(true)
    expect(lines.some(line => hasNot.test(line))).toBe(false)
  })

  test('the older style says how a process ended', () => {
    const lines = messages(logged({behaviour: {baseMb: 900}, statusInReport: false}))
    expect(
      lines.some(line => /^RequestId: [0-9a-f-]{36} Error: Runtime exited with error: signal: killed\nRuntime.ExitError\n$/.test(line)),
    ).toBe(true)
  })
})

describe('JSON', () => {
  const json = {logFormat: 'JSON'} as const
  const types = (small: SmallWorld) => new Set(messages(small).map(line => JSON.parse(line).type as string | undefined))

  test('every line is an object, and reports carry metrics', () => {
    const small = logged({}, json)
    expect(types(small)).toEqual(new Set(['platform.initStart', 'platform.start', 'platform.report']))
    const report = messages(small)
      .map(line => JSON.parse(line))
      .find(line => line.type === 'platform.report')
    expect(report.record).toMatchObject({status: 'success', metrics: {memorySizeMB: 512}})
    expect(report.record.metrics.initDurationMs).toBeGreaterThan(200)
  })

  test('with the system level WARN reports of successes are gone, those of failures stay', () => {
    const warn = {...json, systemLogLevel: 'WARN' as const}
    expect(messages(logged({}, warn))).toEqual([])
    const failing = logged({behaviour: {alwaysFails: true}}, warn)
    expect(types(failing)).toContain('platform.report')
    for (const line of messages(failing).map(text => JSON.parse(text))) {
      if (line.type === 'platform.report') expect(line.record.status).toBe('error')
    }
  })

  test('with the application level FATAL the code is silent', () => {
    const lines = messages(logged({behaviour: {alwaysFails: true}}, {...json, applicationLogLevel: 'FATAL'}))
    expect(lines.some(line => line.includes('"level":"ERROR"'))).toBe(false)
    expect(lines.length).toBeGreaterThan(0)
  })
})
