/**
 * How often the doctor is right: it looks at incidents of the lab, in this process and on virtual time, each at a random minute after
 * the onset, with one metric point in twenty missing. Run with `npm run accuracy`.
 *
 *   --seeds odd|even   thresholds are tuned on odd seeds and reported on even ones (the default)
 *   --only A,B         these incidents
 *   --most N           about so many cases, spread over the incidents
 *   --mistakes         list them
 */
import {parseArgs} from 'node:util'
import {Worker} from 'node:worker_threads'
import {casesOf, type Seeds} from './accuracy/cases.ts'
import {type AfterRepair, repairedCases, repairMistakes, repairRates} from './accuracy/just-repaired.ts'
import type {Outcome} from './accuracy/look.ts'
import {calibration, confusion, earliness, missedGoals, mistakes, rates} from './accuracy/tables.ts'
import type {Work} from './accuracy/worker.ts'

const {values} = parseArgs({
  options: {
    seeds: {type: 'string', default: 'even'},
    only: {type: 'string', default: ''},
    most: {type: 'string', default: '100000'},
    mistakes: {type: 'boolean', default: false},
  },
})

const workers = 2

const repaired: AfterRepair[] = []

function look(work: Work, outcomes: Outcome[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./accuracy/worker.js', import.meta.url), {workerData: work})
    worker.on('message', ({ring, outcome}: {ring: 'lab'; outcome: Outcome} | {ring: 'repaired'; outcome: AfterRepair}) => {
      if (ring === 'repaired') {
        repaired.push(outcome)
        return
      }
      outcomes.push(outcome)
      if (outcomes.length % 100 === 0) console.error(`${outcomes.length} looked at`)
    })
    worker.on('error', reject)
    worker.on('exit', code => (code === 0 ? resolve() : reject(new Error(`A worker ended with ${code}.`))))
  })
}

const startedMs = performance.now()
const only = values.only.split(',').filter(Boolean)
const cases = casesOf(values.seeds as Seeds, only, Number(values.most))
const toRepair = repairedCases(values.seeds as Seeds, only, Number(values.most))
const everyNth = <T>(list: readonly T[], n: number): T[] => list.filter((_, i) => i % workers === n)
const found: Outcome[] = []
await Promise.all(Array.from({length: workers}, (_, n) => look({cases: everyNth(cases, n), repaired: everyNth(toRepair, n)}, found)))
const order = new Map(cases.map((one, i) => [`${one.incident} ${one.seed}`, i]))
const outcomes = found.sort((a, b) => (order.get(`${a.incident} ${a.seed}`) ?? 0) - (order.get(`${b.incident} ${b.seed}`) ?? 0))
const seconds = (performance.now() - startedMs) / 1000
const busyMs = outcomes.reduce((sum, one) => sum + one.milliseconds, 0)

const blocks = [
  [`${outcomes.length} incidents of ${values.seeds} seeds in ${seconds.toFixed(0)} s, ${(busyMs / outcomes.length).toFixed(0)} ms each`],
  rates(outcomes),
  confusion(outcomes),
  calibration(outcomes),
  earliness(outcomes),
  repairRates(repaired),
  ...(values.mistakes ? [['Mistakes', ...mistakes(outcomes), ...repairMistakes(repaired)]] : []),
]
console.log(blocks.map(lines => lines.join('\n')).join('\n\n'))

const missed = missedGoals(outcomes)
for (const goal of missed) console.error(goal)
if (missed.length > 0) process.exitCode = 1
