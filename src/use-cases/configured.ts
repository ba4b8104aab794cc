import type {Aws} from '../aws/index.ts'
import {readsTags, type Subject} from '../config/match.ts'
import type {Config} from '../config/schema.ts'
import {mutesOf, settingsOf} from '../config/settings.ts'
import {readFunctionTags} from '../evidence/index.ts'
import type {Evidence, Mapping} from '../model/evidence/evidence.ts'
import {type Gap, gapsIn} from '../model/evidence/item.ts'
import type {Settings} from '../model/settings.ts'

const needsTags = (config: Config | undefined): boolean =>
  [...(config?.functions ?? []), ...mutesOf(config)].some(({match}) => readsTags(match))

/** The evidence with the tags of its functions, where a rule of the configuration matches them. */
export async function withTags(aws: Aws, evidence: Evidence, config: Config | undefined): Promise<Evidence> {
  if (!needsTags(config) || evidence.pipelines.length === 0) return evidence
  const tagsOf = await readFunctionTags(
    aws,
    evidence.pipelines.map(({ids}) => ids.function),
  )
  return {...evidence, pipelines: evidence.pipelines.map(pipeline => ({...pipeline, tags: tagsOf(pipeline.ids.function)}))}
}

/** A mapping, as far as a rule can match it. */
type Target = Pick<Mapping, 'functionArn' | 'functionName' | 'tableName'>

/** The settings of the configuration for mappings, and the properties that its rules were matched with. */
export interface Configured {
  subjectOf: (target: Target) => Subject
  settingsOf: (target: Target) => Settings
  /** Why tags are not known; empty where they are, or no rule matches them. */
  missing: Gap[]
}

/** The same for mappings that a view has listed. */
export async function configured(
  aws: Aws,
  config: Config | undefined,
  {region, mappings}: {region: string; mappings: readonly Target[]},
): Promise<Configured> {
  const arns = mappings.map(({functionArn}) => functionArn)
  const tagsOf = needsTags(config) ? await readFunctionTags(aws, arns) : null
  const subjectOf = ({functionArn, functionName, tableName}: Target): Subject => {
    const tags = tagsOf?.(functionArn)
    return {
      function: functionName,
      table: tableName,
      account: functionArn.split(':')[4] || null,
      region,
      tags: tags?.state === 'known' ? tags.value : null,
    }
  }
  const settings = settingsOf(config)
  return {subjectOf, settingsOf: target => settings(subjectOf(target)), missing: gapsIn(tagsOf === null ? [] : arns.map(tagsOf))}
}
