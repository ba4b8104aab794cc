import type {Evidence} from '../../src/model/evidence/evidence.ts'
import type {PipelineReport, Report} from '../../src/model/report/report.ts'
import {formats} from '../../src/reports/index.ts'
import {doctor} from '../../src/use-cases/doctor.ts'
import {noteReport} from '../support/printed.ts'
import type {Retold} from './retold.ts'
import {standIn} from './stand-in/stand-in.ts'

/** How the doctor did on one incident. */
export interface Grade {
  id: string
  /** The first cause is a right one, and the verdict too. */
  causeRight: boolean
  stateRight: boolean
  /** The report has the required words, none of the forbidden ones, and recommends nothing harmful. */
  wordsRight: boolean
  /** The first cause; null where none is named. */
  first: string | null
  /** Of the first cause; null without one. */
  confidence: number | null
  /** Nothing harmful is the matter: an answer with a harmful cause is a false alarm. */
  quiet: boolean
  verdict: string
  state: string
  causes: string[]
  /** The faults of the answer, in words. */
  faults: string[]
  /** The report for people. */
  text: string
  /** The judged pipeline, and its evidence. */
  pipeline: PipelineReport
  evidence: Evidence
}

/** Sleeps end at once: AWS's clock stands still here, and nothing is waited for. */
const sleep = () => new Promise<void>(resolve => setImmediate(resolve))

/** Runs the doctor on an incident in this process. */
export async function lookAtRetold({world, inspectCode = false, deep = false}: Retold): Promise<{report: Report; evidence: Evidence}> {
  const {report, evidence} = await doctor(
    {
      region: world.place.region,
      credentials: {accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'example'},
      requestHandler: standIn(world).requestHandler as never,
      sleep,
      deadlineMs: 600_000,
    },
    {functionText: world.target, sinceSeconds: 3 * 3600, only: [], skip: [], toolVersion: '0', deep, inspectCode},
  )
  // A request that the stand-in does not understand is a fault of the stand-in, and no evidence that is missing.
  const misread = report.missing.find(({detail}) => /MalformedQueryException|The stand-in/.test(detail))
  if (misread !== undefined) throw new Error(`${misread.action}: ${misread.detail}`)
  noteReport(report, evidence)
  return {report, evidence}
}

/**
 * The sentences of a report, on one line: without its heading, which names the account, and without the lists of checks, whose
 * names would stand for words.
 */
const saidIn = (text: string): string =>
  text
    .replace(/^[^\n]*\n[^\n]*\n/, '')
    .replace(/\s+/g, ' ')
    .replace(/\d+ checks? (?:could not|skipped|passed)[^:]*: [^.]*\./g, '')

function causeFaults({truth}: Retold, report: Report, own: PipelineReport): string[] {
  const [first] = own.causes
  const isHarmless = first === undefined || !first.harmful
  const isAccepted = truth.causes.includes(first?.id ?? null) || (truth.causes.includes(null) && isHarmless)
  return [
    ...(isAccepted ? [] : [`first cause ${first?.id ?? 'none'}`]),
    ...(first !== undefined && truth.not?.includes(first.id) ? [`must not be ${first.id}`] : []),
    ...(truth.verdicts === undefined || truth.verdicts.includes(report.verdict) ? [] : [`verdict ${report.verdict}`]),
  ]
}

/** Settings with which Lambda gives records up. */
const givesUp = /--set Maximum(?:RetryAttempts|RecordAgeInSeconds)=\d/

function wordFaults({truth: {causes, states, says, unsaid, dead}}: Retold, text: string): string[] {
  const whole = saidIn(text)
  // Where shards stand still and no record is bad, all that waits is good.
  const isGood = states.includes('stalled') && !causes.includes('poison-record')
  const [main = ''] = whole.split(' Findings ')
  return [
    ...(says === undefined || says.test(whole) ? [] : [`does not say ${says}`]),
    ...(isGood && givesUp.test(whole) ? ['advises to give good records up'] : []),
    ...(unsaid?.test(whole) ? [`says ${unsaid}`] : []),
    ...(dead?.test(main) ? [`advises ${dead}`] : []),
  ]
}

/** Diagnoses an incident, and compares the doctor's answer with the truth. */
export async function grade(retold: Retold): Promise<Grade> {
  const {report, evidence} = await lookAtRetold(retold)
  const own = report.pipelines.find(({mapping}) => retold.mapping === undefined || mapping === retold.mapping) as PipelineReport
  const text = formats.human(report, {columns: 110, colour: false, unicode: true, verbose: true})
  const [causes, words] = [causeFaults(retold, report, own), wordFaults(retold, text)]
  const stateRight = retold.truth.states.includes(own.lag.state)
  const [first] = own.causes
  return {
    id: retold.id,
    causeRight: causes.length === 0,
    stateRight,
    wordsRight: words.length === 0,
    first: first?.id ?? null,
    confidence: first?.confidence ?? null,
    quiet: retold.truth.causes.every(cause => cause === null),
    verdict: report.verdict,
    state: own.lag.state,
    causes: own.causes.map(({id}) => id),
    faults: [...causes, ...(stateRight ? [] : [`lag ${own.lag.state}`]), ...words],
    text,
    pipeline: own,
    evidence,
  }
}
