import {describe, expect, it} from 'vitest'
import type {LogMinutes} from '../../src/model/evidence/evidence.ts'
import {functionMetrics, lambdaFunction, mapping, nowMs, type Parts, published, stream, tableMetrics} from '../support/evidence.ts'
import {logMinutes} from '../support/on-demand.ts'
import {found, weighing} from '../support/weigh.ts'

/** The values of one minute; the usual one keeps four shards busy for half of the time. */
interface Minute {
  age: number
  duration: number
  invocations: number
  /** Null where CloudWatch does not show the minutes of the table yet. */
  writes: number | null
  read: number | null
  /** Age of the youngest batch, and of half of them. */
  young?: number
  throttles?: number
  errors?: number
}

const usual = {age: 1.2, duration: 1000, invocations: 120, writes: 1200, read: 1200}

/** A calm window whose newest published minutes (four minutes ago and more) are others, by the minutes ago. */
function lately(others: Readonly<Record<number, Partial<Minute>>>, rest: Partial<Parts> = {}): Partial<Parts> {
  const minute = (ago: number): Minute => ({...usual, ...others[ago]})
  const at = (of: (minute: Minute) => number | null) => published(ago => of(minute(ago)))
  return {
    functionMetrics: functionMetrics(
      ago => minute(ago).age,
      {
        'Invocations.Sum': at(one => one.invocations),
        'Errors.Sum': at(one => one.errors ?? 0),
        'Throttles.Sum': at(one => one.throttles ?? 0),
        'Duration.Average': at(one => one.duration),
        'Duration.p50': at(one => one.duration),
      },
      ago => minute(ago).young ?? 0.5,
    ),
    tableMetrics: tableMetrics(() => 0, {
      'ConsumedWriteCapacityUnits.Sum': at(one => one.writes),
      'ReturnedRecordsCount.Sum': at(one => one.read),
    }),
    ...rest,
  }
}

/** A calm window whose newest published minute (of four minutes ago) is another. */
const beginning = (given: Partial<Minute>, rest: Partial<Parts> = {}): Partial<Parts> => lately({4: given}, rest)

const first = (parts: Partial<Parts>) => weighing(parts).causes[0]

const slow: Partial<Minute> = {age: 15, duration: 2000, invocations: 80, read: 800}
const flood: Partial<Minute> = {age: 15, writes: 3600, read: 2400, invocations: 180}

describe('a lag that begins in the newest minute', () => {
  it('is that of a function which becomes slow, with less confidence and the evidence that decides', () => {
    const cause = first(beginning(slow))
    expect(cause).toMatchObject({id: 'slow-handler', confidence: 0.7, settledBy: expect.stringMatching(/^Two more minutes/)})
    expect(cause?.summary).toMatch(/2 times as long per invocation as usual/)
    expect(cause?.because.join(' ')).toMatch(/the oldest batch is 15 s old; 1 s is usual/)
    expect(cause?.fixes.map(({command}) => command)).toEqual([
      expect.stringMatching(/--set ParallelizationFactor=2$/),
      expect.stringMatching(/^aws logs tail/),
    ])
  })

  it.each<[string, Partial<Minute>, boolean]>([
    ['records wait for 3 s', {...slow, age: 3}, false],
    ['records wait for 3.1 s', {...slow, age: 3.1}, true],
    ['1.39 times as long', {...slow, duration: 1390, invocations: 108, read: 1080}, false],
    ['1.41 times as long', {...slow, duration: 1410, invocations: 108, read: 1080}, true],
    ['fuller batches take longer', {...slow, read: 1600}, false],
    ['busy for 59 % of the time', {...slow, invocations: 70, read: 700}, false],
    ['busy for 61 % of the time', {...slow, invocations: 74, read: 740}, true],
    ['three times as long in a minute with a pause', {...slow, duration: 3000, invocations: 20, read: 200}, true],
    ['invocations fail', {...slow, errors: 8}, false],
  ])('%s', (_name, minute, isFound) => {
    expect(found(beginning(minute)).includes('slow-handler')).toBe(isFound)
  })

  it.each<[string, number, boolean]>([
    ['twice the writes: its batches may be larger', 2400, false],
    ['nearly twice the writes', 2300, true],
  ])('whose records are not known, with %s', (_, writes, isFound) => {
    const parts = beginning({...slow, writes})
    const table = {...(parts.tableMetrics as NonNullable<Parts['tableMetrics']>), 'ReturnedRecordsCount.Sum': published(() => null)}
    expect(found({...parts, tableMetrics: table}).includes('slow-handler')).toBe(isFound)
  })

  it('is that of writes which the function does not keep up with', () => {
    const cause = first(beginning(flood))
    expect(cause).toMatchObject({id: 'insufficient-throughput', confidence: 0.7, settledBy: expect.stringMatching(/^Two more minutes/)})
    expect(cause?.summary).toMatch(/^Writes are at 3 × the usual rate/)
    expect(cause?.fixes[0]?.command).toMatch(/ParallelizationFactor=2/)
  })

  it.each<[string, Partial<Minute>, boolean]>([
    ['1.29 times the writes', {...flood, writes: 1548, read: 1160}, false],
    ['1.31 times the writes', {...flood, writes: 1572, read: 1160}, true],
    ['19 % is not read', {...flood, read: 3600 * 0.81}, false],
    ['21 % is not read', {...flood, read: 3600 * 0.79}, true],
    ['39 % is not read, and the oldest record does not show it', {...flood, age: 1.2, read: 3600 * 0.61}, false],
    ['41 % is not read, and the oldest record does not show it', {...flood, age: 1.2, read: 3600 * 0.59}, true],
    ['the function has time, and batches are not full', {...flood, invocations: 100, read: 2400}, false],
    ['invocations are throttled', {...flood, throttles: 40}, false],
  ])('%s', (_name, minute, isFound) => {
    expect(found(beginning(minute)).includes('insufficient-throughput')).toBe(isFound)
  })

  const released = (ago: number) => ({function: lambdaFunction({lastModifiedMs: nowMs - ago * 60_000})})
  it.each([
    [5.1, false],
    [4.9, true],
    [3.1, true],
    [2.9, false],
  ])('a release %f minutes ago, of writes that rose four minutes ago: a loop is %s', (ago, isFound) => {
    const causes = found(beginning(flood, released(ago)))
    expect(causes).toEqual(isFound ? ['write-back-loop', 'insufficient-throughput'] : ['insufficient-throughput'])
  })

  it('is no loop where the role may not write, and is named with the evidence that decides', () => {
    const cause = first(beginning(flood, released(4)))
    expect(cause).toMatchObject({confidence: 0.6, settledBy: expect.stringMatching(/Disable the mapping for two minutes/)})
    const rolePolicies = {role: 'orders-projector', statements: [{policy: 'p', effect: 'Allow', actions: ['s3:*'], resources: ['*']}]}
    expect(found(beginning(flood, {...released(4), rolePolicies}))).not.toContain('write-back-loop')
  })

  it.each([
    [6, false],
    [7, true],
  ])('%d throttles beside 120 invocations: throttled-concurrency is %s', (throttles, isFound) => {
    const parts = beginning({age: 15, throttles})
    expect(found(parts).includes('throttled-concurrency')).toBe(isFound)
    if (isFound) expect(first(parts)?.settledBy).toMatch(/^Two more minutes/)
  })

  it.each([
    [1.49, false],
    [1.51, true],
  ])('each record is read %f times as often, and the function has time: reader-contention is %s', (times, isFound) => {
    const parts = beginning({age: 15, invocations: 60, read: times * usual.read})
    expect(found(parts)).toEqual(isFound ? ['reader-contention'] : [])
  })

  const reporting = {mapping: mapping({functionResponseTypes: ['ReportBatchItemFailures']})}
  const standing: Partial<Minute> = {age: 30, invocations: 60, read: 600}
  it('is that of failures which the response may report, on all shards', () => {
    const cause = first(beginning(standing, reporting))
    expect(cause).toMatchObject({id: 'failing-function', confidence: 0.65})
    expect(cause?.summary).toMatch(/it may report failed records in its response/)
    expect(JSON.stringify(cause?.fixes)).not.toMatch(/=[0-9]/)
  })

  it('is a tie on one shard', () => {
    expect(found(beginning({...standing, duration: 200}, {...reporting, stream: stream(1)}))).toEqual(['failing-function', 'poison-record'])
  })

  it.each<[string, Partial<Parts>]>([
    ['the function cannot report failures', beginning(standing)],
    ['too little is missing', beginning({...standing, invocations: 93, read: 912}, reporting)],
    ['one shard of four stands still', beginning({...standing, invocations: 88, read: 880, age: 45}, reporting)],
    ['less is written', beginning({...standing, writes: 800}, reporting)],
    ['the mapping was updated', beginning(standing, {mapping: mapping({...reporting.mapping, lastModifiedMs: nowMs - 9 * 60_000})})],
    ['other mappings run the function', beginning(standing, {...reporting, siblings: [mapping({uuid: 'other'})]})],
  ])('is no hidden failure: %s', (_name, parts) => {
    expect(found(parts)).not.toContain('failing-function')
  })

  const lowered: Partial<Minute> = {age: 30, invocations: 160, read: 800}
  const updated = (ago: number, batchSize = 5) => ({mapping: mapping({batchSize, lastModifiedMs: nowMs - ago * 60_000})})
  it('is that of a mapping which carries less since it was updated, with the way back', () => {
    const cause = first(beginning(lowered, updated(5)))
    expect(cause).toMatchObject({id: 'insufficient-throughput', confidence: 0.7, settledBy: expect.stringMatching(/^Two more minutes/)})
    expect(cause?.fixes[0]?.command).toMatch(/BatchSize=10/)
  })

  it.each<[string, Partial<Parts>, boolean]>([
    ['24 % is not read', beginning({...lowered, read: 912, invocations: 182}, updated(5)), false],
    ['26 % is not read', beginning({...lowered, read: 888, invocations: 178}, updated(5)), true],
    ['nothing is known to have been higher', beginning(lowered, updated(5, 10)), false],
    ['updated in the minute itself, which has a pause', beginning(lowered, updated(3.9)), false],
    ['updated long before', beginning(lowered, updated(9.1)), false],
    ['more is written', beginning({...lowered, writes: 1500}, updated(5)), false],
  ])('%s', (_name, parts, isFound) => {
    expect(found(parts).includes('insufficient-throughput')).toBe(isFound)
  })

  // The update pauses polling for most of a minute, in which the age climbs beyond the alarm.
  it('carries less since it was updated, and is late already after the pause', () => {
    const paused: Partial<Minute> = {age: 65, young: 50, invocations: 20, read: 100}
    const [cause, ...others] = weighing(lately({5: paused, 4: {...lowered, age: 99, young: 62}}, updated(5.6))).causes
    expect(cause).toMatchObject({id: 'insufficient-throughput', confidence: 0.7, settledBy: expect.stringMatching(/^Two more minutes/)})
    expect(cause?.fixes[0]?.command).toMatch(/BatchSize=10/)
    expect(others).toEqual([])
  })

  const full = {mapping: mapping({batchSize: 20})}
  // The table is a minute or two behind the function.
  const unseen: Partial<Minute> = {writes: null, read: null}
  const busy = (given: Partial<Minute>, rest: Partial<Parts> = full) =>
    lately({4: {...unseen, age: 15, young: 8, duration: 1100, invocations: 197, ...given}, 5: unseen}, rest)
  it('is that of records which the function shows before the writes do', () => {
    const cause = first(busy({}))
    expect(cause).toMatchObject({id: 'insufficient-throughput', confidence: 0.7, settledBy: expect.stringMatching(/^Two more minutes/)})
    expect(cause?.summary).toMatch(/^The shards are busy all the time/)
  })

  it.each<[string, Partial<Parts>, boolean]>([
    ['the shards are busy for 90 % of the time', busy({invocations: 196}), false],
    ['5 % more invocations', busy({invocations: 126, duration: 1720}), true],
    ['4 % more invocations', busy({invocations: 125, duration: 1740}), false],
    ['half of the batches are 3 s old', busy({young: 3}), false],
    ['half of the batches are 3.1 s old', busy({young: 3.1}), true],
    ['a full batch does not explain the duration', busy({invocations: 127, duration: 2310}), false],
    [
      'the mapping was updated: the backlog drains',
      busy({}, {mapping: mapping({batchSize: 20, lastModifiedMs: nowMs - 9.9 * 60_000})}),
      false,
    ],
    ['the mapping was updated before', busy({}, {mapping: mapping({batchSize: 20, lastModifiedMs: nowMs - 10.1 * 60_000})}), true],
    ['records do not wait', busy({age: 2}), false],
  ])('shown by the function alone: %s', (_name, parts, isFound) => {
    expect(found(parts).includes('insufficient-throughput')).toBe(isFound)
  })

  it('is none where the function alone was as busy an hour ago', () => {
    const parts = busy({})
    const metrics = parts.functionMetrics as NonNullable<Parts['functionMetrics']>
    const before = published(ago => (ago === 60 ? 1806 : ago === 4 ? 1100 : 1000))
    expect(found({...parts, functionMetrics: {...metrics, 'Duration.Average': before}})).toEqual([])
  })

  // The writes rose in the minute before; the other shards keep up.
  const gets: Partial<Minute> = {writes: 1800, read: 1700}
  const hot = (given: Partial<Minute> = {}, rest: Partial<Parts> = {}, before: Partial<Minute> = gets) =>
    lately({5: before, 4: {...gets, age: 15, ...given}}, rest)
  it('is that of one shard which gets too much, while half of the batches are current', () => {
    const causes = weighing(hot()).causes
    expect(causes).toHaveLength(1)
    expect(causes[0]).toMatchObject({id: 'hot-partition', confidence: 0.7, settledBy: expect.stringMatching(/^Two more minutes/)})
    expect(causes[0]?.summary).toMatch(/^Writes are at 150 % of the usual rate. Records of one shard have begun to wait/)
    expect(causes[0]?.fixes[0]?.command).toMatch(/--set ParallelizationFactor=\d/)
  })

  const child = (ago: number): Partial<Parts> => {
    const {shards} = stream(4)
    const born = {
      shardId: `shardId-${String(nowMs - ago * 60_000).padStart(20, '0')}-abcdef09`,
      parentShardId: 'shardId-parent',
      open: true,
    }
    return {stream: stream(5, {shards: [...shards, born]})}
  }
  // Of a minute 22 % is not read: all shards would be 13 s late at its end.
  const uneven: Partial<Minute> = {writes: 1800, read: 1404}
  it.each<[string, Partial<Parts>, boolean]>([
    ['half of the batches are 3 s old', hot({young: 3}), true],
    ['half of the batches are 3.1 s old', hot({young: 3.1}), false],
    ['the oldest is three times as old as half of them', hot({young: 3, age: 10.1}), true],
    ['the oldest is as old as the configuration makes', hot({age: 10}), false],
    ['the oldest is older than that', hot({age: 10.1}), true],
    ['1.29 times the writes', hot({writes: 1548}, {}, {...gets, writes: 1548}), false],
    ['1.31 times the writes', hot({writes: 1572}, {}, {...gets, writes: 1572}), true],
    ['the writes rose in the minute itself', hot({}, {}, {}), false],
    ['and all shards would be as late', hot({...uneven, age: 18.7}, {}, {}), false],
    ['and all shards would be less late', hot({...uneven, age: 18.9}, {}, {}), true],
    ['and 19 % is not read', hot({writes: 1800, read: 1458, age: 25}, {}, {}), false],
    ['an invocation fails', hot({errors: 1}), false],
    ['5 % are throttled', hot({throttles: 6}), true],
    ['more are throttled', hot({throttles: 7}), false],
    ['the stream has one open shard', hot({}, {stream: stream(1)}), false],
    ['a shard was continued 9 minutes ago', hot({}, child(9)), false],
    ['a shard was continued 11 minutes ago', hot({}, child(11)), true],
    ['the mapping was updated 9 minutes ago', hot({}, {mapping: mapping({lastModifiedMs: nowMs - 9 * 60_000})}), false],
  ])('one shard: %s', (_name, parts, isFound) => {
    expect(found(parts).includes('hot-partition')).toBe(isFound)
  })

  const withResult = (lastProcessingResult: string) => ({
    mapping: mapping({functionResponseTypes: ['ReportBatchItemFailures'], lastProcessingResult}),
  })
  it.each<[string, string, Partial<Minute>, boolean]>([
    ['as much as usual is written', 'OK', {}, true],
    ['the writes are not known, and AWS names a problem', 'PROBLEM: Function call failed', unseen, true],
    ['the writes are not known', 'OK', unseen, false],
    ['less is written, and AWS names a problem', 'PROBLEM: Function call failed', {writes: 800}, false],
  ])('failures in the response: %s', (_name, result, minute, isFound) => {
    const parts = lately(
      {4: {...standing, invocations: 40, read: 400, ...minute}, 5: minute.writes === null ? unseen : {}},
      withResult(result),
    )
    expect(found(parts).includes('failing-function')).toBe(isFound)
  })

  it('is not told from a minute that is old, or of a window without calm', () => {
    const parts = beginning(slow)
    const metrics = parts.functionMetrics as NonNullable<Parts['functionMetrics']>
    const cut = Object.fromEntries(
      Object.entries(metrics).map(([name, one]) => [name, {...one, values: one.values.map((value, i) => (i < 170 ? null : value))}]),
    ) as typeof metrics
    expect(found({...parts, functionMetrics: cut})).toEqual([])
  })
})

interface Logged {
  invocations: number
  duration: number
  failed?: number
  /** The log has this share of CloudWatch's count. */
  share?: number
}

/** The log of ten minutes, of which the newest two whole ones are not in CloudWatch yet; the usual duration before. */
function log({invocations, duration, failed = 0, share = 1}: Logged): LogMinutes {
  const minutes = [3, 2].map(ago => ({ago, invocations, failed, durationSumMs: invocations * duration}))
  const before = [10, 9, 8, 7, 6, 5, 4].map(ago => ({ago, invocations: 120 * share, failed: 0, durationSumMs: 120_000 * share}))
  return logMinutes([...before, ...minutes])
}

describe('a lag that begins in a minute that only the log has', () => {
  const half = {mapping: mapping({batchSize: 20})}
  const hint: Partial<Minute> = {age: 1.6}
  // Batches are half full as a rule: of the usual 1200 records, 54 full ones take 1080.
  const slowed: Logged = {invocations: 53, duration: 4000}

  it('is that of a function which becomes slow', () => {
    const cause = first(beginning(hint, {...half, logMinutes: log(slowed)}))
    expect(cause).toMatchObject({id: 'slow-handler', confidence: 0.7, settledBy: expect.stringMatching(/^Two more minutes/)})
    expect(cause?.summary).toMatch(/4 times as long per invocation as usual/)
    expect(cause?.because).toContain(
      'The log has 53 invocations of 4,000 ms on average at 02:58Z, a minute that CloudWatch does not show yet.',
    )
    expect(cause?.because).toContain('In that minute the shards are busy for 88 % of the time.')
  })

  it.each<[string, Logged, boolean]>([
    ['a full batch would take as long', {invocations: 53, duration: 2290}, false],
    ['the shards are busy for 79 % of the time', {invocations: 47, duration: 4030}, false],
    ['the shards are busy for 81 % of the time', {invocations: 48, duration: 4060}, true],
    ['full batches take 89 % of the usual records', {invocations: 53.4, duration: 4000}, true],
    ['full batches take 91 % of the usual records', {invocations: 54.6, duration: 4000}, false],
    ['5 % log an error', {...slowed, invocations: 40, duration: 5000, failed: 2}, true],
    ['8 % log an error', {...slowed, invocations: 40, duration: 5000, failed: 3}, false],
    ['the log has 91 % of the invocations that CloudWatch counts', {...slowed, share: 0.91}, true],
    ['the log has 89 % of the invocations that CloudWatch counts', {...slowed, share: 0.89}, false],
  ])('slow: %s', (_name, logged, isFound) => {
    expect(found(beginning(hint, {...half, logMinutes: log(logged)})).includes('slow-handler')).toBe(isFound)
  })

  // Writes of the published minute rose at its end.
  const rising: Partial<Minute> = {age: 1.6, writes: 1400, read: 1250}
  const flooded: Logged = {invocations: 150, duration: 1400}
  it.each<[string, Partial<Minute>, Logged, boolean]>([
    ['the shards have no time left', rising, flooded, true],
    ['1.09 times the writes', {...rising, writes: 1308}, flooded, false],
    ['1.11 times the writes', {...rising, writes: 1332}, flooded, true],
    ['the shards are busy for 79 % of the time', rising, {invocations: 135, duration: 1400}, false],
    ['a full batch does not explain the duration', rising, {invocations: 90, duration: 2310}, false],
    ['more invocations leave no time, for any number of writes', {age: 1.6}, {invocations: 155, duration: 1400}, true],
    ['more invocations leave 12 % of the time', {age: 1.6}, {invocations: 150, duration: 1400}, false],
    ['4 % more invocations leave no time', {age: 1.6}, {invocations: 125, duration: 1760}, false],
    ['full batches take less than is written', {...rising, writes: 3000, read: 2700}, {invocations: 130, duration: 1600}, true],
  ])('flooded: %s', (_name, minute, logged, isFound) => {
    const causes = weighing(beginning(minute, {...half, logMinutes: log(logged)})).causes
    expect(causes.some(({id}) => id === 'insufficient-throughput')).toBe(isFound)
    if (isFound)
      expect(causes[0]).toMatchObject({confidence: 0.7, because: expect.arrayContaining([expect.stringMatching(/^The log has/)])})
  })

  it.each([
    [3, true],
    [4, false],
  ])('flooded %i minutes after the newest published minute: %s', (gap, isFound) => {
    const minutes = [gap - 1, gap].map(after => ({ago: 4 - after, invocations: 150, failed: 0, durationSumMs: 210_000}))
    const before = [10, 9, 8, 7, 6, 5, 4].map(ago => ({ago, invocations: 120, failed: 0, durationSumMs: 120_000}))
    const given = {...half, logMinutes: {...logMinutes([...before, ...minutes]), toMs: nowMs + 300_000}}
    expect(found(beginning(rising, given)).includes('insufficient-throughput')).toBe(isFound)
  })

  it('is none where a minute of an hour ago was as busy: such is the stream', () => {
    const parts = beginning(rising, {...half, logMinutes: log(flooded)})
    const metrics = parts.functionMetrics as NonNullable<Parts['functionMetrics']>
    const busy = (most: number) => ({...metrics, 'Duration.Average': published(ago => (ago === 60 ? most : 1000))})
    // 150 invocations of 1.4 s are as many seconds as 120 of 1.75 s.
    expect(found({...parts, functionMetrics: busy(1750)})).not.toContain('insufficient-throughput')
    expect(found({...parts, functionMetrics: busy(1740)})).toContain('insufficient-throughput')
  })

  it.each([
    ['12 minutes before: the pause is over', 12, true],
    ['8 minutes before: the backlog drains', 8, false],
  ])('flooded after an update of the mapping %s', (_, ago, isFound) => {
    const updated = {mapping: mapping({batchSize: 20, lastModifiedMs: nowMs - (ago + 2) * 60_000})}
    expect(found(beginning(rising, {...updated, logMinutes: log(flooded)})).includes('insufficient-throughput')).toBe(isFound)
  })

  it.each([
    [5.1, false],
    [4.9, true],
    [3.1, true],
    [2.9, false],
  ])('a release %f minutes ago, of writes that begin to rise four minutes ago: a loop is %s', (ago, isFound) => {
    const causes = found(
      beginning(rising, {...half, function: lambdaFunction({lastModifiedMs: nowMs - ago * 60_000}), logMinutes: log(flooded)}),
    )
    expect(causes).toEqual(isFound ? ['write-back-loop', 'insufficient-throughput'] : ['insufficient-throughput'])
  })

  it.each<[string, Logged, Partial<Minute>, number, boolean]>([
    ['the shards have no time left, and the function is as fast', {invocations: 200, duration: 1000}, {}, 5, true],
    ['the shards have time left', {invocations: 190, duration: 1000}, {}, 5, false],
    ['full batches take 91 % of the usual records', {invocations: 219, duration: 1000}, {}, 5, false],
    ['full batches take 89 % of the usual records', {invocations: 213, duration: 1000}, {}, 5, true],
    ['more is written', {invocations: 200, duration: 1000}, {writes: 1500}, 5, false],
    ['updated in that minute, which has a pause', {invocations: 200, duration: 1000}, {}, 1.9, false],
  ])('a mapping that was updated: %s', (_name, logged, minute, ago, isFound) => {
    const updated = {mapping: mapping({batchSize: 5, lastModifiedMs: nowMs - ago * 60_000})}
    const cause = first(beginning({...hint, ...minute}, {...updated, logMinutes: log(logged)}))
    expect(cause?.id === 'insufficient-throughput' && cause.fixes[0]?.command?.includes('BatchSize=10')).toBe(isFound)
  })

  it.each<[string, number, boolean]>([
    ['70 % fewer invocations', 36, true],
    ['69 % fewer invocations', 37.2, false],
  ])('failures in the response, on all shards as the log shows: %s', (_name, invocations, isFound) => {
    const standing: Partial<Minute> = {age: 60, invocations: 48, duration: 500, read: 480}
    const parts = (lastProcessingResult: string) =>
      beginning(standing, {
        mapping: mapping({functionResponseTypes: ['ReportBatchItemFailures'], lastProcessingResult}),
        logMinutes: log({invocations, duration: 500}),
      })
    expect(found(parts('PROBLEM: Function call failed')).includes('failing-function')).toBe(isFound)
    expect(found(parts('OK'))).not.toContain('failing-function')
  })

  it.each<[string, Logged, number, boolean]>([
    ['half as many batches at once, and all are busy', {invocations: 100, duration: 2000}, 8, true],
    ['they are busy for 79 % of the time', {invocations: 95, duration: 2000}, 8, false],
    ['as many batches at once as before', {invocations: 100, duration: 2000}, 4, false],
  ])('a mapping with a lower parallelization factor: %s', (_name, logged, most, isFound) => {
    // Eight batches at once were busy for more time than four can be.
    const busy = {duration: 2000, invocations: 200}
    const parts = lately(Object.fromEntries(Array.from({length: 180}, (_, ago) => [ago, {...busy, ...(ago === 4 ? hint : {})}])), {
      mapping: mapping({batchSize: 6, lastModifiedMs: nowMs - 3.5 * 60_000}),
    })
    const metrics = parts.functionMetrics as NonNullable<Parts['functionMetrics']>
    const before = [10, 9, 8, 7, 6, 5, 4].map(ago => ({ago, invocations: 200, failed: 0, durationSumMs: 400_000}))
    const since = [3, 2].map(ago => ({
      ago,
      invocations: logged.invocations,
      failed: 0,
      durationSumMs: logged.invocations * logged.duration,
    }))
    const functionNow = {...metrics, 'ConcurrentExecutions.Maximum': published(() => most)}
    const cause = first({...parts, functionMetrics: functionNow, logMinutes: logMinutes([...before, ...since])})
    expect(cause?.id === 'insufficient-throughput' && cause.fixes[0]?.command?.includes('ParallelizationFactor=2')).toBe(isFound)
  })

  it.each<[string, Partial<Parts>, boolean]>([
    ['nothing is unusual', beginning({}), false],
    ['the oldest batch is a little older', beginning({age: 1.6}), true],
    ['an invocation takes longer than in all usual minutes', beginning({duration: 1001}), true],
    ['more is written than in all usual minutes', beginning({writes: 1201}), true],
    ['19 % of the writes is not read', beginning({read: 972}), false],
    ['21 % of the writes is not read', beginning({read: 948}), true],
    ['a tenth more invocations', beginning({invocations: 131}), false],
    ['more than a tenth more invocations', beginning({invocations: 133}), true],
    ['an invocation fails', beginning({errors: 1}), true],
    ['it was read', beginning({age: 1.6}, {logMinutes: log({invocations: 120, duration: 1000})}), false],
  ])('the log is read where it is worth it: %s', (_name, parts, isRead) => {
    const {onDemand, open} = weighing(parts)
    expect(onDemand).toEqual(isRead ? ['logMinutes'] : [])
    expect(open).toEqual([])
  })

  it.each([
    ['PROBLEM: Function call failed', true],
    ['OK', false],
  ])('the log is read where the newest attempt ended with %s: %s', (lastProcessingResult, isRead) => {
    const given = {mapping: mapping({lastProcessingResult})}
    expect(weighing({functionMetrics: functionMetrics(() => null), ...given}).onDemand.includes('logMinutes')).toBe(isRead)
    expect(weighing(beginning({}, given)).onDemand).toEqual(isRead ? ['logMinutes'] : [])
    expect(weighing(beginning({}, {...given, logMinutes: logMinutes([], 120)}))).toMatchObject({causes: [], open: []})
  })

  it('changes nothing where the log cannot be read', () => {
    expect(weighing(beginning(hint), ['logMinutes'])).toMatchObject({causes: [], open: [], onDemand: []})
  })
})
