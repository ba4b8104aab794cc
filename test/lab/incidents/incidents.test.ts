import {describe, expect, test} from 'vitest'
import {describeIncident, incidents, tableName} from '../../../packages/lab/src/incidents/index.ts'
import {recordCounts} from '../../../packages/lab/src/simulation/engine/conservation.ts'
import type {LabShard} from '../../../packages/lab/src/simulation/table/table-shapes.ts'
import {sample} from '../../support/sample.ts'
import {functionSide} from './function-side.ts'
import {mostAlike, type Sample, sampleOf} from './likeness.ts'
import {type Opened, open} from './opened.ts'
import {tableSide} from './table-side.ts'

const seeds = sample([1, 2, 3, 4, 5], 1)
const wholeHistory = 182

/** The facts of each incident, by AWS's metrics and settings alone. */
const happens: Record<string, (opened: Opened) => void> = {
  healthy({mapping, recent, sum, writes}) {
    expect(writes(10)).toBeGreaterThan(0)
    expect(sum('Invocations', 10)).toBeGreaterThan(0)
    expect(Math.max(...recent('IteratorAge', 'Maximum', wholeHistory).map(point => point.value))).toBeLessThan(30_000)
    expect(mapping.settings).toMatchObject({BisectBatchOnFunctionError: true})
    expect(mapping.settings.OnFailureDestination).not.toBe('')
  },
  idle({recent, writes, world}) {
    expect(writes(14)).toBe(0)
    expect(recent('Invocations', 'Sum', 13)).toEqual([])
    expect(Math.max(0, ...recent('IteratorAge', 'Maximum', wholeHistory).map(point => point.value))).toBeLessThan(30_000)
    expect(recordCounts(world)[0]?.pending).toBe(0)
  },
  'mapping-disabled'({mapping, recent, sum, writes}) {
    expect(mapping.state).toBe('Disabled')
    expect(writes(8)).toBeGreaterThan(0)
    expect(recent('IteratorAge', 'Maximum', 8)).toEqual([])
    expect(sum('Invocations', wholeHistory)).toBeGreaterThan(0)
  },
  'poison-record'({seed, world, recent}) {
    const {sequenceNumber = ''} = describeIncident('poison-record', seed)?.truth ?? {}
    const shards = world.tables.get(tableName)?.streams[0]?.shards ?? []
    const record = shards.map(shard => at(shard, sequenceNumber)).find(found => found !== undefined)
    expect(record?.writtenMs).toBeLessThan(world.nowMs - 8 * 60_000)
    const stuck = recent('IteratorAge', 'Maximum', 10).filter(point => point.value > 60_000)
    expect(stuck.length).toBeGreaterThanOrEqual(2)
    // The stuck batch ends at or soon after the record, and stays there.
    for (const {atMs, value} of stuck) {
      expect(atMs + 60_000 - value).toBeGreaterThan((record?.writtenMs ?? 0) - 1000)
      expect(atMs - value).toBeLessThan((record?.writtenMs ?? 0) + 60_000)
    }
  },
  'stale-stream'({mapping, world, recent, writes}) {
    const streams = world.tables.get(tableName)?.streams ?? []
    expect(streams.map(stream => stream.status)).toEqual(['DISABLED', 'ENABLED'])
    expect(mapping).toMatchObject({eventSourceArn: streams[0]?.arn, state: 'Enabled'})
    expect(writes(8)).toBeGreaterThan(0)
    expect(recent('IteratorAge', 'Maximum', 7)).toEqual([])
  },
  'throttled-concurrency'({seed, recent, sum}) {
    const throttles = sum('Throttles', 8)
    expect(throttles / (throttles + sum('Invocations', 8))).toBeGreaterThan(0.05)
    expect(sum('Errors', 8)).toBe(0)
    if (describeIncident('throttled-concurrency', seed)?.truth.lag === 'stopped') expect(sum('Invocations', 8)).toBe(0)
    else expect(recent('IteratorAge', 'Maximum', 8).at(-1)?.value).toBeGreaterThan(30_000)
  },
}

function at(shard: LabShard, sequenceNumber: string) {
  const [record] = shard.read(shard.indexOf(sequenceNumber), 1)
  return record?.sequenceNumber === sequenceNumber ? record : undefined
}

// Those of the function's side and of the table's have files of their own, so that they run at once.
test.each(incidents.filter(({id}) => id in happens).map(incident => [incident.id, incident] as const))(
  '%s follows its story with any seed',
  (id, incident) => {
    const looks: Sample[] = []
    for (const seed of seeds) {
      const opened = open(incident, seed)
      looks.push(sampleOf(opened))
      happens[id]?.(opened)
      const [count] = recordCounts(opened.world)
      expect(count?.written).toBe(
        (count?.processed ?? 0) + (count?.pending ?? 0) + (count?.destination ?? 0) + (count?.dropped.retries ?? 0),
      )
    }
    if (seeds.length > 1) expect(mostAlike(looks).differ.length).toBeGreaterThan(2)
  },
)

describe('seeds', () => {
  test('the truth is the same each time, and each incident is described', () => {
    for (const {id} of incidents) {
      expect(describeIncident(id, 4)).toEqual(describeIncident(id, 4))
      expect(describeIncident(id, 4)?.story.length).toBeGreaterThan(20)
      // The careless ones have a test of their own.
      expect(id in happens || id in functionSide || id in tableSide || id.startsWith('careless-'), id).toBe(true)
    }
    expect(describeIncident('no-such-thing', 1)).toBeUndefined()
    expect(describeIncident('poison-record', 4)?.truth.sequenceNumber).toMatch(/^\d{21,40}$/)
  })
})
