import {expect} from 'vitest'
import {ordinaryPlan} from '../../../packages/lab/src/incidents/plan.ts'
import {wayOf} from '../../../packages/lab/src/incidents/unheard-failures.ts'
import {recordCounts} from '../../../packages/lab/src/simulation/engine/conservation.ts'
import type {Opened} from './opened.ts'

const longest = (opened: Opened, minutes: number) =>
  Math.max(0, ...opened.recent('IteratorAge', 'Maximum', minutes).map(point => point.value))
const freshest = (opened: Opened, minutes: number) =>
  Math.min(...opened.recent('IteratorAge', 'Minimum', minutes).map(point => point.value))

/** Lines of the last minutes. */
export function linesOf({world, seed}: Opened, minutes: number): string[] {
  const group = world.logs.groups()[0]?.name
  if (group === undefined) throw new Error(`No log group with seed ${seed}.`)
  return [...world.logs.read(group, world.nowMs - minutes * 60_000, world.nowMs)].map(event => event.message)
}

const share = (lines: string[], pattern: RegExp): number => lines.filter(line => pattern.test(line)).length / lines.length
const reports = (lines: string[]) => lines.filter(line => /^REPORT|"platform\.report"/.test(line))

/** When the newest version was published. */
export function releasedMs({world}: Opened): number {
  const [fn] = world.functions.values()
  return Math.max(...[...(fn?.versions.values() ?? [])].map(({publishedMs}) => publishedMs))
}

/** Every lane fails whatever it is given, and so all of them age. */
function allStand(opened: Opened): void {
  const {sum, recent, mapping, writes} = opened
  expect(writes(10)).toBeGreaterThan(0)
  // Metrics are published in their own time: the newest minute of one may lack in the other.
  expect(sum('Errors', 7) / sum('Invocations', 7)).toBeGreaterThan(0.6)
  expect(sum('Errors', 182)).toBeGreaterThan(5)
  expect(sum('Throttles', 10)).toBe(0)
  const ages = recent('IteratorAge', 'Minimum', 10)
  expect(ages.at(-1)?.value).toBeGreaterThan(120_000)
  expect((ages.at(-1)?.value ?? 0) - (ages[0]?.value ?? 0)).toBeGreaterThan(60_000)
  expect(mapping).toMatchObject({state: 'Enabled', lastProcessingResult: 'PROBLEM: Function call failed'})
}

/** Less is carried than comes in, and nothing fails. */
function fallsBehind(opened: Opened): void {
  const {sum, recent} = opened
  expect(sum('Errors', 182)).toBe(0)
  expect(sum('Throttles', 182)).toBe(0)
  const ages = recent('IteratorAge', 'Maximum', 10)
  const first = ages[0] as (typeof ages)[number]
  const last = ages.at(-1) as (typeof ages)[number]
  expect(last.value).toBeGreaterThan(30_000)
  const slope = (last.value - first.value) / (last.atMs - first.atMs)
  expect(slope).toBeGreaterThan(0.1)
  expect(slope).toBeLessThan(0.9)
}

/** Records arrive, and the function does not run. */
function standsStill({recent, writes, mapping, sum}: Opened): void {
  expect(writes(8)).toBeGreaterThan(0)
  expect(recent('IteratorAge', 'Maximum', 7)).toEqual([])
  expect(recent('Invocations', 'Sum', 7)).toEqual([])
  expect(sum('Invocations', 182)).toBeGreaterThan(0)
  expect(sum('Errors', 182)).toBe(0)
  expect(mapping.state).toBe('Enabled')
  expect(mapping.lastProcessingResult).toMatch(/^PROBLEM/)
}

/** The age grows since the mapping was updated; neither the writes nor the duration of an invocation did. */
function carriesLess(opened: Opened): void {
  fallsBehind(opened)
  const writes = (from: number, to: number) => (opened.writes(from) - opened.writes(to)) / (from - to)
  expect(writes(8, 2) / writes(178, 150)).toBeLessThan(1.4)
  const [mapping] = opened.world.mappings.values()
  expect(mapping?.lastModifiedMs).toBeGreaterThan(opened.world.nowMs - 3 * 3_600_000)
}

/** The facts of each incident of the function's side, by AWS's metrics, settings and logs alone. */
export const functionSide: Record<string, (opened: Opened) => void> = {
  'failing-function'(opened) {
    allStand(opened)
    expect(share(linesOf(opened, 8), /Error|not defined/)).toBeGreaterThan(0.2)
    const {versions} = [...opened.world.functions.values()][0] ?? {}
    expect([...(versions?.values() ?? [])].at(-1)?.publishedMs).toBeGreaterThan(opened.world.nowMs - 3 * 3_600_000)
  },
  'runtime-updated'(opened) {
    allStand(opened)
    const started = linesOf(opened, 182).flatMap(
      line => /Runtime Version: (\S+)|"runtimeVersion":"([^"]+)"/.exec(line)?.slice(1).find(Boolean) ?? [],
    )
    const {versions, logFormat, systemLogLevel} = [...opened.world.functions.values()][0] ?? {}
    // Levels are those of JSON logs alone.
    expect(new Set(started).size).toBe(logFormat === 'JSON' && systemLogLevel === 'WARN' ? 0 : 2)
    for (const {publishedMs} of versions?.values() ?? []) expect(publishedMs).toBeLessThan(opened.world.nowMs - 3 * 3_600_000)
  },
  'reported-failures'({sum, recent, writes}) {
    expect(writes(10)).toBeGreaterThan(0)
    expect(sum('Invocations', 10)).toBeGreaterThan(0)
    expect(sum('Errors', 182)).toBe(0)
    expect(sum('Throttles', 10)).toBe(0)
    const youngest = recent('IteratorAge', 'Minimum', 10)
    expect(youngest.at(-1)?.value).toBeGreaterThan(120_000)
  },
  'function-timeout'(opened) {
    allStand(opened)
    const [fn] = opened.world.functions.values()
    const timeoutMs = (fn?.timeoutSeconds ?? 0) * 1000
    const durations = opened.recent('Duration', 'Minimum', 8).map(point => point.value)
    expect(durations.length).toBeGreaterThan(0)
    expect(new Set(durations)).toEqual(new Set([timeoutMs]))
    const lines = linesOf(opened, 8)
    expect(lines.some(line => /Task timed out after|Status: timeout|"status":"timeout"/.test(line))).toBe(true)
  },
  'memory-exhausted'(opened) {
    allStand(opened)
    const ended = reports(linesOf(opened, 8))
    expect(ended.length).toBeGreaterThan(0)
    for (const line of ended) {
      const [, size, used] = /(?:Memory Size: |"memorySizeMB":)(\d+).*?(?:Max Memory Used: |"maxMemoryUsedMB":)(\d+)/.exec(line) ?? []
      expect(used).toBe(size)
    }
    expect(share(linesOf(opened, 8), /Runtime\.ExitError/)).toBeGreaterThan(0.15)
  },
  'slow-handler'(opened) {
    fallsBehind(opened)
    const durations = opened.recent('Duration', 'p50', 182).map(point => point.value)
    const before = durations.slice(0, 30)
    expect(durations.at(-2)).toBeGreaterThan(2 * Math.max(...before))
    const writes = (from: number, to: number) => (opened.writes(from) - opened.writes(to)) / (from - to)
    expect(writes(8, 2) / writes(182, 150)).toBeLessThan(1.4)
  },
  'insufficient-throughput'(opened) {
    fallsBehind(opened)
    const writes = (from: number, to: number) => (opened.writes(from) - opened.writes(to)) / (from - to)
    expect(writes(8, 2) / writes(178, 150)).toBeGreaterThan(1.8)
    const durations = opened.recent('Duration', 'p99', 182).map(point => point.value)
    expect(durations.at(-2)).toBeLessThan(3 * (durations[20] ?? 0))
  },
  'parallelization-lowered'(opened) {
    carriesLess(opened)
    expect([...opened.world.mappings.values()][0]?.settings.ParallelizationFactor).toBe(1)
    const executions = opened.recent('ConcurrentExecutions', 'Maximum', 182).map(point => point.value)
    expect(Math.max(...executions.slice(0, 30))).toBeGreaterThan(executions.at(-2) ?? 0)
  },
  'batch-size-lowered'(opened) {
    carriesLess(opened)
    expect([...opened.world.mappings.values()][0]?.settings.BatchSize).toBeLessThan(25)
  },
  'updated-into-slow'(opened) {
    functionSide['slow-handler']?.(opened)
    expect([...opened.world.mappings.values()][0]?.lastModifiedMs).toBeGreaterThan(opened.world.nowMs - 3 * 3_600_000)
  },
  'released-under-load'(opened) {
    fallsBehind(opened)
    const writes = opened.minutely('ConsumedWriteCapacityUnits')
    expect(writes.at(-3)).toBeGreaterThan(1.8 * (writes[2] ?? 0))
    expect(releasedMs(opened)).toBeGreaterThan(opened.world.nowMs - 3 * 3_600_000)
  },
  'cold-start-burden'(opened) {
    expect(longest(opened, 182)).toBeLessThan(30_000)
    expect(opened.sum('Errors', 182)).toBe(0)
    const all = reports(linesOf(opened, 180))
    const cold = all
      .map(line => Number(/(?:Init Duration: |"initDurationMs":)([\d.]+)/.exec(line)?.[1] ?? Number.NaN))
      .filter(Number.isFinite)
    expect(cold.length / all.length).toBeGreaterThan(0.3)
    expect(Math.max(...cold)).toBeLessThan(10_000)
    expect(Math.min(...cold)).toBeGreaterThan(1500)
  },
  'network-unreachable'(opened) {
    allStand(opened)
    const [fn] = opened.world.functions.values()
    expect(fn?.subnetIds.length).toBeGreaterThan(0)
    expect(linesOf(opened, 8).some(line => /ETIMEDOUT|ENOTFOUND|timeout|Task timed out/.test(line))).toBe(true)
  },
  'access-denied'(opened) {
    if (opened.recent('Invocations', 'Sum', 7).length === 0) {
      standsStill(opened)
      const stream = opened.world.tables.get('orders')?.streams.at(-1)?.label ?? ''
      const where = {
        namespace: 'AWS/DynamoDB',
        metricName: 'ReturnedRecordsCount',
        dimensions: {TableName: 'orders', StreamLabel: stream, Operation: 'GetRecords'},
      }
      const polls = (startMs: number) =>
        opened.world.metrics.query({...where, statistic: 'SampleCount', periodSeconds: 60, startMs, endMs: opened.world.nowMs})
      expect(polls(opened.world.nowMs - 7 * 60_000)).toEqual([])
      expect(polls(opened.world.nowMs - 182 * 60_000).length).toBeGreaterThan(0)
    } else {
      allStand(opened)
      expect(linesOf(opened, 8).some(line => /is not authorized to perform: dynamodb:GetItem/.test(line))).toBe(true)
    }
  },
  'function-unavailable'(opened) {
    standsStill(opened)
    const [fn] = opened.world.functions.values()
    const qualifier = opened.mapping.functionArn.split(':')[7]
    const isThere = fn !== undefined && (qualifier === undefined || fn.aliases.has(qualifier) || fn.versions.has(qualifier))
    expect(isThere && fn.state === 'Active').toBe(false)
  },
  'silent-loss'(opened) {
    const {settings} = opened.mapping
    expect(settings.OnFailureDestination).toBe('')
    const [count] = recordCounts(opened.world)
    const {retries = 0, age = 0} = count?.dropped ?? {}
    if (settings.FunctionResponseTypes.length > 0) {
      // Nothing throws: the handler logs the records that it could not process, and reports them to the mapping in words that it does not know.
      expect(opened.sum('Errors', 182)).toBe(0)
      expect(linesOf(opened, 12).filter(line => /Error/.test(line)).length).toBeGreaterThan(0)
      expect(longest(opened, 5)).toBeLessThan(30_000)
    } else if (settings.MaximumRecordAgeInSeconds === -1) {
      expect(retries).toBeGreaterThan(0)
      expect(opened.sum('Errors', 12)).toBeGreaterThan(0)
      // Of the pause that goes with a remap to the new version nothing is left by now.
      expect(longest(opened, 5)).toBeLessThan(30_000)
    } else {
      expect(age).toBeGreaterThan(0)
      const limitMs = settings.MaximumRecordAgeInSeconds * 1000
      expect(longest(opened, 5)).toBeGreaterThan(0.97 * limitMs)
      expect(longest(opened, 5)).toBeLessThan(1.1 * limitMs)
      expect(freshest(opened, 5)).toBeGreaterThan(0.8 * limitMs)
    }
  },
  'unheard-failures'(opened) {
    // The mapping thinks that all is done.
    expect(opened.mapping.settings.FunctionResponseTypes).toEqual(['ReportBatchItemFailures'])
    expect(recordCounts(opened.world)[0]?.dropped).toMatchObject({retries: 0, age: 0})
    expect(opened.sum('Errors', 182)).toBe(0)
    expect(longest(opened, 5)).toBeLessThan(30_000)
    // A record that is not looked at is not logged either.
    const logged = linesOf(opened, 12).filter(line => /Error|ERROR/.test(line)).length
    if (wayOf(ordinaryPlan(opened.seed, 'unheard-failures')) === 'first record alone') expect(logged).toBe(0)
    else expect(logged).toBeGreaterThan(0)
  },
  'healthy-noisy-log'(opened) {
    const logged = linesOf(opened, 60).filter(line => /trying again|"level":"ERROR"/.test(line)).length
    expect(logged).toBeGreaterThan(2 * opened.sum('Errors', 60))
    expect(opened.sum('Errors', 182)).toBeGreaterThan(0)
    expect(opened.sum('Errors', 182) / opened.sum('Invocations', 182)).toBeLessThan(0.01)
    expect(longest(opened, 182)).toBeLessThan(30_000)
    const [count] = recordCounts(opened.world)
    expect([count?.dropped.retries, count?.destination]).toEqual([0, 0])
  },
  'healthy-release'(opened) {
    expect(longest(opened, 182)).toBeLessThan(30_000)
    expect(opened.sum('Errors', 182) + opened.sum('Throttles', 182)).toBe(0)
    const writes = opened.minutely('ConsumedWriteCapacityUnits')
    expect(writes.at(-3)).toBeGreaterThan(1.3 * (writes[2] ?? 0))
    expect(releasedMs(opened)).toBeGreaterThan(opened.world.nowMs - 3 * 3_600_000)
  },
}
