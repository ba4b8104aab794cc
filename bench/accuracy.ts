/**
 * How often the doctor is right: it looks at incidents of the lab, in this process and on virtual time, each at a random minute after
 * the onset, with one metric point in twenty missing; at incidents that were retold from public reports; and at pipelines that were just repaired.
 * Run with `npm run accuracy`.
 *
 *   --ring lab,laws,retold,repaired   these rings (all by default): the lab, the lab by other laws than tuned on, incidents of others,
 *                                     and incidents of the lab after their repair
 *   --seeds odd|even   thresholds are tuned on odd seeds and reported on even ones (the default)
 *   --only A,B         these incidents
 *   --most N           about so many cases of the lab and a fifth of it by the other laws, spread over the incidents, and fewer of the other rings
 *   --mistakes         list them
 */
import {parseArgs} from 'node:util'
import {Worker} from 'node:worker_threads'
import {calibration} from './accuracy/calibration.ts'
import {type Case, casesOf, type Seeds} from './accuracy/cases.ts'
import {compared} from './accuracy/compared.ts'
import {earliness} from './accuracy/earliness.ts'
import {faithfulness, missedFaithfulness} from './accuracy/faithfulness.ts'
import {repairedCases, repairMistakes} from './accuracy/just-repaired.ts'
import type {Outcome} from './accuracy/look.ts'
import {perCause} from './accuracy/per-cause.ts'
import {retoldCases} from './accuracy/retold.ts'
import {missedGoals, type RingName, type Rings, ringLines, ringNames} from './accuracy/rings.ts'
import {confusion, mistakes, rates} from './accuracy/tables.ts'
import type {Message, Work} from './accuracy/worker.ts'

const {values} = parseArgs({
  options: {
    ring: {type: 'string', default: ringNames.join(',')},
    seeds: {type: 'string', default: 'even'},
    only: {type: 'string', default: ''},
    most: {type: 'string', default: '100000'},
    mistakes: {type: 'boolean', default: false},
  },
})

const workers = 2
const found: Rings = {lab: [], laws: [], retold: [], repaired: []}
let looked = 0

function note({ring, outcome}: Message): void {
  if (ring === 'retold') found.retold.push(outcome)
  else if (ring === 'repaired') found.repaired.push(outcome)
  else found[outcome.laws === 'second' ? 'laws' : 'lab'].push(outcome)
  looked += 1
  if (looked % 100 === 0) console.error(`${looked} looked at`)
}

function look(work: Work): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./accuracy/worker.js', import.meta.url), {workerData: work})
    worker.on('message', note)
    worker.on('error', reject)
    worker.on('exit', code => (code === 0 ? resolve() : reject(new Error(`A worker ended with ${code}.`))))
  })
}

const wanted = values.ring.split(',')
const unknown = wanted.find(name => !ringNames.includes(name as RingName))
if (unknown !== undefined) throw new Error(`There is no ring "${unknown}". There are: ${ringNames.join(', ')}.`)
const isWanted = (ring: RingName): boolean => wanted.includes(ring)

const startedMs = performance.now()
const only = values.only.split(',').filter(Boolean)
const most = Number(values.most)
const seeds = values.seeds as Seeds
const cases: Case[] = [
  ...(isWanted('lab') ? casesOf(seeds, only, most) : []),
  ...(isWanted('laws') ? casesOf(seeds, only, Math.ceil(most / 5), 'second') : []),
]
const retold = isWanted('retold') ? await retoldCases(only, most / 4) : []
const repaired = isWanted('repaired') ? repairedCases(seeds, only, most) : []
const everyNth = <T>(list: readonly T[], n: number): T[] => list.filter((_, i) => i % workers === n)
await Promise.all(
  Array.from({length: workers}, (_, n) => look({cases: everyNth(cases, n), retold: everyNth(retold, n), repaired: everyNth(repaired, n)})),
)
const order = new Map(cases.map(({incident, seed}, i) => [`${incident} ${seed}`, i]))
const place = ({incident, seed}: Outcome): number => order.get(`${incident} ${seed}`) ?? 0
const sorted = (outcomes: readonly Outcome[]): Outcome[] => [...outcomes].sort((a, b) => place(a) - place(b))
const rings: Rings = {
  lab: sorted(found.lab),
  laws: sorted(found.laws),
  retold: [...found.retold].sort((a, b) => a.incident.localeCompare(b.incident)),
  repaired: found.repaired,
}
const seconds = (performance.now() - startedMs) / 1000
const ofLab = [...rings.lab, ...rings.laws]
const busyMs = ofLab.reduce((sum, one) => sum + one.milliseconds, 0)
// Faults that only the code shows are on lines of their own.
const judged = {
  'ring 1': rings.lab.filter(one => !one.isUnseen),
  'ring 2': rings.laws.filter(one => !one.isUnseen),
  'ring 3': rings.retold,
}

const blocks = [
  [
    `${ofLab.length} incidents of ${values.seeds} seeds, ${rings.retold.length} retold and ${rings.repaired.length} looks after a repair in ${seconds.toFixed(0)} s, ${(busyMs / Math.max(1, ofLab.length)).toFixed(0)} ms for each of the lab`,
  ],
  ringLines(rings, values.seeds),
  ...(rings.lab.length > 0 ? [['Ring 1', ...rates(rings.lab)], confusion(rings.lab)] : []),
  ...(rings.laws.length > 0 ? [['Ring 2', ...rates(rings.laws)], confusion(rings.laws)] : []),
  perCause(judged),
  compared(judged),
  ...Object.entries(judged).map(([name, list]) => calibration(name, list)),
  faithfulness(ofLab, values.mistakes),
  ...(rings.lab.length > 0 ? [earliness(rings.lab)] : []),
  ...(values.mistakes
    ? [
        [
          'Mistakes',
          ...mistakes(ofLab),
          ...rings.retold.filter(({faults}) => faults.length > 0).map(({incident, faults}) => `  ${incident}: ${faults.join('; ')}`),
          ...repairMistakes(rings.repaired),
        ],
      ]
    : []),
]
console.log(
  blocks
    .filter(lines => lines.length > 0)
    .map(lines => lines.join('\n'))
    .join('\n\n'),
)

const missed = [...missedGoals(rings), ...missedFaithfulness(ofLab)]
for (const goal of missed) console.error(goal)
if (missed.length > 0) process.exitCode = 1
