import {alarmsLeftBehind} from '../../advice/alarm-coverage.ts'
import type {Alarm, Alias, LambdaFunction, RolePermissions} from '../../model/evidence/evidence.ts'
import {type Plan, type PlannedGuard, publishedVersion, type Target} from '../../model/plan/plan.ts'
import {count} from '../../text/units.ts'
import {gapRisks} from './gap.ts'
import {settingsOf} from './mapping-settings.ts'
import {pauseRisks, waitingFor} from './pause.ts'
import type {Accepted, SelectedPipeline} from './pipeline.ts'
import {comparison, refuseUnfit} from './preflight.ts'
import {aliasStep, type Publishing, pointSteps, publishStep} from './release-steps.ts'
import {wordsOnRole} from './role-risks.ts'
import {refuseUnsettled} from './unsettled.ts'

/** The new target of a mapping, and the evidence about it. */
export interface Release extends Publishing {
  /** The version's number, or null for one that is published first. */
  version: string | null
  /** The new version: its configuration, or that of `$LATEST`. */
  candidate: LambdaFunction
  /** The permissions of its role; null when they could not be read. */
  permissions: RolePermissions | null
  /** The resource policy of the stream: null where it has none, undefined where it could not be read. */
  streamPolicy: string | null | undefined
  /** The alias that moves, as it is now, with its RevisionId; null when the mapping itself is pointed at the version. */
  alias: (Alias & {revision: string | null}) | null
  /** How many other mappings invoke the same alias. */
  others: number
  /** The alarms of the region; null where they could not be read. */
  alarms: readonly Alarm[] | null
  /** The time for which the new version is watched, and the step where the guard is inconclusive. */
  guard: Pick<PlannedGuard, 'seconds' | 'onInconclusive'>
}

/** The kinds of targets that its steps change. */
export const remapTargets = ['mapping', 'alias', 'version'] as const satisfies readonly Target['kind'][]

/** Points a mapping at another version: by its alias, or with an update of the mapping, which keeps its UUID and its position. */
export function planRemap(selected: SelectedPipeline, release: Release, accepted: Accepted): Plan {
  const {mapping} = selected
  refuseUnfit(mapping, release)
  const role = wordsOnRole(selected, release, accepted)
  const publish = release.version === null ? [publishStep(mapping.functionName, release)] : []
  const version = release.version ?? publishedVersion
  const movesMapping = mapping.qualifier !== (release.alias?.name ?? version)
  const aliasSteps =
    release.alias === null || release.alias.functionVersion === version
      ? []
      : [aliasStep(mapping.functionName, release.alias, version, release.alias.revision)]
  const mappingSteps = movesMapping ? pointSteps(mapping, release.alias?.name ?? version) : []
  const pauses = mappingSteps.length
  if (pauses > 0) refuseUnsettled(mapping, 'Enabled')
  const losses = pauses > 0 ? pauseRisks(selected, pauses, accepted) : []
  const risks = pauses > 0 ? [...gapRisks(selected, accepted), ...losses.map(({words}) => words)] : []
  const steps = [...aliasSteps, ...mappingSteps]
  return {
    command: 'remap',
    summary: `Let the mapping invoke ${release.version === null ? 'the current $LATEST, as a new version' : `version ${version}`}${release.alias === null ? '' : `, through the alias ${release.alias.name}`}.`,
    function: mapping.functionName,
    qualifier: mapping.qualifier,
    mapping: mapping.uuid,
    seen: settingsOf(mapping),
    steps: steps.length === 0 ? [] : [...publish, ...steps],
    waiting: pauses > 0 ? waitingFor(selected, {pauses}) : null,
    losses,
    risks: [...role.risks, ...risks, ...othersRisk(release), ...(steps.length === 0 ? [] : alarmsRisk(selected, release, version))],
    notes: [...comparison(selected, release), ...role.notes, ...(steps.length === 0 ? [] : [infrastructureNote])],
    alarms: null,
    guard: steps.length === 0 ? null : guardOf(selected, release),
    restoreAfterSeconds: null,
  }
}

function guardOf({mapping, lag, thresholds}: SelectedPipeline, {guard}: Release): PlannedGuard {
  const {functionName, uuid, qualifier, tableName, streamLabel, onFailureDestination} = mapping
  const {iteratorAgeSeconds, errorRate, durationRatio} = thresholds
  return {
    ...guard,
    functionName,
    mapping: uuid,
    before: qualifier,
    tableName,
    streamLabel,
    onFailureDestination,
    floorSeconds: lag?.floorSeconds ?? defaultFloorSeconds,
    thresholds: {iteratorAgeSeconds, errorRate, durationRatio},
  }
}

/** The floor of a mapping without a batching window (derived/lag/floor.ts), where the lag could not be told. */
const defaultFloorSeconds = 10

export const infrastructureNote = 'If infrastructure code manages the mapping or the alias, its next deployment reverts this change.'

const othersRisk = ({alias, others}: Release): string[] =>
  alias === null || others === 0
    ? []
    : [`${count(others, 'other mapping')} on the alias ${alias.name} will run on the new version as well.`]

/** An alarm without data stays OK or INSUFFICIENT_DATA, and nobody is called. */
function alarmsRisk({mapping: {functionName, qualifier}}: SelectedPipeline, {alias, alarms}: Release, version: string): string[] {
  if (alarms === null)
    return ['The alarms could not be read (cloudwatch:DescribeAlarms). An alarm on a version number gets no data after this change.']
  const before = {qualifier, version: qualifier === alias?.name ? alias.functionVersion : null}
  const after = {qualifier: alias?.name ?? version, version: alias === null ? null : version}
  const names = alarmsLeftBehind(alarms, functionName, before, after).map(({name}) => name)
  if (names.length === 0) return []
  const [subject, verb] = names.length === 1 ? ['The alarm', 'gets'] : ['The alarms', 'get']
  return [
    `${subject} ${names.join(', ')} ${verb} no data after this change. \`ddbstream alarms ${functionName}\` creates alarms without a version.`,
  ]
}
