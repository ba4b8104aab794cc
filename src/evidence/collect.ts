import {getAccountSettings, getFunction} from '../aws/lambda.ts'
import type {MetricWindow} from '../aws/metrics.ts'
import {getCallerIdentity} from '../aws/sts.ts'
import {AwsError} from '../aws/transport/aws-error.ts'
import {type Aws, nowMs, usage} from '../aws/transport/connection.ts'
import {preload} from '../aws/transport/preload.ts'
import {profileIn} from '../aws/transport/profile.ts'
import {regionOf} from '../aws/transport/region.ts'
import {toUserError} from '../aws/transport/user-error.ts'
import type {Evidence, EvidenceItems, Scope} from '../model/evidence/evidence.ts'
import {evidenceSchemaVersion} from '../model/evidence/evidence-version.ts'
import type {Item} from '../model/evidence/item.ts'
import {type Attempt, actionsOf, attempt, itemOf, missingFrom} from './collector.ts'
import {collectors} from './collectors.ts'
import {listedMappings} from './first-round/mapping.ts'
import {noPipeline} from './no-pipeline.ts'
import {type FunctionReference, functionArnParts, parseFunction, refuseOtherRegion} from './parse-function.ts'
import {type Found, mappingsOf, onDynamoDb, type Plan, pipelinesOf, unknownPipeline} from './pipelines.ts'
import {windowOf} from './window.ts'

export interface EvidenceRequest {
  /** FUNCTION as the user gave it. */
  functionText: string
  /** How far back the metrics go. */
  sinceSeconds: number
  toolVersion: string
}

/** The IAM actions of `collectEvidence`. sts:GetCallerIdentity needs no permission. */
export const evidenceActions: readonly string[] = actionsOf(collectors)

type Identity = Awaited<ReturnType<typeof getCallerIdentity>>

/**
 * Reads all evidence about the pipelines of one function, in two round trips: find the mappings, then everything that hangs on
 * them side by side. A failed read is a missing item; a UserError is thrown when there is nothing to judge at all.
 */
export async function collectEvidence(aws: Aws, request: EvidenceRequest): Promise<Evidence> {
  const named = parseFunction(request.functionText)
  const region = await regionOf(aws)
  refuseOtherRegion(named, region)
  const identity = attempt('sts:GetCallerIdentity', () => getCallerIdentity(aws))
  preload(aws)
  const found = await find(aws, named, region)
  const plan = await planOf(aws, found)
  const takenAt = timeOf(aws, found)
  const window = windowOf(takenAt, request.sinceSeconds)
  const [items, caller] = await Promise.all([readAll(aws, plan, window), identity])
  return {
    schemaVersion: evidenceSchemaVersion,
    tool: {name: 'ddbstream', version: request.toolVersion},
    takenAt,
    window,
    scope: {...scopeOf(caller, plan, region), ...profileIn(aws.options)},
    pipelines: plan.pipelines,
    items,
    missing: missingOfRun(found.mappings, caller),
    usage: usage(aws),
  }
}

/**
 * The first round trip. One list of all mappings surely finds those on the function, its versions and its aliases, and gives
 * their siblings; filtering by a name would find only that name, and never says that a name does not exist.
 */
async function find(aws: Aws, named: FunctionReference, region: string): Promise<Found> {
  const settings = attempt('lambda:GetAccountSettings', () => getAccountSettings(aws))
  const [mappings, unqualified] = await Promise.all([
    attempt('lambda:ListEventSourceMappings', () => listedMappings(aws)),
    attempt('lambda:GetFunction', () => getFunction(aws, named.unqualified)),
  ])
  if (!mappings.ok && !unqualified.ok && [mappings.error, unqualified.error].every(({kind}) => hopeless.has(kind))) {
    throw toUserError(mappings.error, aws.options)
  }
  return {region, named, mappings, unqualified, settings}
}

/** When both first questions fail like this, the others would too. */
const hopeless = new Set<AwsError['kind']>(['credentials', 'expired', 'unreachable', 'deadline'])

async function planOf(aws: Aws, found: Found): Promise<Plan> {
  const {mappings, named, unqualified} = found
  if (!mappings.ok) {
    if (!unqualified.ok && unqualified.error.kind === 'not-found') throw await noPipeline(aws, found, [], [])
    return unknownPipeline(found, mappings.error)
  }
  const all = mappings.value
  const ofFunction = mappingsOf(named, all)
  const chosen = onDynamoDb(ofFunction)
  if (chosen.length === 0) throw await noPipeline(aws, found, ofFunction, all)
  return pipelinesOf(found, () => found.unqualified, chosen, all)
}

export function timeOf(aws: Aws, {mappings}: Pick<Found, 'mappings'>): number {
  const now = nowMs(aws)
  if (now !== undefined) return now
  const error = mappings.ok
    ? new AwsError('lambda:ListEventSourceMappings', 'unreachable', 'the endpoint does not return its time (no Date header)')
    : mappings.error
  throw toUserError(error, aws.options)
}

/** The second round trip: every collector for everything of its scope, side by side. */
export async function readAll(aws: Aws, {subjects}: Pick<Plan, 'subjects'>, window: MetricWindow): Promise<EvidenceItems> {
  const reads = collectors.flatMap(collector =>
    [...subjects[collector.scope]].map(async ([id, subject]) => {
      const item = subject instanceof AwsError ? missingFrom(subject) : await itemOf(collector, aws, subject, window)
      return {...collector, id, item}
    }),
  )
  const items: Record<Scope, Record<string, Record<string, Item<unknown>>>> = {region: {}, mapping: {}, function: {}, stream: {}}
  for (const {scope, id, key, item} of await Promise.all(reads)) {
    items[scope][id] = {...items[scope][id], [key]: item}
  }
  return items as unknown as EvidenceItems
}

function scopeOf(caller: Attempt<Identity>, {pipelines}: Plan, region: string): Evidence['scope'] {
  const identity = caller.ok ? caller.value : undefined
  const account = identity?.Account ?? functionArnParts(pipelines[0]?.ids.function ?? '').account
  return {account, caller: identity?.Arn ?? null, regions: [region]}
}

export function missingOfRun(mappings: Attempt<unknown>, caller: Attempt<unknown>): Evidence['missing'] {
  const answers = [
    ['mappings', mappings],
    ['callerIdentity', caller],
  ] as const
  return answers.flatMap(([evidence, answer]) => {
    if (answer.ok) return []
    const {action, reason, detail} = answer.error
    return [{evidence, action, reason, detail}]
  })
}
