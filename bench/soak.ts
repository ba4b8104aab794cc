/**
 * Seeded random changes and faults on the lab, with rules that every run keeps. `npm run soak -- --runs 200 [--seed 7]`.
 *
 *   --runs N    so many runs, with the seeds from --seed on
 *   --hours N   runs until the time is over
 *   --seed S    the first seed; 1 by default
 *
 * Ctrl-C ends it after the run under way, with the figure so far.
 */
import {parseArgs} from 'node:util'
import {draw} from './soak/draw.ts'
import {episode} from './soak/episode.ts'
import {invariants} from './soak/invariants/index.ts'
import {reachedBy, states} from './soak/sometimes.ts'
import {figureOf, toldOf} from './soak/told.ts'

/** A run of this length reaches every state, or something does not work any more. */
const longRuns = 5000

function numberOf(name: string, text: string | undefined, least: number): number | undefined {
  if (text === undefined) return undefined
  const value = Number(text)
  if (Number.isFinite(value) && value >= least) return value
  console.error(`--${name} ${text}: a number of ${least} or more`)
  process.exit(2)
}

const {values} = parseArgs({options: {runs: {type: 'string'}, hours: {type: 'string'}, seed: {type: 'string'}}})
const hours = numberOf('hours', values.hours, 0)
const runs = numberOf('runs', values.runs, 1) ?? (hours === undefined ? 200 : Number.POSITIVE_INFINITY)
const seed = Math.floor(numberOf('seed', values.seed, 0) ?? 1)
const endMs = hours === undefined ? Number.POSITIVE_INFINITY : Date.now() + hours * 3_600_000

// The SDK loads its parts with their first use; after this, no run depends on those before it.
await episode(draw(0))

const reached = new Set<string>()
let [done, faults, isStopped] = [0, 0, false]
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    isStopped = true
  })
while (done < runs && Date.now() < endMs && !isStopped) {
  const drawn = draw(seed + done)
  try {
    const facts = await episode(drawn)
    const broken = Object.entries(invariants).flatMap(([name, holds]) => holds(facts).map(words => `${name}: ${words}`))
    if (broken.length > 0) {
      faults += 1
      console.log(toldOf(facts, broken))
    }
    for (const state of reachedBy(facts)) reached.add(state)
  } catch (error) {
    faults += 1
    console.log(toldOf({drawn, phases: []}, [`the run did not end: ${(error as Error).stack}`]))
  }
  done += 1
}

const unreached = states.filter(state => !reached.has(state))
if (unreached.length > 0) console.log(`Not reached: ${unreached.join(', ')}.`)
console.log(figureOf({runs: done, faults, reached: reached.size, states: states.length, seed}))
process.exit(faults > 0 || (done >= longRuns && unreached.length > 0) ? 1 : 0)
