import {destinationPlaceholder, mappingSettings} from '../../advice/mapping-settings.ts'
import {describeContributorInsights} from '../../aws/contributor-insights.ts'
import type {Aws, Connection} from '../../aws/index.ts'
import {getAlias, getFunction} from '../../aws/lambda.ts'
import {listVersions} from '../../aws/lambda-changes.ts'
import {type Around, type Configuration, configureTargets, planConfigure} from '../../changes/plans/configure.ts'
import type {Accepted} from '../../changes/plans/pipeline.ts'
import {refusal} from '../../changes/plans/refuse.ts'
import {aliasFrom} from '../../evidence/on-demand/alias.ts'
import {maybe} from '../../model/derived/derived.ts'
import type {Mapping} from '../../model/evidence/evidence.ts'
import type {Journal} from '../../model/plan/journal.ts'
import type {Settings} from '../../model/plan/plan.ts'
import {UserError} from '../../model/user-error.ts'
import {type Advised, advisedChanges} from './recommended.ts'
import {changeActions, type Planned, planFor} from './run-change.ts'
import type {Choice, SelectedEvidence} from './select-pipeline.ts'

/** The user's wishes, with the checks whose advice is added. */
export interface WantedConfiguration extends Configuration {
  recommended: boolean
  /** Ids of checks whose advice is taken. */
  checks: readonly string[]
}

/** Its planning looks at Contributor Insights, and where memory and timeout are those of a version, at versions and alias. */
export const configureActions: readonly string[] = [
  ...changeActions(configureTargets),
  ...['dynamodb:DescribeContributorInsights', 'lambda:GetFunction', 'lambda:ListVersionsByFunction', 'lambda:GetAlias'],
]

/** Of `enable` and `disable`, which change the mapping alone. */
export const switchActions: readonly string[] = changeActions(['mapping'])

export const planConfigureOf = (
  connection: Connection,
  choice: Choice,
  journal: Journal,
  wanted: WantedConfiguration,
  accepted: Accepted,
): Promise<Planned> =>
  planFor(connection, choice, journal, async (selection, aws) => {
    const {mapping, notes} = withAdvice(selection, wanted)
    const plan = planConfigure(selection.selected, {...wanted, mapping}, await around(aws, selection, wanted), accepted)
    return {...plan, notes: [...plan.notes, ...notes]}
  })

/** The plan of `enable` and `disable`: that of `configure --set Enabled=…`, under the name of the command. */
export async function planSwitchOf(
  connection: Connection,
  choice: Choice,
  journal: Journal,
  wanted: WantedConfiguration,
  accepted: Accepted,
): Promise<Planned> {
  const planned = await planConfigureOf(connection, choice, journal, wanted, accepted)
  return {...planned, plan: {...planned.plan, command: wanted.mapping.Enabled === true ? 'enable' : 'disable'}}
}

/** The settings that the checks advise and that the user gave, which come first; in the notes, the advice that was left out, and why. */
function withAdvice(
  selection: SelectedEvidence,
  {mapping, recommended, checks}: WantedConfiguration,
): {mapping: Settings; notes: string[]} {
  const named = checks.length > 0 ? advisedChanges(selection, checks) : []
  refuseWaiting(named)
  const advised = [...(recommended ? advisedChanges(selection, null) : []), ...named]
  const now = advised.filter(({waitsFor}) => waitsFor === null)
  // The check that comes first in the guide counts.
  const settings = {...Object.assign({}, ...now.reverse().map(({change}) => mappingSettings(change))), ...mapping} as Settings
  if (JSON.stringify(settings.DestinationConfig ?? '').includes(destinationPlaceholder))
    throw new UserError('E_USAGE', 'The recommended settings include an on-failure destination. Specify one.', [
      'Name a standard SQS queue, an SNS topic or an S3 bucket: `--set DestinationConfig=ARN`.',
    ])
  return {
    mapping: settings,
    notes: advised.flatMap(({check, waitsFor}) => (waitsFor === null ? [] : [`The advice of ${check} is left out. ${waitsFor}`])),
  }
}

/** Advice that was asked for by name and would lose good records now is refused. */
function refuseWaiting(named: readonly Advised[]): void {
  for (const {check, waitsFor} of named) {
    if (waitsFor === null) continue
    throw refusal('E_LOSS', `The advice of ${check} would lose records now. ${waitsFor}`, '`--set` changes a setting anyway.')
  }
}

async function around(aws: Aws, {selected, lookup}: SelectedEvidence, wanted: Configuration): Promise<Around> {
  const {mapping} = selected
  const insights = wanted.contributorInsights !== undefined && mapping.tableName !== null
  return {
    accountSettings: maybe(lookup('accountSettings')) ?? null,
    contributorInsights: insights ? await describeContributorInsights(aws, mapping.tableName ?? '') : null,
    published: wanted.memoryMb === undefined && wanted.timeoutSeconds === undefined ? null : await publishedOf(aws, mapping),
  }
}

/** The evidence for giving a mapping on a version or an alias another memory or timeout. */
async function publishedOf(aws: Aws, {functionName, qualifier}: Mapping): Promise<Around['published']> {
  if (qualifier === null || qualifier.startsWith('$LATEST')) return null
  const isVersion = /^\d+$/.test(qualifier)
  const [latest, present, versions, alias] = await Promise.all([
    getFunction(aws, functionName),
    getFunction(aws, functionName, qualifier),
    listVersions(aws, functionName),
    isVersion ? null : getAlias(aws, functionName, qualifier),
  ])
  const newest = Math.max(0, ...versions.map(({version}) => Number(version)).filter(Number.isInteger))
  return {
    newestVersion: newest === 0 ? null : String(newest),
    codeSha256: latest.Configuration?.CodeSha256 ?? null,
    presentSha256: present.Configuration?.CodeSha256 ?? null,
    alias: alias && {...aliasFrom(alias), revision: alias.RevisionId ?? null},
  }
}
