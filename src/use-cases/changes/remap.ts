import type {Aws, Connection} from '../../aws/index.ts'
import {type FunctionAnswer, getAlias, getFunction} from '../../aws/lambda.ts'
import {listVersions} from '../../aws/lambda-changes.ts'
import {AwsError} from '../../aws/transport/aws-error.ts'
import {guardActions} from '../../changes/guard.ts'
import type {Accepted} from '../../changes/plans/pipeline.ts'
import {refusal} from '../../changes/plans/refuse.ts'
import {planRemap, type Release, remapTargets} from '../../changes/plans/remap.ts'
import {functionFrom} from '../../evidence/first-round/function.ts'
import {alarms, readAlarms} from '../../evidence/on-demand/alarms.ts'
import {aliasFrom} from '../../evidence/on-demand/alias.ts'
import {rolePermissions, simulateRole} from '../../evidence/on-demand/role-permissions.ts'
import {readStreamPolicy, streamPolicy} from '../../evidence/on-demand/stream-policy.ts'
import {maybe} from '../../model/derived/derived.ts'
import type {LambdaFunction, Mapping, RolePermissions} from '../../model/evidence/evidence.ts'
import type {Journal} from '../../model/plan/journal.ts'
import {UserError} from '../../model/user-error.ts'
import {unlessFailed} from '../unless-failed.ts'
import {changeActions, type Planned, planFor} from './run-change.ts'
import type {Choice, SelectedEvidence} from './select-pipeline.ts'

/** The new target of the mapping, as the user gave it. */
export interface Wanted {
  /** A number, or `latest` for the newest published version; undefined with `publish`. */
  version: string | undefined
  publish: boolean
  alias: string | undefined
  guard: Release['guard']
}

/** Its planning reads the versions, the alias, the policy of the stream and the alarms, and simulates the role. */
export const remapActions: readonly string[] = [
  ...changeActions(remapTargets),
  ...guardActions,
  ...['lambda:ListVersionsByFunction', 'lambda:GetFunction', 'lambda:GetAlias'],
  ...rolePermissions.actions,
  ...streamPolicy.actions,
  ...alarms.actions,
]

export const planRemapOf = (
  connection: Connection,
  choice: Choice,
  journal: Journal,
  wanted: Wanted,
  accepted: Accepted,
): Promise<Planned> =>
  planFor(connection, choice, journal, async (selection, aws) =>
    planRemap(selection.selected, await releaseOf(aws, selection, wanted), accepted),
  )

async function releaseOf(aws: Aws, selection: SelectedEvidence, {version: wanted, publish, alias: named, guard}: Wanted): Promise<Release> {
  const {selected, lookup} = selection
  const {mapping} = selected
  const {functionName} = mapping
  const [versions, unqualified] = await Promise.all([listVersions(aws, functionName), getFunction(aws, functionName)])
  const newest = String(Math.max(0, ...versions.map(({version}) => Number(version)).filter(Number.isInteger)))
  const newestVersion = newest === '0' ? null : newest
  const version = publish
    ? null
    : chosen(
        wanted,
        newestVersion,
        functionName,
        versions.map(one => one.version),
      )
  const answer = version === null ? unqualified : await getFunction(aws, functionName, version)
  const candidate = functionFrom(answer, unqualified.Concurrency?.ReservedConcurrentExecutions ?? null)
  return {
    version,
    newestVersion,
    codeSha256: shaOf(unqualified),
    candidate,
    permissions: await permissionsOf(aws, selection, candidate),
    streamPolicy: await unlessFailed(readStreamPolicy(aws, mapping.eventSourceArn), undefined),
    alias: await aliasOf(aws, mapping, named),
    others: (maybe(lookup('siblings')) ?? []).filter(({functionArn}) => functionArn === mapping.functionArn).length,
    alarms: await unlessFailed(readAlarms(aws), null),
    guard,
  }
}

const shaOf = ({Configuration}: FunctionAnswer): string | null => Configuration?.CodeSha256 ?? null

function chosen(wanted: string | undefined, newest: string | null, functionName: string, versions: readonly string[]): string {
  const version = wanted === 'latest' ? newest : (wanted ?? null)
  const published = versions.filter(one => one !== '$LATEST')
  if (version !== null && published.includes(version)) return version
  throw refusal(
    'E_NO_VERSION',
    `${functionName} has no published version${version === null ? '' : ` ${version}`}.`,
    published.length === 0 ? 'Publish one: `--publish`.' : `Its newest versions: ${published.slice(-5).join(', ')}.`,
  )
}

/** The key of the destination, whose destination is not read here, is left out. */
const permissionsOf = (aws: Aws, {selected, lookup}: SelectedEvidence, candidate: LambdaFunction): Promise<RolePermissions | null> =>
  unlessFailed(simulateRole(aws, selected.mapping, candidate, {table: maybe(lookup('table'))?.kmsKeyArn ?? null, destination: null}), null)

const isVersion = (qualifier: string): boolean => /^(\d+|\$LATEST.*)$/.test(qualifier)

/** The alias that moves: that of the mapping, or the one that the mapping is to be pointed at. */
async function aliasOf(aws: Aws, {functionName, qualifier}: Mapping, named: string | undefined): Promise<Release['alias']> {
  const own = qualifier === null || isVersion(qualifier) ? undefined : qualifier
  if (named !== undefined && own !== undefined && named !== own)
    throw new UserError('E_USAGE', `The mapping invokes the alias ${own}, not ${named}.`, ['Omit --alias, or pass that one.'])
  const name = named ?? own
  if (name === undefined) return null
  try {
    const answer = await getAlias(aws, functionName, name)
    return {...aliasFrom(answer), revision: answer.RevisionId ?? null}
  } catch (error) {
    if (error instanceof AwsError && error.kind === 'not-found') throw refusal('E_NO_ALIAS', `${functionName} has no alias ${name}.`)
    throw error
  }
}
