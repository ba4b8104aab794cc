/**
 * How often the guard of `remap` rolls a good version back, and how soon a bad one, beside the alarm of a usual gradual deployment on the
 * same releases. Run with `npm run bench:guard`.
 *
 *   --good N   good releases, spread over the healthy streams of the lab (1000)
 *   --bad N    bad ones, spread over the kinds of faults (300)
 *   --first N  the first seed (1)
 *   --laws first|second  the laws of the lab
 *   --mistakes list the releases that were judged wrongly
 */
import {setMaxListeners} from 'node:events'
import {parseArgs} from 'node:util'
import {readsAnswers} from '../test/faults/releases.ts'
import {percent, wilson} from './accuracy/shares.ts'
import {type Judged, judge} from './guard/release.ts'

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'
setMaxListeners(0)
const {values} = parseArgs({
  options: {
    good: {type: 'string', default: '1000'},
    bad: {type: 'string', default: '300'},
    first: {type: 'string', default: '1'},
    laws: {type: 'string', default: 'first'},
    mistakes: {type: 'boolean', default: false},
  },
})

const healthy = ['healthy', 'healthy-bursty', 'healthy-noisy-log', 'healthy-release'] as const
const faults = ['all-bad', 'some-bad', 'slow', 'wrong-shape'] as const

/** The goals: false rollbacks of good versions, and the median time until a bad one is rolled back, seconds. */
const mostFalse = 0.01
const medianSeconds = 180

type Times = readonly (number | null)[]

function quantile(times: Times, share: number): string {
  const sorted = times.map(one => one ?? Number.POSITIVE_INFINITY).sort((a, b) => a - b)
  const value = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.POSITIVE_INFINITY
  return Number.isFinite(value) ? `${Math.round(value)} s` : '–'
}

const ended = (times: Times): number => times.filter(one => one !== null).length

function row(name: string, all: readonly Judged[]): void {
  const rules = [all.map(one => one.guardSeconds), all.map(one => one.alarmSeconds)]
  const cells = rules.flatMap(times => [
    `${ended(times)} (${percent(ended(times) / times.length)})`,
    quantile(times, 0.5),
    quantile(times, 0.9),
  ])
  console.log(`| ${[name, all.length, ...cells].join(' | ')} |`)
}

/** A mapping that does not read the function's response cannot be harmed by its shape: such a seed is left out. */
async function isHarmful(kind: string, seed: number): Promise<boolean> {
  return kind !== 'wrong-shape' || (await readsAnswers(seed))
}

async function releases(
  count: number,
  of: (i: number) => {incident: string; kind: string},
): Promise<{kind: string; incident: string; judged: Judged}[]> {
  const all = []
  for (let [i, seed] = [0, Number(values.first)]; i < count; i++, seed++) {
    const {incident, kind} = of(i)
    while (!(await isHarmful(kind, seed))) seed++
    const judged = await judge(incident, kind, seed, values.laws === 'second' ? 'second' : 'first')
    all.push({incident, kind, judged})
    const isWrong = (kind === 'good') === (judged.guardSeconds !== null)
    if (values.mistakes && isWrong) console.log(`    ${incident}, ${kind}, seed ${seed}: ${judged.verdict}: ${judged.because.join(' ')}`)
  }
  return all
}

console.log(
  '| releases | | rolled back by the guard | median | 9 of 10 | rolled back by the alarm | median | 9 of 10 |\n|---|---|---|---|---|---|---|---|',
)
const good = await releases(Number(values.good), i => ({incident: healthy[i % healthy.length] ?? 'healthy', kind: 'good'}))
for (const incident of healthy)
  row(
    `good, ${incident}`,
    good.filter(one => one.incident === incident).map(({judged}) => judged),
  )
row(
  'all good ones',
  good.map(({judged}) => judged),
)
const bad = await releases(Number(values.bad), i => ({incident: 'healthy', kind: faults[i % faults.length] ?? 'all-bad'}))
for (const kind of faults)
  row(
    kind,
    bad.filter(one => one.kind === kind).map(({judged}) => judged),
  )
row(
  'all bad ones',
  bad.map(({judged}) => judged),
)

const falsely = ended(good.map(({judged}) => judged.guardSeconds))
const {low, high} = wilson(falsely, good.length)
console.log(
  `\nFalse rollbacks: ${falsely} of ${good.length}, ${percent(falsely / Math.max(1, good.length))} (95 %: ${percent(low)} to ${percent(high)}).`,
)
const times = bad.map(({judged}) => judged.guardSeconds ?? Number.POSITIVE_INFINITY).sort((a, b) => a - b)
const median = times[Math.floor(times.length / 2)] ?? 0
console.log(`Median time until a bad version is rolled back: ${Math.round(median)} s.`)
if (low > mostFalse || median > medianSeconds) process.exitCode = 1
