import pMap from 'p-map'
import {type Aws, type Connection, connect, disconnect} from '../../aws/index.ts'
import {AwsError} from '../../aws/transport/aws-error.ts'
import {toUserError} from '../../aws/transport/user-error.ts'
import {muteFindings} from '../../config/mutes.ts'
import {diagnose, type Selection} from '../../diagnosis/diagnose.ts'
import {type Fleet, fleetActions, openFleet} from '../../evidence/index.ts'
import type {Operation} from '../../model/plan/plan.ts'
import {type Report, worstVerdict} from '../../model/report/report.ts'
import type {Part} from '../../model/slice.ts'
import type {Targets} from '../../model/targets.ts'
import {UserError} from '../../model/user-error.ts'
import {count} from '../../text/units.ts'
import {withPastOperations} from '../changes/past-operations.ts'
import {withTags} from '../configured.ts'
import {doctorActions, readOnDemand} from '../doctor.ts'
import {joinReports} from './join-reports.ts'
import {placesActions} from './places.ts'

/** An account and region to read; `name` is its name in the report where nothing else is known of it. */
export interface Place {
  name: string
  connection: Connection
}

/** How far a run is; `total` grows as regions are opened. */
export interface Progress {
  done: number
  total: number
}

export interface FleetOptions extends Selection {
  targets: Targets
  part: Part | null
  sinceSeconds: number
  toolVersion: string
  deep: boolean
  inspectCode: boolean
  /** ddbstream's own changes, by the journal of this machine; none unless given. */
  operations?: readonly Operation[]
  /** Called as pipelines are judged. */
  onProgress: (progress: Progress) => void
  /** Called with notes that are worth knowing and no fault. */
  onNote?: ((text: string) => void) | undefined
  /** Ends the run early: the pipelines that are judged by then are reported, marked partial. */
  signal: AbortSignal
}

export const doctorFleetActions: readonly string[] = [...doctorActions, ...fleetActions, ...placesActions]

/** Groups that are read side by side: while one waits for a quota, the other uses another one. */
const groupsAtOnce = 2
const placesAtOnce = 4

/**
 * Diagnoses many pipelines, in several accounts and regions, as one report. A failed read makes its pipeline, or the run, undecided,
 * and nothing else. Null when the run was ended before anything was known.
 */
export async function doctorFleet(places: readonly Place[], options: FleetOptions): Promise<Report | null> {
  const progress = {done: 0, total: 0}
  const claims = new Map<string, string>()
  const outcomes = await pMap(places, place => lookAt(place, options, progress, claims), {concurrency: placesAtOnce})
  const lost = outcomes.flatMap(({error}) => error ?? [])
  const reports = outcomes.flatMap(({report}) => report ?? [])
  const [first] = lost
  if (reports.length === 0) {
    if (first !== undefined && !options.signal.aborted) throw first.userError
    return null
  }
  const sizeOfAll = outcomes.reduce((sum, outcome) => sum + outcome.sizeOfAll, 0)
  if (sizeOfAll === 0 && lost.length === 0 && !options.signal.aborted) throw noPipeline(outcomes.map(({place}) => place))
  return wholeReport(reports, lost, progress, options)
}

interface Lost {
  place: string
  error: AwsError
  userError: UserError
}

interface Outcome {
  /** Its name, with its region. */
  place: string
  report: Report | null
  /** Pipelines that are meant, in all parts. */
  sizeOfAll: number
  /** Why nothing is known of this place. */
  error: Lost | null
}

/** One account and region, group by group; the evidence of a group is forgotten once it is judged. */
async function lookAt({name, connection}: Place, options: FleetOptions, progress: Progress, claims: Map<string, string>): Promise<Outcome> {
  const {signal} = options
  const aws = connect({...connection, endsWithCredentials: true})
  const stop = () => disconnect(aws)
  signal.addEventListener('abort', stop, {once: true})
  try {
    const fleet = await openFleet(aws, options)
    const place = name.includes(fleet.region) ? name : `${fleet.region}, ${name}`
    // Two profiles may be of one account: its pipelines are there once.
    const claim = `${fleet.account} ${fleet.region}`
    const other = fleet.account === null ? undefined : claims.get(claim)
    if (other !== undefined) {
      options.onNote?.(`Read only once: "${other}" and "${name}" are both account ${fleet.account} in ${fleet.region}.`)
      return {place, report: null, sizeOfAll: fleet.sizeOfAll, error: null}
    }
    claims.set(claim, name)
    progress.total += fleet.size
    options.onProgress(progress)
    const groups = await pMap(fleet.groups, group => judgeGroup(aws, fleet, group, options, progress), {concurrency: groupsAtOnce})
    // The region itself: the caller, and the price of all of it.
    const region = {...diagnose(await fleet.read([]), options, tool(options)), verdict: 'healthy' as const}
    return {place, report: joinReports([region, ...groups.flatMap(group => group ?? [])]), sizeOfAll: fleet.sizeOfAll, error: null}
  } catch (error) {
    return {place: name, report: null, sizeOfAll: 0, error: signal.aborted ? null : lostOf(name, error, connection)}
  } finally {
    signal.removeEventListener('abort', stop)
    disconnect(aws)
  }
}

const tool = ({toolVersion}: FleetOptions): Report['tool'] => ({name: 'ddbstream', version: toolVersion})

/** Null when the run was ended meanwhile: the evidence by then is not complete. */
async function judgeGroup(
  aws: Aws,
  fleet: Fleet,
  group: Fleet['groups'][number],
  options: FleetOptions,
  progress: Progress,
): Promise<Report | null> {
  if (options.signal.aborted) return null
  const tagged = await withTags(aws, await fleet.read(group), options.config)
  const evidence = await readOnDemand(aws, withPastOperations(tagged, options.operations ?? []), options)
  if (options.signal.aborted) return null
  progress.done += group.length
  options.onProgress(progress)
  return diagnose({...evidence, usage: {requests: {}, usd: 0}}, options, tool(options))
}

function lostOf(place: string, error: unknown, connection: Connection): Lost {
  if (error instanceof AwsError) return {place, error, userError: toUserError(error, connection)}
  if (error instanceof UserError) return {place, error: new AwsError('', 'other', error.message), userError: error}
  throw error
}

/** One report of all places; a place of which nothing is known, or an early end, leaves it undecided at best. */
function wholeReport(
  reports: readonly Report[],
  lost: readonly Lost[],
  {done, total}: Progress,
  {part, config, signal, targets}: FleetOptions,
): Report {
  const joined = joinReports(reports)
  const partial = signal.aborted ? `ended by a signal after ${done} of ${count(total, 'pipeline')}` : null
  const missing = lost.map(({place, error: {action, reason, detail}}) => ({
    mapping: null,
    evidence: 'mappings',
    action,
    reason,
    detail: `${place}: ${detail}`,
  }))
  const whole: Report = {
    ...joined,
    whole:
      lost.length === 0 && targets.functionPattern === null && targets.tables.length + targets.tags.length + targets.stacks.length === 0,
    verdict: partial === null && lost.length === 0 ? joined.verdict : worstVerdict([joined.verdict, 'undecided']),
    part,
    partial,
    missing: [...missing, ...joined.missing],
    findings: [],
  }
  // By group a mute may seem to have nothing to mute; the whole run knows.
  return {...whole, findings: muteFindings(config, whole)}
}

const noPipeline = (places: readonly string[]): UserError =>
  new UserError('E_NO_PIPELINE', `No pipeline matches in ${places.join('; ')}.`, [
    'List the mappings: `ddbstream doctor --all`, or aws lambda list-event-source-mappings.',
    'Check --region and --profile, the pattern, --table, --tag and --stack.',
  ])
