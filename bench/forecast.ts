/**
 * How good the forecast is: incidents of the lab that drain or reach the age at which records are lost, looked at once a minute as a
 * watch does, and each predicted time compared with the time when it really happened. Run with
 * `npm run bench:forecast [-- SEEDS FIRST STEP]`: 12 2 2 are the even seeds up to 24, on which nothing was tuned.
 *
 * The goal is "within 20 % from one third of the way on in nine of ten". The way goes from the first look to the event; an answer counts
 * from one third of it on, and one that names no time is wrong. The bases of both shares can be read in several ways, so
 * all are printed:
 * - of the time left: the error is at most 20 % of the time that is really left at that moment. The strictest, and the one that decides the exit
 *   code, over the ways that last long enough to be told (below). With five minutes left that is one minute, the grain of the metrics, which come one to three minutes late.
 * - of the way: the error is at most 20 % of the whole way, for the moment that is predicted is the same one all along.
 * - or 2 min: of the time left, but two minutes are always right.
 * Nine of ten answers: all of them alike, which a watch shows in a minute that somebody reads it; or the mean over the runs, so
 * that each weighs the same, however long it is. Nine of ten runs: those in which all answers are right.
 *
 * Only two kinds of runs are left out, and they are counted: those without an end within twelve hours, and those that were over before an answer was due. Ways
 * under 20 minutes are also shown apart: metrics come up to three minutes late, an update pauses the polling for minutes, and a rate needs
 * two minutes of ages, so that for most of such a way nothing can be known.
 */
import {setMaxListeners} from 'node:events'
import {cases} from './forecast/cases.ts'
import {run} from './forecast/run.ts'
import {mean, quantile, type Rule, type Scored, score, shareBy} from './forecast/score.ts'

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'
setMaxListeners(0)
const [seeds = 4, firstSeed = 1, step = 1] = process.argv.slice(2).map(Number)

const shortWaySeconds = 20 * 60
const horizons = [5, 10, 20, 40, 60, 120, 240, Number.POSITIVE_INFINITY]
const rules: readonly Rule[] = ['withinLeft', 'withinWay', 'withinGrain']

const percentOf = (share: number): string => (Number.isFinite(share) ? `${Math.round(100 * share)} %` : '-')
const row = (...[first = '', ...cells]: string[]): void => console.log(first.padEnd(62) + cells.map(cell => cell.padStart(13)).join(''))

interface Way {
  event: 'drain' | 'loss'
  seconds: number
  scored: Scored[]
}

const byRun = (ways: readonly Way[], rule: Rule): string => percentOf(mean(ways.map(({scored}) => shareBy(scored, rule))))
const wholeRuns = (ways: readonly Way[], rule: Rule): string =>
  percentOf(mean(ways.map(({scored}) => (shareBy(scored, rule) === 1 ? 1 : 0))))

const ways: Way[] = []
row(
  'mean of the runs, answers within 20 %',
  'runs',
  'no end',
  'over at once',
  'median way',
  'of time left',
  'of the way',
  'or 2 min',
  'median error',
)
for (const one of cases) {
  const own: Way[] = []
  let [endless, atOnce] = [0, 0]
  for (let i = 0; i < seeds; i++) {
    const done = await run(one, firstSeed + i * step)
    const scored = done ? score(done) : []
    if (done === null) endless += 1
    else if (scored.length === 0) atOnce += 1
    else own.push({event: one.event, seconds: (done.endMs - done.startMs) / 1000, scored})
  }
  ways.push(...own)
  const middle = [...own].sort((a, b) => a.seconds - b.seconds)[own.length >> 1]
  row(
    `${one.incident}, ${one.event}: ${one.what}`,
    String(own.length),
    String(endless),
    String(atOnce),
    middle ? `${Math.round(middle.seconds / 60)} min` : '-',
    ...rules.map(rule => byRun(own, rule)),
    percentOf(
      quantile(
        own.flatMap(({scored}) => scored),
        0.5,
      ),
    ),
  )
}

console.log('')
row('time left, all answers', 'answers', 'none named', 'of time left', 'of the way', 'or 2 min', 'median error', '90th')
horizons.forEach((most, i) => {
  const least = horizons[i - 1] ?? 0
  const own = ways.flatMap(({scored}) => scored).filter(({leftSeconds}) => leftSeconds / 60 > least && leftSeconds / 60 <= most)
  row(
    most === Number.POSITIVE_INFINITY ? `over ${least} min` : `${least} to ${most} min`,
    String(own.length),
    String(own.filter(({error}) => error === null).length),
    ...rules.map(rule => percentOf(shareBy(own, rule))),
    percentOf(quantile(own, 0.5)),
    percentOf(quantile(own, 0.9)),
  )
})

console.log('')
row('from one third of the way on, each answer alike', 'answers', 'of time left', 'of the way', 'or 2 min')
for (const [name, events] of [
  ['all ways', ['drain', 'loss']],
  ['  drains', ['drain']],
  ['  losses', ['loss']],
] as const) {
  const answers = ways.filter(({event}) => (events as readonly string[]).includes(event)).flatMap(({scored}) => scored)
  row(name, String(answers.length), ...rules.map(rule => percentOf(shareBy(answers, rule))))
}

console.log('')
row(
  'from one third of the way on, each run alike',
  'runs',
  'of time left',
  'of the way',
  'or 2 min',
  'all: of left',
  'all: of way',
  'all: 2 min',
)
const longWays = ways.filter(({seconds}) => seconds >= shortWaySeconds)
const groups: readonly (readonly [string, readonly Way[]])[] = [
  ['all ways', ways],
  ['  drains', ways.filter(({event}) => event === 'drain')],
  ['  losses', ways.filter(({event}) => event === 'loss')],
  ['ways of 20 minutes and more', longWays],
  ['  drains', longWays.filter(({event}) => event === 'drain')],
  ['  losses', longWays.filter(({event}) => event === 'loss')],
  ['shorter ways', ways.filter(({seconds}) => seconds < shortWaySeconds)],
]
for (const [name, own] of groups)
  row(name, String(own.length), ...rules.map(rule => byRun(own, rule)), ...rules.map(rule => wholeRuns(own, rule)))
process.exitCode = mean(longWays.map(({scored}) => shareBy(scored, 'withinLeft'))) >= 0.9 ? 0 : 1
