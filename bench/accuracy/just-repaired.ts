import {describeIncident, openLab, timesOf} from '../../packages/lab/src/entrance.ts'
import {causes} from '../../src/causes/index.ts'
import type {PipelineReport} from '../../src/model/report/report.ts'
import {doctor} from '../../src/use-cases/doctor.ts'
import {type Seeds, seedsOf} from './cases.ts'
import {NotMendable, repair, repairs} from './repairs.ts'
import {rate} from './shares.ts'

/** The doctor's answer on a pipeline so many minutes after its repair. */
export interface AfterRepair {
  incident: string
  seed: number
  minutes: number
  verdict: string
  lag: string
  repair: string | null
  got: string[]
  right: boolean
}

/** Minutes after the repair at which somebody looks. */
export const looks = [2, 4, 8, 15, 30] as const

/** Any time will do, as long as it is the same in every run. */
const nearMs = Date.UTC(2026, 10, 2, 12, 0)

const harmless = new Set(causes.filter(({harmful}) => !harmful).map(({id}) => id))

/** A shard that was made in these minutes has nothing to do with it. */
const isInvented = (id: string): boolean => id === 'shard-rollover'

/**
 * Right after a repair: the lag eases or is over, or is not known yet and the change is named; the first cause is none, a burst that
 * drains, or the old one reported as the state before the change.
 */
export function isRightAfter(pipeline: PipelineReport, truth: readonly string[]): boolean {
  const [first] = pipeline.causes
  const eases = ['recovering', 'ok'].includes(pipeline.lag.state)
  const isNamed = pipeline.repair !== null && ['idle', 'unknown'].includes(pipeline.lag.state)
  const isOld = first?.beforeChange === true && truth.includes(first.id)
  const fits = first === undefined || isOld || (harmless.has(first.id) && !isInvented(first.id))
  return (eases || isNamed) && fits
}

/** Mends an incident when somebody would have looked at it, and looks from then on; nothing where no call mends it. */
export async function lookAfterRepair(incident: string, seed: number): Promise<AfterRepair[]> {
  const {openSecond} = timesOf(incident, seed)
  const lab = openLab({incident, seed, at: {second: openSecond, nearMs}})
  const truth = describeIncident(incident, seed).truth.causes
  const operations = await repair(incident, lab, nearMs).catch(error => {
    if (error instanceof NotMendable) return null
    throw error
  })
  if (operations === null) return []
  const outcomes: AfterRepair[] = []
  let passed = 0
  for (const minutes of looks) {
    await lab.sleep((minutes - passed) * 60_000)
    passed = minutes
    const {report} = await doctor(
      {region: lab.region, credentials: lab.credentials, requestHandler: lab.requestHandler, sleep: lab.sleep, deadlineMs: 600_000},
      {
        functionText: 'orders-projector',
        sinceSeconds: 3 * 3600,
        only: [],
        skip: [],
        toolVersion: '0',
        deep: false,
        inspectCode: false,
        operations,
      },
    )
    const pipeline = report.pipelines[0] as PipelineReport
    outcomes.push({
      incident,
      seed,
      minutes,
      verdict: pipeline.verdict,
      lag: pipeline.lag.state,
      repair: pipeline.repair?.state ?? null,
      got: pipeline.causes.map(({id, beforeChange}) => (beforeChange ? `(${id})` : id)),
      right: isRightAfter(pipeline, truth),
    })
  }
  return outcomes
}

const seedsPerIncident = 8

/** The incidents that a call ends, with a few seeds each; with `most`, as many fewer as of the others. */
export function repairedCases(which: Seeds, only: readonly string[], most: number): {incident: string; seed: number}[] {
  const ids = [...repairs.keys()].filter(id => only.length === 0 || only.includes(id))
  return ids.flatMap(incident =>
    seedsOf(which, Math.min(seedsPerIncident, Math.ceil(most / (10 * Math.max(1, ids.length))))).map(seed => ({incident, seed})),
  )
}

/** How often the doctor is right after a repair, in all looks and by the minutes since. */
export const repairRates = (outcomes: readonly AfterRepair[]): string[] => [
  rate('just repaired: no new cause, nor the old one', outcomes.filter(one => one.right).length, outcomes.length),
  ...looks.map(minutes => {
    const some = outcomes.filter(one => one.minutes === minutes)
    return rate(`  ${minutes} min after`, some.filter(one => one.right).length, some.length)
  }),
]

export const repairMistakes = (outcomes: readonly AfterRepair[]): string[] =>
  outcomes
    .filter(one => !one.right)
    .map(
      ({incident, seed, minutes, lag, verdict, repair: state, got}) =>
        `  ${incident} ${seed}, ${minutes} min after its repair: ${lag}, ${verdict}, ${state ?? 'no repair seen'}; ${got.join(', ') || 'nothing'}`,
    )
