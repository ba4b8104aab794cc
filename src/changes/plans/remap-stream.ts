import {configureCommand} from '../../advice/fix-command.ts'
import {waitingIn} from '../../advice/map-latest-stream.ts'
import {pauseSeconds, writesPerMinute} from '../../advice/update-effect.ts'
import {readersPerShard, retentionSeconds, untilExpiry} from '../../aws-facts/limits.ts'
import {mappingDefaults} from '../../aws-facts/mapping-defaults.ts'
import type {OldStream, StaleStream} from '../../model/derived/polling.ts'
import type {Alarm, LambdaFunction, Mapping, RolePermissions, Table} from '../../model/evidence/evidence.ts'
import {streamLabel, streamMadeMs} from '../../model/evidence/stream-label.ts'
import {cannotBeUndone, type Loss, type Plan, type Settings, type Step, type Target} from '../../model/plan/plan.ts'
import {count, duration, iso} from '../../text/units.ts'
import {callFor} from './calls.ts'
import {settingsOf} from './mapping-settings.ts'
import type {Accepted, SelectedPipeline} from './pipeline.ts'
import {refusal} from './refuse.ts'
import {wordsOnStream} from './role-risks.ts'
import {refuseUnsettled} from './unsettled.ts'

/** The evidence about a mapping on a stream that is no longer the table's, and about the table's latest stream. */
export interface LatestStream {
  stale: StaleStream
  oldStream: OldStream
  /** All settings of the old mapping, as CreateEventSourceMapping takes them. */
  settings: Settings
  /** Whether the settings hold the filters: those under a key are hidden from a caller who may not use it. */
  showsFilters: boolean
  /** Tags of the old mapping that a new one can have; null where they could not be read. */
  tags: Readonly<Record<string, string>> | null
  /** The mappings on the latest stream. */
  readers: readonly Mapping[]
  table: Table | null
  /** The alarms of the region; null where they could not be read. */
  alarms: readonly Alarm[] | null
  permissions: RolePermissions | null
  streamPolicy: string | null | undefined
}

/** The kinds of targets that its steps change. */
export const streamTargets = ['stream-mapping'] as const satisfies readonly Target['kind'][]

const base = (selected: SelectedPipeline): Omit<Plan, 'summary' | 'steps'> => ({
  command: 'remap',
  function: selected.mapping.functionName,
  qualifier: selected.mapping.qualifier,
  mapping: selected.mapping.uuid,
  seen: settingsOf(selected.mapping),
  waiting: null,
  risks: [],
  notes: [],
  alarms: null,
  guard: null,
  restoreAfterSeconds: null,
})

/** A mapping that reads the table's stream already. */
export const planNothing = (selected: SelectedPipeline): Plan => ({
  ...base(selected),
  summary: "The mapping reads the table's latest stream.",
  steps: [],
})

/** Maps the function to the latest stream; where that is done, deletes the mapping of the old stream once nothing is left to read of it. */
export function planStream(selected: SelectedPipeline, latest: LatestStream, accepted: Accepted): Plan {
  const {latestStreamArn} = latest.stale
  if (latestStreamArn === null) throw refusal('E_NO_STREAM', ...withoutStream(latest.stale, selected.mapping))
  refuseHiddenFilters(latest)
  const successor = latest.readers.find(({functionArn}) => functionArn === selected.mapping.functionArn)
  return successor === undefined
    ? planCreation(selected, latest, latestStreamArn, accepted)
    : planDeletion(selected, latest, successor, accepted)
}

function withoutStream({withoutLatest}: StaleStream, {tableName}: Mapping): [string, ...string[]] {
  switch (withoutLatest) {
    case 'no-table':
      return [`The table ${tableName} does not exist.`, 'Create the table again with a stream.']
    case 'no-stream':
      return [`The table ${tableName} has no enabled stream.`, 'Enable its stream: `ddbstream doctor` prints the command.']
    default:
      return [
        `The latest stream of the table ${tableName} is not known. The table could not be read, or it still names the old stream.`,
        'Allow dynamodb:DescribeTable, and try again.',
      ]
  }
}

const targetOn = ({functionArn}: Mapping, eventSourceArn: string, tags: LatestStream['tags']): Target => ({
  kind: 'stream-mapping',
  functionArn,
  eventSourceArn,
  tags: {...tags},
})

function planCreation(selected: SelectedPipeline, latest: LatestStream, latestStreamArn: string, accepted: Accepted): Plan {
  const {mapping} = selected
  // Where the old stream is gone, Lambda may have disabled the mapping itself, and nobody can enable it for good.
  if (mapping.state !== 'Disabled' || latest.oldStream.kind !== 'gone') refuseUnsettled(mapping, 'Enabled')
  refuseTarget(selected.target, mapping)
  const role = wordsOnStream(latest.permissions, latest.streamPolicy, accepted)
  const carried = carriedSettings(selected, latest, latestStreamArn)
  const target = targetOn(mapping, latestStreamArn, latest.tags)
  const [before, after]: [Settings, Settings] = [{Mapping: null}, {Mapping: carried.settings}]
  return {
    ...base(selected),
    summary: "Map the function to the table's latest stream. The old mapping stays until its stream has drained.",
    steps: [
      {
        title: `Create a mapping for the stream ${streamLabel(latestStreamArn)}`,
        target,
        call: callFor(target, after),
        before,
        after,
        why: 'a mapping cannot change its stream. The new one starts at the oldest record of the stream.',
        risk: null,
      },
    ],
    waiting: waitingIn24Hours(selected, latestStreamArn),
    risks: [...role.risks, ...orderRisk(latest.oldStream), ...readersRisk(latest), ...enabledRisk(mapping), ...alarmsRisk(mapping, latest)],
    notes: [...carried.notes, ...expired(selected, latestStreamArn), ...leftNote(latest.oldStream), templateNote, ...role.notes],
  }
}

const templateNote =
  'A template with the ARN of the old stream creates its mapping again at the next deployment. Reference the stream of the table there (StreamArn, LatestStreamArn).'

function refuseHiddenFilters({showsFilters, settings}: LatestStream): void {
  if (showsFilters) return
  throw refusal(
    'E_FILTERS',
    'The filters of the mapping are encrypted, and you may not decrypt them. A mapping that is made without them delivers every record.',
    `Allow kms:Decrypt on ${settings.KMSKeyArn ?? 'its key'}, and try again.`,
  )
}

function refuseTarget(target: LambdaFunction | null, {functionArn}: Mapping): void {
  if (target === null)
    throw refusal(
      'E_NO_TARGET',
      `${functionArn} does not exist, or could not be read (lambda:GetFunction).`,
      '`ddbstream doctor` shows it.',
    )
  if (target.state !== null && target.state !== 'Active')
    throw refusal('E_NOT_ACTIVE', `The function is ${target.state}: Lambda would not run it.`, 'Wait until it is Active.')
}

/** The settings of the old mapping, but for those that Lambda does not take, or that would discard the waiting records of the latest stream. */
function carriedSettings(
  {mapping, nowMs}: SelectedPipeline,
  {settings, tags}: LatestStream,
  latestStreamArn: string,
): {settings: Settings; notes: string[]} {
  const carried: Settings = {...settings, Enabled: true}
  const notes: string[] = []
  if (mapping.onFailureDestination?.endsWith('.fifo')) {
    carried.DestinationConfig = {OnFailure: {Destination: ''}}
    notes.push(`The on-failure destination ${mapping.onFailureDestination} is left out: Lambda does not support FIFO destinations.`)
  }
  const limit = mapping.maximumRecordAgeSeconds ?? mappingDefaults.maximumRecordAgeSeconds
  const madeMs = streamMadeMs(latestStreamArn)
  const oldestSeconds = madeMs === null ? retentionSeconds : Math.min(retentionSeconds, (nowMs - madeMs) / 1000)
  if (limit >= 0 && oldestSeconds + pauseSeconds > limit) {
    carried.MaximumRecordAgeInSeconds = untilExpiry
    const again = configureCommand({...mapping, uuid: 'NEW_MAPPING_UUID'}, {MaximumRecordAgeInSeconds: limit})
    notes.push(
      `MaximumRecordAgeInSeconds ${limit} → ${untilExpiry}: the oldest record of the latest stream is up to ${duration(oldestSeconds)} old, and Lambda would discard records over the limit. Set it again after the lag has drained: \`${again}\`.`,
    )
  }
  if (tags === null) notes.push('The tags of the old mapping could not be read (lambda:ListTags): the new one has no tags.')
  return {settings: carried, notes}
}

function waitingIn24Hours(selected: SelectedPipeline, latestStreamArn: string): Plan['waiting'] {
  const waiting = waitingIn(latestStreamArn, selected)
  const perMinute = writesPerMinute(selected)
  const load =
    waiting === null ? 'The records that wait there' : `About ${count(waiting, 'record')} that ${waiting === 1 ? 'waits' : 'wait'} there`
  return {
    pauses: 0,
    recordsPerMinute: perMinute === null ? null : Math.round(perMinute),
    words: `Polling of the latest stream starts within several minutes. ${load} then reach the function and its downstream services all at once. The old mapping does not change.`,
  }
}

/** An alarm of the old mapping or the old stream gets no data any more, and nobody is called. */
function alarmsRisk({uuid, eventSourceArn}: Mapping, {alarms}: LatestStream): string[] {
  if (alarms === null)
    return ['The alarms could not be read (cloudwatch:DescribeAlarms). One on the UUID of the old mapping does not watch the new one.']
  const names = alarms
    .filter(({metrics}) =>
      metrics.some(
        ({dimensions: {EventSourceMappingUUID, StreamLabel}}) =>
          EventSourceMappingUUID === uuid || StreamLabel === streamLabel(eventSourceArn),
      ),
    )
    .map(({name}) => name)
  if (names.length === 0) return []
  const [subject, verb] = names.length === 1 ? ['The alarm', 'watches'] : ['The alarms', 'watch']
  return [`${subject} ${names.join(', ')} ${verb} the old mapping or the old stream, and not the new one. Change the dimension.`]
}

/** Between two streams nothing keeps the order of an item's changes. */
const orderRisk = (old: OldStream): string[] =>
  old.kind === 'unproven'
    ? [
        `Records of the latest stream may reach the function before the rest of the old stream: an older change of an item may then come after a newer one. ${old.why}`,
      ]
    : []

function readersRisk({readers, table}: LatestStream): string[] {
  const replicated = (table?.replicaRegions.length ?? 0) > 0 && table?.strongReplicas === false
  const limit = replicated ? readersPerShard.global : readersPerShard.regional
  const now = readers.filter(({state}) => state !== 'Disabled').length + 1
  return now > limit
    ? [
        `${count(now, 'mapping')} will read the latest stream; AWS advises at most ${count(limit, 'reader')} per shard${replicated ? ' of a global table' : ''}. Reads beyond that are throttled.`,
      ]
    : []
}

const enabledRisk = ({state, lastModifiedMs}: Mapping): string[] =>
  state === 'Disabled'
    ? [
        `The old mapping is Disabled${lastModifiedMs === null ? '' : ` since ${iso(lastModifiedMs)}`}, by Lambda or by somebody. The new one is enabled: records reach the function again.`,
      ]
    : []

function expired({nowMs}: SelectedPipeline, latestStreamArn: string): string[] {
  const madeMs = streamMadeMs(latestStreamArn)
  return madeMs !== null && nowMs - madeMs > retentionSeconds * 1000
    ? ['The latest stream is older than 24 hours: its earlier records are lost.']
    : []
}

function leftNote(old: OldStream): string[] {
  switch (old.kind) {
    case 'gone':
      return ['The old stream no longer exists: records that the old mapping had not read are lost.']
    case 'drained':
      return [`The old mapping has drained. ${old.because}`]
    case 'unproven':
      return []
  }
}

function planDeletion(selected: SelectedPipeline, latest: LatestStream, successor: Mapping, accepted: Accepted): Plan {
  const {mapping} = selected
  if (successor.state !== 'Enabled')
    throw refusal(
      'E_STATE',
      `The mapping ${successor.uuid} on the latest stream is ${successor.state}. The old one is deleted only while that one is Enabled.`,
      successor.state === 'Disabled' ? 'Find out why it is off. Then enable it.' : 'Wait until it is Enabled, and try again.',
    )
  const losses = leftLosses(selected, latest, accepted)
  refuseUnsettled(mapping, 'Enabled', 'Disabled')
  const target = targetOn(mapping, mapping.eventSourceArn, latest.tags)
  const [before, after]: [Settings, Settings] = [{Mapping: latest.settings}, {Mapping: null}]
  const step: Step = {
    title: `Delete the mapping of the stream ${streamLabel(mapping.eventSourceArn)}`,
    target,
    call: callFor(target, after, mapping.uuid),
    before,
    after,
    why: `The mapping ${successor.uuid} reads the latest stream.`,
    risk:
      latest.oldStream.kind === 'gone'
        ? cannotBeUndone
        : 'Its position is lost. Undo creates it again at the oldest record of the old stream, until AWS deletes that stream.',
  }
  return {
    ...base(selected),
    summary: 'Delete the mapping of the old stream. Another one reads the latest stream.',
    steps: [step],
    risks: losses.map(({words}) => words),
    losses,
    notes: [...leftNote(latest.oldStream), templateNote],
  }
}

/** Refuses to delete a mapping that may have records to deliver, unless their loss is accepted. */
function leftLosses({nowMs}: SelectedPipeline, {oldStream, stale}: LatestStream, accepted: Accepted): Loss[] {
  if (oldStream.kind !== 'unproven') return []
  const words = `The old stream may not have drained. ${oldStream.why} The remaining records are never delivered once its mapping is deleted.`
  if (accepted.loss) return [{words, records: null, repeats: false}]
  const madeMs = streamMadeMs(stale.latestStreamArn)
  const goneMs = madeMs === null ? null : madeMs + retentionSeconds * 1000
  throw refusal(
    'E_LOSS',
    words,
    `Try again later${goneMs === null || goneMs <= nowMs ? '' : `: after ${iso(goneMs).slice(0, 16)}Z all records of the old stream have expired`}.`,
    'Or accept the loss with --accept-loss.',
  )
}
