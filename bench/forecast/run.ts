import {LambdaClient} from '@aws-sdk/client-lambda'
import {openLab} from '../../packages/lab/src/entrance.ts'
import {connect, disconnect} from '../../src/aws/index.ts'
import type {PipelineLag} from '../../src/model/watch/iterator-age.ts'
import {minuteMs} from '../../src/text/minutes.ts'
import {epochMs} from '../../src/text/units.ts'
import {lagReader} from '../../src/use-cases/watch/iterator-age.ts'
import type {Case} from './cases.ts'

const longestMs = 12 * 3600_000
/** A lane that is late may start no batch in a minute: drained is a state that lasts. */
const lowMinutes = 3

type Lab = ReturnType<typeof openLab>

export interface Answer {
  atMs: number
  /** Seconds until the event, as predicted; null where nothing was. */
  predicted: number | null
}

/** The way from the first look to the event, looked at once a minute as a watch does. */
export interface Run {
  answers: Answer[]
  startMs: number
  endMs: number
}

/**
 * When the age came down to the floor, once the metrics tell it: it falls within a minute, so the oldest age of a minute is that of its
 * start, and between two minutes the line is straight.
 */
function drainedAt({lag: {series = [], floorSeconds}}: PipelineLag, sinceMs: number): number | null {
  const ages = series.flatMap(({at, max}) => (max !== null && epochMs(at) >= sinceMs ? [{atMs: epochMs(at), max}] : []))
  const first = ages.findIndex(
    (_, i) => ages.slice(i, i + lowMinutes).every(({max}) => max <= floorSeconds) && i + lowMinutes <= ages.length,
  )
  const [before, low] = [ages[first - 1], ages[first]]
  if (!low) return null
  if (!before) return low.atMs
  return before.atMs + ((before.max - floorSeconds) / (before.max - low.max)) * (low.atMs - before.atMs)
}

interface Count {
  trimmed: number
  destination: number
  dropped: Record<string, number>
}

/** Records that the lab says were given up. */
function lost(lab: Lab): number {
  const {mappings} = lab.control('GET', '/_lab/records').body as {mappings: Count[]}
  return mappings.reduce((sum, one) => sum + one.trimmed + one.destination + Object.values(one.dropped).reduce((a, b) => a + b, 0), 0)
}

const predictedBy = ({event}: Case, {at, lag: {drainSeconds, lossAt}}: PipelineLag): number | null =>
  event === 'drain' ? drainSeconds : lossAt === null ? null : (epochMs(lossAt) - epochMs(at)) / 1000

/** One incident up to its event; null where there is none within twelve hours. */
export async function run(one: Case, seed: number): Promise<Run | null> {
  const lab = openLab({incident: one.incident, seed})
  const {region, credentials, requestHandler, sleep, endpoint} = lab
  const aws = connect({region, credentials, requestHandler: requestHandler as never, sleep, deadlineMs: 600_000})
  const client = new LambdaClient({region, credentials, endpoint, requestHandler: requestHandler as never})
  const look = lagReader(aws, {functionText: 'orders-projector', sinceSeconds: 3 * 3600})
  try {
    const first = (await look()).pipelines[0]
    if (!first) return null
    if (one.repair) await one.repair(client, first)
    const startMs = epochMs(first.at)
    const lostBefore = lost(lab)
    const answers: Answer[] = []
    for (let passedMs = 0; passedMs < longestMs; passedMs += minuteMs) {
      await sleep(minuteMs)
      const seen = (await look()).pipelines[0]
      if (!seen) return null
      const atMs = epochMs(seen.at)
      if (one.event === 'loss' && lost(lab) > lostBefore) return {answers, startMs, endMs: atMs - minuteMs / 2}
      const endMs = one.event === 'drain' ? drainedAt(seen, startMs) : null
      if (endMs !== null) return {answers: answers.filter(answer => answer.atMs < endMs), startMs, endMs}
      answers.push({atMs, predicted: predictedBy(one, seen)})
    }
    return null
  } finally {
    disconnect(aws)
    client.destroy()
  }
}
