import {type Connection, disconnect, nowMs, regionOf} from '../../aws/index.ts'
import type {Thresholds} from '../../aws-facts/thresholds.ts'
import {matchWords} from '../../config/match.ts'
import type {Config} from '../../config/schema.ts'
import {defaultSettings, mutesOf} from '../../config/settings.ts'
import {template} from '../../config/template.ts'
import {assertionSeverity} from '../../diagnosis/assertions.ts'
import {listedNames} from '../../diagnosis/diagnose.ts'
import {functionTagsActions, listMappings, mappingListActions} from '../../evidence/index.ts'
import {isActive, type MatchedRule, type Settings} from '../../model/settings.ts'
import {type ExitCode, exitCodes} from '../../model/user-error.ts'
import type {ConfigCheck, ConfigShow} from '../../model/views/configuration.ts'
import {iso} from '../../text/units.ts'
import {configured} from '../configured.ts'
import {connectFor} from '../connect.ts'

/** A new configuration file: all names that the code knows, as comments. */
export const initialConfig = (schema: string): string => template(schema, listedNames)

/** The settings of a valid configuration. `today`: `2026-12-31`, in UTC. */
export function checkedConfig(config: Config, today: string): ConfigCheck {
  const given = [config, ...(config.functions ?? [])]
  const sum = (of: (rule: (typeof given)[number]) => object | undefined): number =>
    given.reduce((total, rule) => total + Object.keys(of(rule) ?? {}).length, 0)
  const mutes = mutesOf(config)
  return {
    file: config.source.file,
    thresholds: sum(({thresholds}) => thresholds),
    checks: sum(({checks}) => checks),
    assertions: sum(({assert}) => assert),
    rules: config.functions?.length ?? 0,
    mutes: mutes.length,
    notifications: config.notify?.length ?? 0,
    expiredMutes: mutes.flatMap(mute => (isActive(mute, today) ? [] : [mute.from])),
  }
}

export const configShowActions: readonly string[] = [...mappingListActions, ...functionTagsActions]

/** The configuration's settings for each pipeline of a function. Reads the list of mappings, and tags where a rule matches them. */
export async function shownConfig(connection: Connection, functionText: string, config: Config | undefined): Promise<ConfigShow> {
  const aws = connectFor(connection, {functionText})
  try {
    const region = await regionOf(aws)
    const {chosen} = await listMappings(aws, functionText, region)
    const today = iso(nowMs(aws) ?? 0).slice(0, 10)
    const {subjectOf, settingsOf, missing} = await configured(aws, config, {region, mappings: chosen})
    return {
      file: config?.source.file ?? null,
      pipelines: chosen.map(mapping => ({
        ...subjectOf(mapping),
        qualifier: mapping.qualifier,
        mapping: mapping.uuid,
        ...entriesOf(settingsOf(mapping), today),
      })),
      missing,
    }
  } finally {
    disconnect(aws)
  }
}

/** Tags that could not be read leave open which entries apply. */
export const exitCodeOfConfig = ({missing}: Pick<ConfigShow, 'missing'>): ExitCode =>
  missing.length > 0 ? exitCodes.undecided : exitCodes.ok

type Entries = Pick<ConfigShow['pipelines'][number], 'rules' | 'undecided' | 'thresholds' | 'checks' | 'assertions' | 'mutes'>

const inWords = (rules: readonly MatchedRule[]): Entries['rules'] => rules.map(({match, from}) => ({match: matchWords(match), from}))

function entriesOf(settings: Settings, today: string): Entries {
  const names = Object.keys(settings.thresholds) as (keyof Thresholds)[]
  return {
    rules: inWords(settings.rules),
    undecided: inWords(settings.undecided),
    thresholds: names.map(name => ({
      name,
      value: settings.thresholds[name],
      default: defaultSettings.thresholds[name],
      from: settings.thresholdsFrom[name] ?? null,
    })),
    checks: Object.entries(settings.checks).map(([check, {set, from}]) => ({check, set, from})),
    assertions: Object.entries(settings.assert).map(([setting, assertion]) => {
      const {from, severity: _, message = null, ...required} = assertion
      const given = Object.entries(required).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))
      return {setting, required: Object.fromEntries(given), severity: assertionSeverity(assertion, settings), message, from}
    }),
    mutes: settings.mutes.map(({match: _, ...mute}) => ({...mute, active: isActive(mute, today)})),
  }
}
