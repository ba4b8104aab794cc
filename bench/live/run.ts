import type {Evidence} from '../../src/model/evidence/evidence.ts'
import type {Report} from '../../src/model/report/report.ts'
import {type Command, rightExitCodes} from './commands.ts'
import {type Comparison, compare} from './compare.ts'
import type {LiveIncident} from './incident.ts'
import type {Sandbox, Survey} from './sandbox.ts'
import {type Observed, type Settled, settle} from './statements.ts'

/** A command that ended: its exit code, its output, and the evidence that it saved. */
export interface Ran {
  code: number
  report: Report | null
  evidence: Evidence | null
}

export interface LiveRun {
  sandbox: Sandbox
  incidents: readonly LiveIncident[]
  commands: readonly Command[]
  /** Whether it may run in an account that has other mappings. */
  amongOthers: boolean
  /** The times to wait, seconds: until the symptom shows, and after the incident. */
  pace: {symptom: (incident: LiveIncident) => number; calm: number}
  stop: AbortSignal
  tell: (line: string) => void
  run: (incident: LiveIncident, command: Command, survey: Survey) => Promise<Ran>
}

/** The outcome for one incident. */
export interface Made {
  incident: string
  comparison: Comparison
  /** Commands that ended with an exit code that is not documented for them. */
  faults: string[]
}

export interface LiveOutcome {
  made: Made[]
  statements: Settled[]
  isTakenDown: boolean
}

/** A run that must not begin here. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError'
}

/** Deploys, makes the incidents one after the other, runs every command in each, and takes everything down, however it ends. */
export async function runLive(live: LiveRun): Promise<LiveOutcome> {
  const {sandbox, amongOthers, tell} = live
  const survey = await sandbox.survey()
  if (survey.isDeployed) throw new RefusedError('The stack of an earlier run is there. Delete it first: `npm run live -- --take-down`.')
  if (survey.others > 0 && !amongOthers)
    throw new RefusedError(
      `The account has ${survey.others} other event source mappings. Use a sandbox account, or pass --among-others: the run reads them, and changes only its own.`,
    )
  const made: Made[] = []
  const observations: Observed[] = []
  try {
    tell('Deploys the stack.')
    await sandbox.deploy()
    for (const incident of live.incidents) {
      if (live.stop.aborted) break
      const one = await play(live, survey, incident)
      if (one === null) break
      made.push(one.made)
      observations.push(one.observed)
    }
  } finally {
    tell('Takes everything down.')
    await sandbox.takeDown()
  }
  return {made, statements: settle(observations), isTakenDown: true}
}

/** Null where the run was stopped before the commands. */
async function play(live: LiveRun, survey: Survey, incident: LiveIncident): Promise<{made: Made; observed: Observed} | null> {
  const {sandbox, pace, stop, tell} = live
  tell(`${incident.id}: ${incident.story}`)
  const transitionSeconds = await sandbox.begin(incident)
  await sandbox.wait(pace.symptom(incident), stop)
  if (stop.aborted) return null
  const faults: string[] = []
  let doctor: Ran = {code: 0, report: null, evidence: null}
  for (const command of live.commands) {
    if (stop.aborted) return null
    const ran = await live.run(incident, command, survey)
    if (command.name === 'doctor') doctor = ran
    if (!rightExitCodes.includes(ran.code)) faults.push(`${command.name} ended with ${ran.code}`)
  }
  const comparison = compare(sandbox.isMadeHere ? incident : {...incident, shows: {}}, doctor.report, doctor.evidence)
  tell(`${incident.id}: ${[comparison.words, ...faults].join(' ')}`)
  transitionSeconds.push(...(await sandbox.end(incident)))
  await sandbox.wait(pace.calm, stop)
  return {
    made: {incident: incident.id, comparison, faults},
    observed: {incident: incident.id, evidence: doctor.evidence, transitionSeconds},
  }
}
