/**
 * How good the forecast is: incidents of the lab that drain or reach the age at which records are lost, looked at every few minutes as a
 * watch does, and each predicted time compared with the time when it really happened. Run with `npm run bench:forecast [-- SEEDS FIRST]`.
 *
 * The way goes from the first look to the event. An answer counts from one third of the way on; it is right when the predicted time that
 * is left is within 20 % of the real one, or within two minutes, which is the grain of CloudWatch's metrics. Every run weighs the same,
 * however long it is. Ways under 20 minutes are left out and counted: metrics come three minutes late and a trend needs five of them, so
 * that such a way is over before anything can be told.
 */
import {setMaxListeners} from 'node:events'
import {LambdaClient, PutFunctionConcurrencyCommand, UpdateEventSourceMappingCommand} from '@aws-sdk/client-lambda'
import {connect, disconnect} from '../src/aws/index.ts'
import {openLab} from '../src/lab/entrance.ts'
import type {PipelineLag} from '../src/model/iterator-age.ts'
import {epochMs} from '../src/model/units.ts'
import {lagReader} from '../src/use-cases/iterator-age.ts'

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'
setMaxListeners(0)
const seeds = Number(process.argv[2] ?? 4)
const firstSeed = Number(process.argv[3] ?? 1)
const lookEverySeconds = 180
const longestSeconds = 12 * 3600

type Lab = ReturnType<typeof openLab>
type Repair = (client: LambdaClient, pipeline: PipelineLag) => Promise<unknown>

interface Case {
  incident: string
  event: 'drain' | 'loss'
  /** What somebody does before the first look. */
  repair?: Repair
  what: string
}

const update =
  (change: object): Repair =>
  (client, {mapping}) =>
    client.send(new UpdateEventSourceMappingCommand({UUID: mapping ?? '', ...change}))
const reserve: Repair = (client, {function: FunctionName}) =>
  client.send(new PutFunctionConcurrencyCommand({FunctionName, ReservedConcurrentExecutions: 20}))

const cases: Case[] = [
  {incident: 'recovering', event: 'drain', what: 'a long import has ended'},
  {incident: 'write-burst', event: 'drain', what: 'a burst, some still going on'},
  {incident: 'slow-handler', event: 'drain', repair: update({ParallelizationFactor: 3}), what: 'three lanes for each shard'},
  {incident: 'insufficient-throughput', event: 'drain', repair: update({ParallelizationFactor: 4}), what: 'four lanes for each shard'},
  {incident: 'throttled-concurrency', event: 'drain', repair: reserve, what: 'a reserve of 20'},
  {incident: 'mapping-disabled', event: 'drain', repair: update({Enabled: true}), what: 'enabled again'},
  {incident: 'slow-handler', event: 'loss', repair: update({MaximumRecordAgeInSeconds: 2 * 3600}), what: 'records are dropped at 2 h'},
  {
    incident: 'insufficient-throughput',
    event: 'loss',
    repair: update({MaximumRecordAgeInSeconds: 2 * 3600}),
    what: 'records are dropped at 2 h',
  },
  {incident: 'poison-record', event: 'loss', repair: update({MaximumRecordAgeInSeconds: 4 * 3600}), what: 'the batch is dropped at 4 h'},
  {
    incident: 'failing-function',
    event: 'loss',
    repair: update({MaximumRecordAgeInSeconds: 4 * 3600}),
    what: 'the batches are dropped at 4 h',
  },
]

interface Answer {
  atMs: number
  /** Seconds until the event, as predicted; null where nothing was. */
  predicted: number | null
}

interface Run {
  answers: Answer[]
  startMs: number
  endMs: number
}

/** The first minute that says that it has happened. */
function happened(event: Case['event'], {lag}: PipelineLag, sinceMs: number, limitSeconds: number): number | null {
  const ages = lag.series.filter(point => point.max !== null && epochMs(point.at) >= sinceMs)
  const found =
    event === 'drain' ? ages.find(({max}) => (max ?? 0) <= lag.floorSeconds) : ages.find(({max}) => (max ?? 0) >= 0.995 * limitSeconds)
  return found ? epochMs(found.at) + 30_000 : null
}

const limitOf = ({repair}: Case, incident: string): number =>
  repair === undefined ? 86_400 : incident === 'poison-record' || incident === 'failing-function' ? 4 * 3600 : 2 * 3600

async function run(one: Case, seed: number): Promise<Run | null> {
  const lab: Lab = openLab({incident: one.incident, seed})
  const {region, credentials, requestHandler, sleep, endpoint} = lab
  const aws = connect({region, credentials, requestHandler: requestHandler as never, sleep, deadlineMs: 600_000})
  const client = new LambdaClient({region, credentials, endpoint, requestHandler: requestHandler as never})
  const look = lagReader(aws, {functionText: 'orders-projector', sinceSeconds: 3 * 3600})
  try {
    const first = (await look()).pipelines[0]
    if (!first) return null
    if (one.repair) await one.repair(client, first)
    const startMs = epochMs(first.at)
    const answers: Answer[] = []
    for (let passed = 0; passed < longestSeconds; passed += lookEverySeconds) {
      await sleep(lookEverySeconds * 1000)
      const seen = (await look()).pipelines[0]
      if (!seen) return null
      const atMs = epochMs(seen.at)
      // An update pauses the polling for minutes: what is low before is not the end.
      const endMs = passed < 900 ? null : happened(one.event, seen, startMs + 600_000, limitOf(one, one.incident))
      if (endMs !== null) return {answers, startMs, endMs}
      const {drainSeconds, lossAt} = seen.lag
      answers.push({atMs, predicted: one.event === 'drain' ? drainSeconds : lossAt === null ? null : (epochMs(lossAt) - atMs) / 1000})
    }
    return null
  } finally {
    disconnect(aws)
    client.destroy()
  }
}

const horizons = [10, 20, 40, 60, 120, 240, Number.POSITIVE_INFINITY]
const tolerance = 0.2
const grainSeconds = 120
const shortestWayMs = 20 * 60_000

interface Scored {
  leftSeconds: number
  error: number | null
  right: boolean
}

function score({answers, startMs, endMs}: Run): Scored[] {
  return answers
    .filter(({atMs}) => atMs < endMs && (atMs - startMs) / (endMs - startMs) >= 1 / 3)
    .map(({atMs, predicted}) => {
      const leftSeconds = (endMs - atMs) / 1000
      if (predicted === null) return {leftSeconds, error: null, right: false}
      const off = Math.abs(predicted - leftSeconds)
      return {leftSeconds, error: off / leftSeconds, right: off <= Math.max(tolerance * leftSeconds, grainSeconds)}
    })
}

const median = (list: number[]): number => [...list].sort((a, b) => a - b)[list.length >> 1] ?? Number.NaN
const mean = (list: number[]): number => list.reduce((sum, value) => sum + value, 0) / list.length
const percentOf = (share: number): string => (Number.isNaN(share) ? '-' : `${Math.round(100 * share)} %`)
const rightShare = (list: Scored[]): number => list.filter(({right}) => right).length / list.length
const errorOf = (list: Scored[]): string => percentOf(median(list.flatMap(({error}) => error ?? [])))
const row = (...[first = '', ...cells]: string[]): void => console.log(first.padEnd(62) + cells.map(cell => cell.padStart(14)).join(''))

const runs: {event: Case['event']; scored: Scored[]}[] = []
row('incident', 'runs', 'too short', 'right by run', 'median error')
for (const one of cases) {
  const own: Scored[][] = []
  let short = 0
  for (let seed = firstSeed; seed < firstSeed + seeds; seed++) {
    const done = await run(one, seed)
    if (done === null) continue
    if (done.endMs - done.startMs < shortestWayMs) short += 1
    else own.push(score(done))
  }
  runs.push(...own.map(scored => ({event: one.event, scored})))
  row(
    `${one.incident}, ${one.event}: ${one.what}`,
    String(own.length),
    String(short),
    percentOf(mean(own.map(rightShare))),
    errorOf(own.flat()),
  )
}

console.log('')
row('time left', 'answers', 'right', 'median error')
horizons.forEach((most, i) => {
  const least = horizons[i - 1] ?? 0
  const own = runs.flatMap(({scored}) => scored).filter(({leftSeconds}) => leftSeconds / 60 > least && leftSeconds / 60 <= most)
  row(
    most === Number.POSITIVE_INFINITY ? `over ${least} min` : `${least} to ${most} min`,
    String(own.length),
    percentOf(rightShare(own)),
    errorOf(own),
  )
})

const shareOf = (event?: Case['event']): number =>
  mean(runs.filter(one => event === undefined || one.event === event).map(({scored}) => rightShare(scored)))
console.log(
  `\nWithin 20 % (or 2 min) from one third of the way on: ${percentOf(shareOf())}, the mean of ${runs.length} runs (drains ${percentOf(shareOf('drain'))}, losses ${percentOf(shareOf('loss'))}).`,
)
process.exitCode = shareOf() >= 0.9 ? 0 : 1
