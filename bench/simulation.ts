/**
 * The cost of the lab: three hours of a busy stream (the target is under 2 s and 300 MB on two cores), and how long each
 * incident takes to open. Run with `npm run bench:simulation`.
 */
import {incidents} from '../packages/lab/src/incidents/index.ts'
import {ordinaryPlan} from '../packages/lab/src/incidents/plan.ts'
import {sceneOf} from '../packages/lab/src/incidents/scene.ts'
import {recordCounts} from '../packages/lab/src/simulation/engine/conservation.ts'
import {createWorld} from '../packages/lab/src/simulation/engine/create-world.ts'
import {openWorld} from '../packages/lab/src/simulation/engine/open-world.ts'

const hours = 3
const shards = 16
const perSecond = 2000
const rounds = 5
const seeds = [1, 2, 3, 4, 5]

function busyWorld(seed: number) {
  const plan = ordinaryPlan(seed, 'bench')
  const scene = sceneOf({
    ...plan,
    shards,
    perSecond,
    target: 'function',
    reservedConcurrency: null,
    behaviour: {...plan.behaviour, baseMs: 40, perRecordMs: 1},
    settings: {BatchSize: 100, ParallelizationFactor: 1, MaximumBatchingWindowInSeconds: 0},
  })
  return createWorld(scene.setup(0), 0)
}

const median = (list: number[]): number => [...list].sort((a, b) => a - b)[list.length >> 1] ?? Number.NaN
const megabytes = (): number => process.memoryUsage().rss / 1024 / 1024

function time(run: () => void): number {
  const start = performance.now()
  run()
  return performance.now() - start
}

let most = 0
let records = 0
const busy = Array.from({length: rounds}, (_, round) => {
  const world = busyWorld(round + 1)
  const ms = time(() => world.advanceTo(hours * 3_600_000))
  most = Math.max(most, megabytes())
  records = recordCounts(world)[0]?.written ?? 0
  return ms
})
console.log(
  `${hours} h × ${shards} shards × ${perSecond} records/s (${(records / 1e6).toFixed(1)} million records), ${rounds} runs, Node ${process.versions.node}`,
)
console.log(
  `  median ${median(busy).toFixed(0)} ms, most ${Math.max(...busy).toFixed(0)} ms; memory at most ${most.toFixed(0)} MB (whole process)\n`,
)
console.log(`opening an incident, median and most of ${seeds.length} seeds`)
for (const incident of incidents) {
  const times = seeds.map(seed => time(() => openWorld(incident, seed)))
  console.log(
    `  ${incident.id.padEnd(38)} ${median(times).toFixed(0).padStart(6)} ms ${Math.max(...times)
      .toFixed(0)
      .padStart(6)} ms`,
  )
}
console.log(`memory at the end ${megabytes().toFixed(0)} MB`)
