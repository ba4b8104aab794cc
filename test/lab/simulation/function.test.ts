import {describe, expect, test} from 'vitest'
import type {Answer} from '../../../packages/lab/src/simulation/function/behaviour.ts'
import {updateAlias} from '../../../packages/lab/src/simulation/function/concurrency.ts'
import {release} from '../../../packages/lab/src/simulation/function/release-kinds.ts'
import {publishVersion, updateFunctionConfiguration} from '../../../packages/lab/src/simulation/function/releases.ts'
import {type Small, type SmallWorld, smallWorld} from './small-world.ts'

const last = (series: Map<number, number>): number => [...series.values()].at(-1) ?? 0
const lines = ({world}: SmallWorld): string[] =>
  world.logs.groups().flatMap(group => [...world.logs.read(group.name, 0, world.nowMs)].map(event => event.message))
const run = (given: Partial<Small>, second = 400): SmallWorld => {
  const small = smallWorld(given)
  small.to(second)
  return small
}

describe('memory', () => {
  test('work of the processor takes twice as long with half the memory, waiting does not', () => {
    const durations = [1, 0].map(cpuShare => {
      const small = smallWorld({behaviour: {cpuShare, baseMs: 200, perRecordMs: 0}})
      small.to(300)
      const before = last(small.metric('Duration', 'p50'))
      updateFunctionConfiguration(small.world, 'projector', {memoryMb: 256})
      small.to(800)
      return last(small.metric('Duration', 'p50')) / before
    })
    expect(durations[0]).toBeCloseTo(2, 1)
    expect(durations[1]).toBeCloseTo(1, 1)
  })

  test('an invocation that needs more than there is gets killed, and a new process starts within the next', () => {
    const small = run({behaviour: {baseMb: 700, initMs: 400}})
    expect(last(small.metric('Errors', 'Sum'))).toBeGreaterThan(0)
    const reports = lines(small).filter(line => line.startsWith('REPORT'))
    expect(
      reports.every(line => /Memory Size: 512 MB\tMax Memory Used: 512 MB.*Status: error\tError Type: Runtime.ExitError/.test(line)),
    ).toBe(true)
    // The first start is reported, those after a crash are hidden in the duration.
    expect(reports.filter(line => line.includes('Init Duration')).length).toBeLessThan(4)
    expect(last(small.metric('Duration', 'Minimum'))).toBeGreaterThan(300)
  })

  test('grows with the batch', () => {
    const small = run({
      behaviour: {baseMb: 50, perRecordMb: 20},
      perShard: 20,
      settings: {BatchSize: 50, MaximumBatchingWindowInSeconds: 5},
    })
    const ended = new Set(lines(small).flatMap(line => /Max Memory Used: (\d+)/.exec(line)?.[1] ?? []))
    expect(ended).toContain('512')
  })
})

describe('a response that reports failed records', () => {
  const cases: [Answer, 'ReportBatchItemFailures' | 'nothing', 'stuck at the record' | 'stuck as a whole' | 'lost'][] = [
    ['right', 'ReportBatchItemFailures', 'stuck at the record'],
    ['unknown inner key', 'ReportBatchItemFailures', 'stuck as a whole'],
    ['empty identifier', 'ReportBatchItemFailures', 'stuck as a whole'],
    ['identifier of another batch', 'ReportBatchItemFailures', 'stuck as a whole'],
    ['unknown outer key', 'ReportBatchItemFailures', 'lost'],
    ['right', 'nothing', 'lost'],
    ['unknown inner key', 'nothing', 'lost'],
  ]
  test.each(cases)('%s, heard by %s: %s', (answer, heard, expected) => {
    const settings = {
      FunctionResponseTypes: heard === 'nothing' ? [] : [heard],
      MaximumBatchingWindowInSeconds: 20,
      BatchSize: 500,
      MaximumRetryAttempts: 2,
    }
    const small = run({poisonAtSecond: 130, behaviour: {poison: 'reports', answer}, settings}, 900)
    const {dropped, written, processed, pending} = small.counts()
    const lost = {'stuck at the record': [1, 75], 'stuck as a whole': [76, 500], lost: [0, 0]}[expected] as [number, number]
    expect(dropped.retries).toBeGreaterThanOrEqual(lost[0])
    expect(dropped.retries).toBeLessThanOrEqual(lost[1])
    expect(processed + pending + dropped.retries).toBe(written)
    expect(Math.max(...small.metric('Errors', 'Sum').values())).toBe(0)
  })
})

describe('code that fails on some records', () => {
  test('fails on the same ones each time: the other half passes, the rest is dropped', () => {
    const settings = {MaximumRetryAttempts: 1, BisectBatchOnFunctionError: true}
    const small = run({behaviour: {failsOnShare: 0.01}, perShard: 10, settings}, 1200)
    const {dropped, written} = small.counts()
    expect(dropped.retries / written).toBeGreaterThan(0.004)
    expect(dropped.retries / written).toBeLessThan(0.02)
  })
})

describe('environments', () => {
  test('a timeout takes the process with it: its start repeats within the next invocation', () => {
    const small = run({behaviour: {baseMs: 60_000, initMs: 500}, shards: 1}, 300)
    const [first, ...others] = lines(small).filter(line => line.startsWith('REPORT'))
    expect(first).toContain('Init Duration')
    expect(others.length).toBeGreaterThan(3)
    expect(
      others.every(line => line.includes('Duration: 10000.00 ms') && line.includes('Status: timeout') && !line.includes('Init Duration')),
    ).toBe(true)
  })

  test('a snapshot is restored where SnapStart is on, and then no Init Duration is reported', () => {
    const small = smallWorld({qualifier: ':1'})
    const [fn] = small.world.functions.values()
    if (fn !== undefined) fn.snapStart = true
    small.to(300)
    const cold = lines(small).filter(line => /Restore Duration|Init Duration/.test(line) && line.startsWith('REPORT'))
    expect(cold.length).toBeGreaterThan(0)
    expect(cold.every(line => line.includes('Restore Duration') && !line.includes('Init Duration'))).toBe(true)
  })

  test('code that cannot be loaded fails every invocation and says so', () => {
    const small = run({behaviour: {initFails: true}})
    expect(small.counts().processed).toBe(0)
    expect(lines(small).some(line => line.includes('Runtime.ImportModuleError') && line.includes('Cannot find module'))).toBe(true)
    expect(lines(small).some(line => line.startsWith('INIT_REPORT') && line.includes('Status: error'))).toBe(true)
  })
})

describe('releases', () => {
  test('nothing runs on a version until an alias moves to it; back on the one before all is well', () => {
    const small = smallWorld({qualifier: ':live', perShard: 6})
    small.to(300)
    const version = release(small.world, 'bad')
    expect(version).toBe('3')
    small.to(500)
    expect(Math.max(...small.metric('Errors', 'Sum').values())).toBe(0)
    updateAlias(small.world, 'projector', 'live', {version})
    small.to(900)
    const errors = small.metric('Errors', 'Sum', {FunctionName: 'projector', Resource: 'projector:live', ExecutedVersion: '3'})
    expect(Math.max(0, ...errors.values())).toBeGreaterThan(0)
    updateAlias(small.world, 'projector', 'live', {version: '1'})
    small.to(1300)
    expect(small.counts().pending).toBeLessThan(60)
  })

  test('an alias with weights sends that share of the invocations to its other version', () => {
    const small = smallWorld({qualifier: ':live', shards: 4, perShard: 3})
    updateAlias(small.world, 'projector', 'live', {version: '1', additionalVersionWeights: {2: 0.25}})
    small.to(1200)
    const invocations = (more: Record<string, string>) =>
      [...small.metric('Invocations', 'Sum', {FunctionName: 'projector', Resource: 'projector:live', ...more}).values()].reduce(
        (a, b) => a + b,
      )
    expect(invocations({ExecutedVersion: '2'}) / invocations({})).toBeCloseTo(0.25, 1)
    expect(invocations({ExecutedVersion: '1'}) + invocations({ExecutedVersion: '2'})).toBe(invocations({}))
  })

  test('a slow version takes several times as long, a good one as long as before', () => {
    const duration = (kind: 'good' | 'slow') => {
      const small = smallWorld({qualifier: ':live'})
      updateAlias(small.world, 'projector', 'live', {version: release(small.world, kind)})
      small.to(600)
      return last(small.metric('Duration', 'p50'))
    }
    expect(duration('slow') / duration('good')).toBeGreaterThan(3)
  })

  test.each([
    ['all-bad', 'every invocation fails', 1, 1],
    ['some-bad', 'some fail', 0.01, 0.99],
    // The function returns: only the mapping sees that it failed.
    ['wrong-shape', 'none fails', 0, 0],
  ] as const)('%s: %s', (kind, _, least, most) => {
    const settings = {FunctionResponseTypes: ['ReportBatchItemFailures'], MaximumRetryAttempts: 1, BatchSize: 10}
    const small = smallWorld({qualifier: ':live', perShard: 4, settings})
    updateAlias(small.world, 'projector', 'live', {version: release(small.world, kind)})
    small.to(900)
    const total = (name: string) => [...small.metric(name, 'Sum').values()].reduce((sum, value) => sum + value, 0)
    const share = total('Errors') / total('Invocations')
    expect(share).toBeGreaterThanOrEqual(least)
    expect(share).toBeLessThanOrEqual(most)
    expect(small.counts().dropped.retries).toBeGreaterThan(0)
  })

  test('a version is published where something changed since the last one, and not otherwise', () => {
    const {world} = smallWorld({})
    const publish = () => publishVersion(world, 'projector')
    expect([publish(), publish()]).toEqual(['2', '2'])
    updateFunctionConfiguration(world, 'projector', {memoryMb: 1024})
    expect([publish(), publish()]).toEqual(['3', '3'])
    // Code that was built apart is not that of `$LATEST`.
    expect([release(world, 'good'), publish(), publish()]).toEqual(['4', '5', '5'])
  })

  test('settings of a published version stay as they were', () => {
    const small = smallWorld({qualifier: ':1', behaviour: {baseMb: 300}})
    updateFunctionConfiguration(small.world, 'projector', {memoryMb: 128})
    small.to(400)
    expect(Math.max(...small.metric('Errors', 'Sum').values())).toBe(0)
  })
})
