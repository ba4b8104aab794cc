import fc from 'fast-check'
import {expect, test} from 'vitest'
import {withBurst} from '../../../packages/lab/src/incidents/burst.ts'
import {loaded} from '../../../packages/lab/src/incidents/loaded.ts'
import {ordinaryPlan} from '../../../packages/lab/src/incidents/plan.ts'

test('after a burst, a sweep among them, no more is written than its headroom leaves', () => {
  const burst = fc.record({
    seconds: fc.constant(600),
    overload: fc.double({min: 1.5, max: 4, noNaN: true}),
    headroom: fc.double({min: 1.2, max: 2, noNaN: true}),
  })
  let sweeps = 0
  fc.assert(
    fc.property(fc.integer({min: 1, max: 5000}), burst, (seed, given) => {
      const load = loaded(ordinaryPlan(seed, 'recovering'), 4)
      const plan = withBurst(load, given, 3600)
      if (plan.writes?.ttlSweep) sweeps += 1
      const headroom = (load.perLane * plan.shards) / plan.perSecond
      expect(Math.abs(headroom / given.headroom - 1)).toBeLessThan(0.05)
    }),
    {numRuns: 500},
  )
  expect(sweeps).toBeGreaterThan(5)
})
