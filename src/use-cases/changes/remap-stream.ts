import type {Connection} from '../../aws/index.ts'
import {type Aws, nowMs} from '../../aws/index.ts'
import {listEventSourceMappings} from '../../aws/lambda.ts'
import {getEventSourceMapping, listTags} from '../../aws/lambda-changes.ts'
import {flowActions, watchFlow} from '../../changes/await-delivery.ts'
import type {Accepted} from '../../changes/plans/pipeline.ts'
import {type LatestStream, planNothing, planStream, streamTargets} from '../../changes/plans/remap-stream.ts'
import {showsFilters, wholeMapping} from '../../changes/whole-mapping.ts'
import {mappingFrom} from '../../evidence/first-round/mapping.ts'
import {alarms, readAlarms} from '../../evidence/on-demand/alarms.ts'
import {rolePermissions, simulateRole} from '../../evidence/on-demand/role-permissions.ts'
import {readStreamPolicy, streamPolicy} from '../../evidence/on-demand/stream-policy.ts'
import {maybe} from '../../model/derived/derived.ts'
import type {StaleStream} from '../../model/derived/polling.ts'
import type {RolePermissions} from '../../model/evidence/evidence.ts'
import {streamLabel} from '../../model/evidence/stream-label.ts'
import type {ChangeReport} from '../../model/plan/change-report.ts'
import type {Journal} from '../../model/plan/journal.ts'
import {UserError} from '../../model/user-error.ts'
import {unlessFailed} from '../unless-failed.ts'
import {atWork, type ChangeContext, changeActions, type Planned, planFor, reportOf, runChange} from './run-change.ts'
import type {Choice, SelectedEvidence} from './select-pipeline.ts'

/** Its planning reads the old mapping with its tags, its alarms, who reads the latest stream, and whether the role may. */
export const remapStreamActions: readonly string[] = [
  ...changeActions(streamTargets),
  ...flowActions,
  ...['lambda:ListEventSourceMappings', 'lambda:GetEventSourceMapping', 'lambda:ListTags'],
  ...rolePermissions.actions,
  ...streamPolicy.actions,
  ...alarms.actions,
]

/** Beside a mapping on the latest stream, the one on an old stream is meant. */
const isStale = (lookup: SelectedEvidence['lookup']): boolean => maybe(lookup('mappedStream'))?.kind === 'stale'

export const planRemapStreamOf = (connection: Connection, choice: Choice, journal: Journal, accepted: Accepted): Promise<Planned> =>
  planFor(connection, {...choice, means: isStale}, journal, async (selection, aws) => {
    const stale = maybe(selection.lookup('mappedStream')) ?? {kind: 'unknown' as const}
    if (stale.kind === 'unknown')
      throw new UserError('E_STREAM', 'Neither the stream of the mapping nor its table could be read.', [
        'Allow dynamodb:DescribeTable and dynamodb:DescribeStream.',
      ])
    return stale.kind === 'live'
      ? planNothing(selection.selected)
      : planStream(selection.selected, await latestOf(aws, selection, stale), accepted)
  })

async function latestOf(aws: Aws, selection: SelectedEvidence, stale: StaleStream): Promise<LatestStream> {
  const {selected, lookup} = selection
  const {latestStreamArn} = stale
  const answer = await getEventSourceMapping(aws, selected.mapping.uuid)
  const readers = latestStreamArn === null ? [] : (await listEventSourceMappings(aws, latestStreamArn)).map(mappingFrom)
  // Where the function is mapped to the latest stream already, nothing is made: only the old mapping is left to judge.
  const newArn = readers.some(({functionArn}) => functionArn === selected.mapping.functionArn) ? null : latestStreamArn
  return {
    stale,
    oldStream: maybe(lookup('oldStream')) ?? {kind: 'unproven', why: 'The rest of the old stream could not be read.'},
    settings: wholeMapping(answer),
    showsFilters: showsFilters(answer),
    tags: await ownTags(aws, selected.mappingArn),
    readers,
    table: maybe(lookup('table')) ?? null,
    alarms: newArn === null ? [] : await unlessFailed(readAlarms(aws), null),
    permissions: newArn === null ? null : await permissionsOn(aws, selection, newArn),
    streamPolicy: newArn === null ? undefined : await unlessFailed(readStreamPolicy(aws, newArn), undefined),
  }
}

/** Tags of AWS's own cannot be given, and the lock is of one mapping. */
async function ownTags(aws: Aws, mappingArn: string): Promise<Record<string, string> | null> {
  const tags = await unlessFailed(listTags(aws, mappingArn), null)
  return tags && Object.fromEntries(Object.entries(tags).filter(([name]) => !/^(aws|ddbstream):/.test(name)))
}

/** The permissions of the role for the latest stream. */
const permissionsOn = (aws: Aws, {selected, lookup}: SelectedEvidence, eventSourceArn: string): Promise<RolePermissions | null> =>
  unlessFailed(
    simulateRole(aws, {...selected.mapping, eventSourceArn}, selected.target, {
      table: maybe(lookup('table'))?.kmsKeyArn ?? null,
      destination: null,
    }),
    null,
  )

/** Maps the function to the latest stream, and waits until a batch of that stream has succeeded; or deletes the mapping of the old one. */
export const remapStream = (planned: Planned, context: ChangeContext): Promise<ChangeReport> =>
  atWork(context, planned.scope.region, async work => {
    const run = await runChange(planned, context, work)
    const made = run.operation.steps.find(({after}) => after.Mapping !== null)?.target
    if (run.ending.kind !== 'done' || made?.kind !== 'stream-mapping') return reportOf(planned, run)
    const title = 'Check that records of the latest stream arrive'
    const mapping = {...planned.selection.selected.mapping, streamLabel: streamLabel(made.eventSourceArn)}
    const flow = await watchFlow(
      work.aws,
      mapping,
      nowMs(work.aws) ?? 0,
      work.stop,
      seconds => work.tell({kind: 'waiting', title, state: 'not yet seen', seconds}),
      true,
    )
    if (flow.kind === 'unknown') work.tell({kind: 'note', text: `The arrival of records could not be read: ${flow.why}.`})
    return reportOf(planned, run, {flow: flow.kind})
  })
