import type {Alias, LambdaFunction, Mapping, RolePermissions} from '../../model/evidence.ts'
import {type Plan, publishedVersion, type Settings, type Step, type Target} from '../../model/plan.ts'
import {count} from '../../model/units.ts'
import {callFor} from './calls.ts'
import {gapRisks} from './gap.ts'
import {pauseRisks, waitingFor} from './pause.ts'
import type {Accepted, PipelineInHand} from './pipeline.ts'
import {comparison, refuseUnfit} from './preflight.ts'
import {settingsOf} from './settings.ts'
import {refuseUnsettled} from './unsettled.ts'

/** Where a mapping is to be pointed, and what was read about it. */
export interface Release {
  /** The version's number, or null for one that is published first. */
  version: string | null
  /** The newest version before; null when none is published. */
  newestVersion: string | null
  /** The hash of the code of `$LATEST`, so that nobody's later deployment is published; null when it was not told. */
  codeSha256: string | null
  /** What the new version will be: its configuration, or that of `$LATEST`. */
  candidate: LambdaFunction
  /** What its role may do; null when that could not be read. */
  permissions: RolePermissions | null
  /** The alias that moves, as it is now, with its RevisionId; null when the mapping itself is pointed at the version. */
  alias: (Alias & {revision: string | null}) | null
  /** How many other mappings invoke the same alias. */
  others: number
}

/** Points a mapping at another version: by its alias, or with an update of the mapping, which keeps its UUID and its position. */
export function planRemap(hand: PipelineInHand, release: Release, accepted: Accepted): Plan {
  const {mapping} = hand
  refuseUnfit(mapping, release)
  const publish = release.version === null ? [publishStep(mapping.functionName, release)] : []
  const version = release.version ?? publishedVersion
  const movesMapping = release.alias === null || mapping.qualifier !== release.alias.name
  const aliasSteps =
    release.alias === null || release.alias.functionVersion === version
      ? []
      : [aliasStep(mapping.functionName, release.alias, version, release.alias.revision)]
  const mappingSteps = movesMapping ? pointSteps(mapping, release.alias?.name ?? version) : []
  const pauses = mappingSteps.length
  if (pauses > 0) refuseUnsettled(mapping, 'Enabled')
  const risks = pauses > 0 ? [...gapRisks(hand, accepted), ...pauseRisks(hand, pauses, accepted)] : []
  const steps = [...aliasSteps, ...mappingSteps]
  return {
    command: 'remap',
    summary: `Let the mapping invoke ${release.version === null ? 'what $LATEST is now, as a new version' : `version ${version}`}${release.alias === null ? '' : `, by the alias ${release.alias.name}`}.`,
    function: mapping.functionName,
    qualifier: mapping.qualifier,
    mapping: mapping.uuid,
    seen: settingsOf(mapping),
    steps: steps.length === 0 ? [] : [...publish, ...steps],
    waiting: pauses > 0 ? waitingFor(hand, pauses) : null,
    risks: [...risks, ...othersRisk(release)],
    notes: comparison(hand, release),
    restoreAfterSeconds: null,
  }
}

const othersRisk = ({alias, others}: Release): string[] =>
  alias === null || others === 0
    ? []
    : [`${count(others, 'other mapping')} on the alias ${alias.name} will run on the new version as well.`]

function publishStep(functionName: string, {newestVersion, codeSha256}: Release): Step {
  const target: Target = {kind: 'version', functionName}
  const call = callFor(target, {})
  return {
    title: 'Publish a version',
    target,
    call: codeSha256 === null ? call : {...call, input: {...call.input, CodeSha256: codeSha256}},
    before: {Version: newestVersion},
    after: {Version: publishedVersion},
    why: 'It fixes the code and the configuration of $LATEST. Where nothing has changed since the newest version, AWS answers that one.',
    risk: null,
  }
}

function aliasStep(functionName: string, {name, functionVersion}: Alias, version: string, revision: string | null): Step {
  const target: Target = {kind: 'alias', functionName, alias: name}
  const after = {FunctionVersion: version}
  return {
    title: `Move the alias ${name}`,
    target,
    call: callFor(target, after, revision),
    before: {FunctionVersion: functionVersion},
    after,
    why: 'The mapping is not touched, and its polling goes on: batches that run end on the old version, the next ones run on the new. AWS refuses it if somebody moves the alias meanwhile.',
    risk: null,
  }
}

function pointSteps(mapping: Mapping, qualifier: string): Step[] {
  const target: Target = {kind: 'mapping', uuid: mapping.uuid}
  const [arn = ''] = [mapping.functionArn.split(':').slice(0, 7).join(':')]
  const step = (title: string, before: Settings, after: Settings, why: string, risk: string): Step => ({
    title,
    target,
    call: callFor(target, after),
    before,
    after,
    why,
    risk,
  })
  return [
    step(
      'Disable the mapping',
      {Enabled: true},
      {Enabled: false},
      'So that no batch is under way when the function changes.',
      'Nothing is delivered until it is enabled again.',
    ),
    step(
      'Point the mapping at the new version and enable it',
      {FunctionName: mapping.functionArn, Enabled: false},
      {FunctionName: `${arn}:${qualifier}`, Enabled: true},
      'The same mapping goes on from the same position. Both go in one call, because each update costs a pause.',
      'A batch that was under way may be delivered twice.',
    ),
  ]
}
