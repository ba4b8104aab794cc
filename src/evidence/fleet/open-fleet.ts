import {getAccountSettings} from '../../aws/lambda.ts'
import type {MetricWindow} from '../../aws/metrics.ts'
import {getCallerIdentity} from '../../aws/sts.ts'
import {type Aws, usage} from '../../aws/transport/connection.ts'
import {preload} from '../../aws/transport/preload.ts'
import {profileIn} from '../../aws/transport/profile.ts'
import {regionOf} from '../../aws/transport/region.ts'
import type {Evidence, Mapping} from '../../model/evidence/evidence.ts'
import {evidenceSchemaVersion} from '../../model/evidence/evidence-version.ts'
import {belongsTo, type Part} from '../../model/slice.ts'
import type {Targets} from '../../model/targets.ts'
import {missingOfRun, readAll, timeOf} from '../collect.ts'
import {attempt, type RegionSubject, unwrap} from '../collector.ts'
import {listedMappings} from '../first-round/mapping.ts'
import {functionArnParts} from '../parse-function.ts'
import {pipelinesOf} from '../pipelines.ts'
import {windowOf} from '../window.ts'
import {type AnswerOf, fleetFunctions, functionListActions} from './functions.ts'
import {chosenMappings, targetActions} from './targets.ts'

export interface FleetRequest {
  targets: Targets
  /** Which part of them; null for all. */
  part: Part | null
  /** How far back the metrics go. */
  sinceSeconds: number
  toolVersion: string
}

/** The pipelines of one account and region that are meant, ready to be read in groups. */
export interface Fleet {
  region: string
  /** Null where nobody tells. */
  account: string | null
  /** Pipelines that are meant, in this part and in all of them. */
  size: number
  sizeOfAll: number
  groups: readonly (readonly Mapping[])[]
  /** All evidence about a group. A failed read is a missing item. */
  read: (group: readonly Mapping[]) => Promise<Evidence>
}

/** The IAM actions of `openFleet` beside those that the collectors declare. */
export const fleetActions: readonly string[] = [...functionListActions, ...targetActions]

/** Pipelines that are read and judged together: enough to fill requests for metrics, few enough for the memory, and for progress every few seconds. */
const groupSize = 25

/**
 * Finds the pipelines: one list of all mappings, one of the functions, the account's settings and who asks. Throws an AwsError when the
 * mappings, or the tags and stacks that choose among them, cannot be read: then nothing is known of this account and region.
 */
export async function openFleet(aws: Aws, request: FleetRequest): Promise<Fleet> {
  const region = await regionOf(aws)
  const identity = attempt('sts:GetCallerIdentity', () => getCallerIdentity(aws))
  const settings = attempt('lambda:GetAccountSettings', () => getAccountSettings(aws))
  preload(aws)
  const mappings = await attempt('lambda:ListEventSourceMappings', () => listedMappings(aws))
  const all = unwrap(mappings)
  const meant = await chosenMappings(aws, all, request.targets)
  const {part} = request
  const chosen = part === null ? meant : meant.filter(({uuid}) => belongsTo(part, uuid))
  const takenAt = timeOf(aws, {mappings})
  const window = windowOf(takenAt, request.sinceSeconds)
  const functions = await fleetFunctions(aws, chosen, await settings, takenAt)
  const subject: RegionSubject = {region, settings}
  const caller = await identity
  const account = (caller.ok ? caller.value.Account : undefined) ?? functionArnParts(chosen[0]?.functionArn ?? '').account
  const readGroup = groupReader(aws, {subject, all, functions, window})
  return {
    region,
    account,
    size: chosen.length,
    sizeOfAll: meant.length,
    groups: groupsOf(chosen),
    read: async group => ({
      schemaVersion: evidenceSchemaVersion,
      tool: {name: 'ddbstream', version: request.toolVersion},
      takenAt,
      window,
      scope: {account, caller: caller.ok ? (caller.value.Arn ?? null) : null, ...profileIn(aws.options), regions: [region]},
      ...(await readGroup(group)),
      missing: missingOfRun(mappings, caller),
      usage: usage(aws),
    }),
  }
}

interface Shared {
  subject: RegionSubject
  all: readonly Mapping[]
  functions: AnswerOf
  window: MetricWindow
}

/** Evidence of the region is read once, with the first group. */
function groupReader(
  aws: Aws,
  {subject, all, functions, window}: Shared,
): (group: readonly Mapping[]) => Promise<Pick<Evidence, 'pipelines' | 'items'>> {
  let ofRegion: Promise<Evidence['items']> | undefined
  return async group => {
    if (group.length === 0) return {pipelines: [], items: {region: {}, mapping: {}, function: {}, stream: {}}}
    const {pipelines, subjects} = pipelinesOf(subject, functions, group, all)
    const none = {mapping: new Map(), function: new Map(), stream: new Map()}
    ofRegion ??= readAll(aws, {subjects: {...none, region: subjects.region}}, window)
    const [items, {region}] = await Promise.all([readAll(aws, {subjects: {...subjects, region: new Map()}}, window), ofRegion])
    return {pipelines, items: {...items, region}}
  }
}

/** Groups of about this size; the mappings of one stream are not parted. */
function groupsOf(mappings: readonly Mapping[]): Mapping[][] {
  const groups: Mapping[][] = []
  for (const mapping of mappings) {
    const group = groups.at(-1)
    if (group === undefined || (group.length >= groupSize && group.at(-1)?.eventSourceArn !== mapping.eventSourceArn))
      groups.push([mapping])
    else group.push(mapping)
  }
  return groups
}
