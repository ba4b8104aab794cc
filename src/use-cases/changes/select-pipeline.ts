import type {Aws} from '../../aws/index.ts'
import type {SelectedPipeline} from '../../changes/plans/pipeline.ts'
import type {Config} from '../../config/schema.ts'
import {settingsOf} from '../../config/settings.ts'
import {subjectOf} from '../../diagnosis/diagnose.ts'
import {lookupOf} from '../../diagnosis/lookup.ts'
import {collectEvidence} from '../../evidence/index.ts'
import {type Lookup, type Moment, maybe} from '../../model/derived/derived.ts'
import type {Evidence, Mapping, Pipeline} from '../../model/evidence/evidence.ts'
import {type Item, missingWords} from '../../model/evidence/item.ts'
import type {Journal} from '../../model/plan/journal.ts'
import type {Settings} from '../../model/settings.ts'
import {UserError} from '../../model/user-error.ts'
import {functionLabel} from '../../text/function-label.ts'
import {epochMs} from '../../text/units.ts'
import {withTags} from '../configured.ts'

/** Which pipeline a change is for. */
export interface Choice {
  /** FUNCTION as the user gave it. */
  functionText: string
  /** The UUID of the mapping, where the function has several. */
  mapping: string | undefined
  toolVersion: string
  /** Where the function has several mappings and none is named: the one that the change can only be for. */
  means?: ((lookup: Lookup) => boolean) | undefined
  /** Where it draws the guide's lines elsewhere, for commands that use them. */
  config?: Config | undefined
}

/** One pipeline with all that was read about it. */
export interface SelectedEvidence {
  evidence: Evidence
  pipeline: Pipeline
  lookup: Lookup
  moment: Moment
  settings: Settings
  selected: SelectedPipeline
}

const sinceSeconds = 3 * 3600

/** Reads the evidence of the function and picks the one pipeline that is meant; several are the user's choice. */
export async function selectPipeline(aws: Aws, choice: Choice, journal: Journal): Promise<SelectedEvidence> {
  const {functionText, toolVersion, config} = choice
  const evidence = await withTags(aws, await collectEvidence(aws, {functionText, sinceSeconds, toolVersion}), config)
  const looked = (one: Pipeline) => {
    const settings = settingsOf(config)(subjectOf(evidence, one))
    const moment = {nowMs: evidence.takenAt, startMs: evidence.window.startMs, thresholds: settings.thresholds}
    return {settings, moment, lookup: lookupOf(evidence, one, moment)}
  }
  const pipeline = pick(evidence.pipelines, choice, one => choice.means?.(looked(one).lookup) ?? true)
  const {settings, moment, lookup} = looked(pipeline)
  const item = lookup('mapping')
  if (item.state === 'missing')
    throw new UserError('E_AWS', `The mapping could not be read: ${item.action}: ${item.detail}`, [
      item.reason === 'denied' ? `Allow ${item.action}.` : 'Try again.',
    ])
  return {
    evidence,
    pipeline,
    lookup,
    moment,
    settings,
    selected: selectedOf(item.value, lookup, moment, checkpointSeen(journal, item.value.uuid)),
  }
}

/** The evidence that could not be read, in words for the plan: it was made without it. */
export function unreadNotes({evidence, pipeline: {ids}, settings: {undecided}}: SelectedEvidence): string[] {
  const scopes = ['region', 'mapping', 'function', 'stream'] as const
  const items = scopes.flatMap(scope => Object.values(evidence.items[scope][ids[scope]] ?? {}) as Item<unknown>[])
  const gaps = items.flatMap(item => (item.state === 'missing' && item.reason !== 'skipped' ? [missingWords(item)] : []))
  return [
    ...(gaps.length === 0 ? [] : [`The plan and its risks were made without this unreadable data: ${[...new Set(gaps)].join(', ')}.`]),
    ...(undecided.length === 0
      ? []
      : [
          `Not known whether these entries of the configuration match: ${undecided.map(({from}) => from).join(', ')}. They are not applied.`,
        ]),
  ]
}

function pick(pipelines: readonly Pipeline[], {functionText, mapping: uuid}: Choice, isMeant: (pipeline: Pipeline) => boolean): Pipeline {
  const [only] = uuid === undefined ? pipelines : pipelines.filter(({ids}) => ids.mapping === uuid)
  if (only !== undefined && (uuid !== undefined || pipelines.length === 1)) return only
  const [meant, ...others] = uuid === undefined ? pipelines.filter(isMeant) : []
  if (meant !== undefined && others.length === 0) return meant
  const message =
    uuid === undefined
      ? `${functionText} has ${pipelines.length} event source mappings on DynamoDB streams.`
      : `${functionText} has no event source mapping ${uuid} on a DynamoDB stream.`
  throw new UserError('E_WHICH_MAPPING', message, [
    'Name one with --mapping:',
    ...pipelines.map(({ids, functionName, qualifier}) => `${ids.mapping}  ${functionLabel(functionName, qualifier)} ← ${ids.stream}`),
  ])
}

function checkpointSeen(journal: Journal, uuid: string): number | null {
  const seen = journal.all().find(({mapping, checkpointSeenAt}) => mapping === uuid && checkpointSeenAt !== null)?.checkpointSeenAt
  return seen ? epochMs(seen) : null
}

function selectedOf(mapping: Mapping, lookup: Lookup, {nowMs, thresholds}: Moment, checkpointSeenMs: number | null): SelectedPipeline {
  const stream = maybe(lookup('mappedStream'))
  const failures = maybe(lookup('failures'))
  return {
    nowMs,
    thresholds,
    mapping,
    mappingArn: mappingArnOf(mapping),
    target: maybe(lookup('function')) ?? null,
    stream: maybe(lookup('stream')) ?? null,
    lag: maybe(lookup('lag')) ?? null,
    functionMetrics: maybe(lookup('functionMetrics')) ?? null,
    mappingMetrics: maybe(lookup('mappingMetrics')) ?? null,
    tableMetrics: maybe(lookup('tableMetrics')) ?? null,
    goodRecordsFail: failures?.goodRecordsFail ?? null,
    reportsFailuresSinceMs: failures?.hidden && failures.scope !== 'none' ? (failures.sinceMs ?? nowMs) : null,
    staleStream: stream?.kind === 'stale' ? stream.why : null,
    checkpointSeenMs,
  }
}

/** The list of mappings leaves their own ARN out; it follows from the function's (Lambda API reference, EventSourceMappingArn). */
function mappingArnOf({functionArn, uuid}: Mapping): string {
  const [, partition, , region, account] = functionArn.split(':')
  return `arn:${partition}:lambda:${region}:${account}:event-source-mapping:${uuid}`
}
