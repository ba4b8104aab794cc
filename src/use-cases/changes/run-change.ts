import {type Aws, type Connection, connect, disconnect} from '../../aws/index.ts'
import {AwsError} from '../../aws/transport/aws-error.ts'
import {toUserError} from '../../aws/transport/user-error.ts'
import {applyActions} from '../../changes/actions.ts'
import {carryOut, type Ending, type Refusal} from '../../changes/apply.ts'
import {operationId, stillRuns, thisProcess, voidLocks} from '../../changes/journal.ts'
import {type Lock, lockOf} from '../../changes/lock.ts'
import type {ChangeWork} from '../../changes/step.ts'
import {evidenceActions, parseFunction} from '../../evidence/index.ts'
import type {ChangeReport} from '../../model/plan/change-report.ts'
import type {Journal} from '../../model/plan/journal.ts'
import {differenceWords, isUnfinished, type Operation, type Plan, type Target, targetName} from '../../model/plan/plan.ts'
import type {Progress} from '../../model/progress.ts'
import {type ExitCode, exitCodes, UserError} from '../../model/user-error.ts'
import {targetLabel} from '../../text/function-label.ts'
import {iso} from '../../text/units.ts'
import {type Choice, type SelectedEvidence, selectPipeline, unreadNotes} from './select-pipeline.ts'

/** The IAM actions for a change of these kinds of targets, beside those of its own planning: it reads the pipeline, and carries the plan out. */
export const changeActions = (kinds: readonly Target['kind'][]): string[] => [...evidenceActions, ...applyActions(kinds)]

/** A plan with where and as whom it would be carried out. Nothing has been changed. */
export interface Planned {
  plan: Plan
  scope: ChangeReport['scope']
  mappingArn: string | null
  lock: Lock | null
  selection: SelectedEvidence
}

/** The inputs of a change beside the plan. */
export interface ChangeContext {
  connection: Connection
  journal: Journal
  toolVersion: string
  tell: (progress: Progress) => void
  /** Aborted when the user wants it to end. */
  stop: AbortSignal
  /** Take the mapping even where somebody else holds it. */
  steal: boolean
  onInconclusive: ChangeWork['onInconclusive']
}

/** Reads the pipeline and makes the plan. Refuses where an earlier operation on the same function is not finished. */
export async function planFor(
  connection: Connection,
  choice: Choice,
  journal: Journal,
  make: (selection: SelectedEvidence, aws: Aws) => Plan | Promise<Plan>,
): Promise<Planned> {
  const region = connection.region ?? parseFunction(choice.functionText).region ?? undefined
  const aws = connect({...connection, region})
  try {
    const selection = await selectPipeline(aws, choice, journal)
    refuseUnfinished(journal, selection.selected.mapping.uuid)
    const made = await make(selection, aws)
    const plan = {...made, notes: [...made.notes, ...unreadNotes(selection)]}
    const {regions: _, ...scope} = selection.evidence.scope
    const mappingArn = plan.mapping === null ? null : selection.selected.mappingArn
    return {
      plan,
      scope: {...scope, region: selection.pipeline.region},
      mappingArn,
      lock: await lockIfAny(aws, mappingArn, journal),
      selection,
    }
  } catch (error) {
    throw error instanceof AwsError ? toUserError(error, aws.options) : error
  } finally {
    disconnect(aws)
  }
}

function refuseUnfinished(journal: Journal, uuid: string): void {
  const other = journal.open().find(operation => operation.mapping === uuid && isUnfinished(operation))
  if (other === undefined) return
  if (stillRuns(other))
    throw new UserError('E_RUNNING', `The operation ${other.id} is running on this mapping, in process ${other.process.pid}.`, [
      'Wait until it has ended.',
    ])
  throw new UserError('E_UNFINISHED', `An earlier ${other.command} of this mapping is half done (${other.id}).`, [
    `Undo it first: \`ddbstream undo ${other.id}\`.`,
    `If it cannot be undone, close it: \`ddbstream history --forget ${other.id}\`.`,
  ])
}

/** Refuses a mapping that somebody else holds, before anybody is asked. */
export function refuseLocked({lock}: Planned, steal: boolean): void {
  if (lock !== null && !steal) throw refused({kind: 'locked', lock})
}

/** A lock that may not be read is shown as none: locking says so again, and goes on. */
async function lockIfAny(aws: Aws, mappingArn: string | null, journal: Journal): Promise<Lock | null> {
  if (mappingArn === null) return null
  try {
    return await lockOf(aws, mappingArn, voidLocks(journal, null))
  } catch {
    return null
  }
}

/** Changes take minutes: the run's deadline is for reading. Each request is tried once, because a second try may be a second change. */
const changing = (connection: Connection): Connection => ({...connection, deadlineMs: 12 * 3_600_000, attempts: 1})

/** Runs `work` with a connection for changes, which is closed at its end. */
export async function atWork<T>(
  {connection, journal, tell, stop, onInconclusive}: ChangeContext,
  region: string,
  work: (work: ChangeWork) => Promise<T>,
): Promise<T> {
  const aws = connect(changing({...connection, region}))
  const alive: Journal = {
    ...journal,
    save: operation => {
      operation.process = thisProcess()
      journal.save(operation)
    },
  }
  try {
    return await work({aws, journal: alive, tell, stop, onInconclusive})
  } catch (error) {
    throw error instanceof AwsError ? toUserError(error, aws.options) : error
  } finally {
    disconnect(aws)
  }
}

/** The change that was carried out, and its end. */
export interface ChangeRun {
  operation: Operation
  ending: Exclude<Ending, {kind: 'refused'} | {kind: 'half-done'}>
}

/** Carries out a plan. Throws a UserError where nothing was changed (exit code 7) or where something is half done (6). */
export async function runChange(
  {plan, scope, mappingArn, selection}: Planned,
  context: ChangeContext,
  work: ChangeWork,
): Promise<ChangeRun> {
  const operation = operationFor(plan, scope, mappingArn, context.toolVersion, selection.moment.nowMs)
  const ending = await carryOut(operation, plan, work, {steal: context.steal})
  if (ending.kind === 'refused') throw refused(ending.refusal)
  if (ending.kind === 'half-done')
    throw new UserError('E_HALF_DONE', `The ${plan.command} is half done: ${ending.why}.`, [`Undo it: \`ddbstream undo ${operation.id}\`.`])
  return {operation, ending}
}

/** Carries out a plan that needs nothing more: its report. */
export const carryOutPlan = (planned: Planned, context: ChangeContext): Promise<ChangeReport> =>
  atWork(context, planned.scope.region, async work => reportOf(planned, await runChange(planned, context, work)))

function operationFor(plan: Plan, scope: Planned['scope'], mappingArn: string | null, tool: string, startedMs: number): Operation {
  return {
    schemaVersion: 1,
    id: operationId(plan.command, startedMs),
    tool,
    command: plan.command,
    summary: plan.summary,
    startedAt: iso(startedMs),
    endedAt: null,
    account: scope.account,
    caller: scope.caller,
    region: scope.region,
    function: targetLabel(plan),
    mapping: plan.mapping,
    mappingArn,
    recordsPerMinute: plan.waiting?.recordsPerMinute ?? null,
    process: thisProcess(),
    status: 'running',
    steps: plan.steps.map(step => ({...structuredClone(step), status: 'pending', produced: null})),
    undo: [],
    words: null,
    checkpointSeenAt: null,
    restoreAt: null,
    guard: null,
  }
}

function refused(refusal: Refusal): UserError {
  const nothing = 'Nothing was changed.'
  switch (refusal.kind) {
    case 'locked': {
      const {operation, owner, expiresAtMs} = refusal.lock
      return new UserError(
        'E_LOCKED',
        `${owner} is changing this mapping (operation ${operation}, until ${iso(expiresAtMs)} at the latest). ${nothing}`,
        ['Talk to them. If they have gone, take over their lock with --steal.'],
      )
    }
    case 'changed':
      return new UserError(
        'E_DRIFT',
        `Somebody changed ${targetName(refusal.target)} after the plan was made: ${differenceWords(refusal.found)}. ${nothing}`,
        ['Run the command again: it makes a new plan from the current state.'],
      )
    case 'failed':
      return new UserError('E_REFUSED', `${refusal.why}. ${nothing}`)
  }
}

/** The report of a change; without `run` it is the plan alone. */
export const reportOf = (
  {plan, scope, lock}: Planned,
  run: ChangeRun | null = null,
  more: Partial<Pick<ChangeReport, 'outcome' | 'flow'>> = {},
): ChangeReport => ({
  schemaVersion: 1,
  scope,
  outcome: run === null ? (plan.steps.length === 0 ? 'nothing-to-do' : 'planned') : run.ending.kind,
  plan,
  lock: lock && {operation: lock.operation, owner: lock.owner, expiresAt: iso(lock.expiresAtMs)},
  operation: run?.operation ?? null,
  flow: null,
  ...more,
})

/** The exit code of a change that was neither refused nor left half done. */
export function changeExitCode({outcome, flow, operation}: ChangeReport): ExitCode {
  if (outcome === 'interrupted') return exitCodes.interrupted
  if (outcome === 'rolled-back' || outcome === 'taken-back') return exitCodes.rolledBack
  if (operation?.guard?.verdict === 'inconclusive' || flow === 'unknown') return exitCodes.undecided
  return flow === 'not-seen' ? exitCodes.unhealthy : exitCodes.ok
}
