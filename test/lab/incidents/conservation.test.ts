import fc from 'fast-check'
import {expect, test} from 'vitest'
import {incidents} from '../../../packages/lab/src/incidents/index.ts'
import {recordCounts} from '../../../packages/lab/src/simulation/engine/conservation.ts'
import type {MappingSettings, World} from '../../../packages/lab/src/simulation/engine/world.ts'
import {updateMapping} from '../../../packages/lab/src/simulation/poller/mappings.ts'
import {times} from '../../support/sample.ts'
import {open} from './opened.ts'

const change = fc.record<Partial<MappingSettings>>(
  {
    Enabled: fc.boolean(),
    BatchSize: fc.constantFrom(1, 10, 1000),
    ParallelizationFactor: fc.constantFrom(1, 2, 5),
    MaximumRecordAgeInSeconds: fc.constantFrom(-1, 60, 600),
    MaximumRetryAttempts: fc.constantFrom(-1, 0, 2),
    BisectBatchOnFunctionError: fc.boolean(),
    FunctionResponseTypes: fc.constantFrom([], ['ReportBatchItemFailures']),
  },
  {requiredKeys: []},
)

function expectConserved(world: World): void {
  for (const {written, processed, filtered, dropped, destination, trimmed, skipped, pending} of recordCounts(world)) {
    const gone = dropped.retries + dropped.age + dropped.delivery
    expect(processed + filtered + gone + destination + trimmed + skipped + pending).toBe(written)
  }
}

test('in every incident each record is exactly one of processed, filtered, dropped, sent away, trimmed, skipped or pending', () => {
  fc.assert(
    fc.property(fc.constantFrom(...incidents), fc.integer({min: 1, max: 1e6}), change, (incident, seed, settings) => {
      const {world, mapping} = open(incident, seed)
      expectConserved(world)
      updateMapping(world, mapping.uuid, settings)
      world.advanceTo(world.nowMs + 180_000)
      expectConserved(world)
    }),
    {numRuns: times(2, 6)},
  )
})
