import {describe, expect, it} from 'vitest'
import {retoldIncidents} from './index.ts'
import type {Minute} from './stand-in/series.ts'
import type {Wire} from './stand-in/wire.ts'
import type {World} from './stand-in/world.ts'

/**
 * A picture that AWS could not have shown is no incident. The laws are AWS's own (Lambda Developer Guide, "with-ddb", "monitoring-metrics-types"):
 * they hold whatever the doctor's answer on an incident is.
 */
const incidents = (await retoldIncidents()).map(one => [one.id, one.world, one.truth] as const)

/** The newest three hours that CloudWatch shows, oldest first. */
const minutesOf = ({metricDelayMinutes}: World): number[] => Array.from({length: 180 - metricDelayMinutes}, (_, i) => i - 180)

const reader = (world: World) => {
  const own = (name: string, at: number): Minute | undefined =>
    world.metrics
      .find(({name: n, dimensions}) => n === name && Object.keys(dimensions).length === 1 && dimensions.FunctionName === world.target)
      ?.at(at)
  const sumOf = (metric: string, at: number): number => world.metrics.find(({name}) => name === metric)?.at(at)?.sum ?? 0
  // Expired items are in the stream too, and use no write units (DynamoDB Developer Guide, "time-to-live-ttl-streams").
  const writes = (at: number): number => sumOf('ConsumedWriteCapacityUnits', at) + sumOf('TimeToLiveDeletedItemCount', at)
  return {own, writes}
}

/** Where one mapping alone invokes the function, all of its metrics are of that mapping. */
const onlyMapping = ({mappings, target}: World): Wire | undefined => {
  const own = mappings.filter(({FunctionArn}) => String(FunctionArn).includes(`:function:${target}`))
  return own.length === 1 ? own[0] : undefined
}

const openShards = ({streams}: World, {EventSourceArn}: Wire): number =>
  ((streams[String(EventSourceArn)]?.Shards ?? []) as {SequenceNumberRange: {EndingSequenceNumber?: string}}[]).filter(
    ({SequenceNumberRange}) => SequenceNumberRange.EndingSequenceNumber === undefined,
  ).length

describe.each(incidents)('%s', (_, world, truth) => {
  const {own, writes} = reader(world)
  const minutes = minutesOf(world)
  const mapping = onlyMapping(world)

  it('has an age and a duration where something was invoked, and nowhere else', () => {
    for (const at of minutes) {
      const invoked = own('Invocations', at) !== undefined
      for (const name of ['IteratorAge', 'Duration', 'Errors']) expect(own(name, at) !== undefined, `${name} at ${at}`).toBe(invoked)
    }
  })

  it('has no more errors than invocations', () => {
    for (const at of minutes) expect(own('Errors', at)?.sum ?? 0).toBeLessThanOrEqual(own('Invocations', at)?.sum ?? 0)
  })

  it('has no age that grows by more than a second in a second', () => {
    const ages = minutes.flatMap(at => {
      const age = own('IteratorAge', at)
      return age === undefined ? [] : [{at, ms: age.max}]
    })
    for (const [i, {at, ms}] of ages.entries()) {
      const before = ages[i - 1]
      // Records without an invocation may have been written at any time since then; within its minute a batch may come late by another one.
      if (before !== undefined) expect(ms, `at ${at}`).toBeLessThanOrEqual(before.ms + (at - before.at + 1) * 60_000 + 1000)
    }
  })

  it('has no invocation that lasts beyond its timeout', () => {
    const timeout = Number(world.functions[world.target]?.configuration.Timeout ?? 0)
    const newest = own('Duration', -world.metricDelayMinutes)
    if (newest !== undefined) expect(newest.max).toBeLessThanOrEqual(timeout * 1000 + 50)
  })

  it('works on no more batches at once than there are shards, times the factor', () => {
    if (mapping === undefined) return
    const lanes = openShards(world, mapping) * Number(mapping.ParallelizationFactor)
    // An invocation counts in the minute in which it began.
    const newest = minutes.slice(-15)
    const busyMs = newest.reduce((sum, at) => sum + (own('Duration', at)?.sum ?? 0), 0)
    expect(busyMs).toBeLessThanOrEqual(lanes * newest.length * 60_000 * 1.05)
  })

  it('has full batches where all records wait: successes are fewer than the writes, or the age shrinks', () => {
    // A handler that reports failures in its response fails without an error.
    if (mapping === undefined || mapping.FilterCriteria !== undefined || truth.states.includes('stalled')) return
    const newest = minutes.slice(-10).map(at => ({age: own('IteratorAge', at)?.min ?? 0, at}))
    const [first, last] = [newest[0], newest.at(-1)]
    if (first === undefined || last === undefined || first.age < 120_000 || last.age <= first.age) return
    const done = newest.reduce((sum, {at}) => sum + (own('Invocations', at)?.sum ?? 0) - (own('Errors', at)?.sum ?? 0), 0)
    const written = newest.reduce((sum, {at}) => sum + writes(at), 0)
    const writtenBefore = minutes.slice(-90, -10).reduce((most, at) => Math.max(most, writes(at) * newest.length), 0)
    expect(done * Number(mapping.BatchSize)).toBeLessThanOrEqual(Math.max(written, writtenBefore) * 1.05)
  })
})
