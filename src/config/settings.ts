import {type Thresholds, thresholds} from '../aws-facts/thresholds.ts'
import type {MatchedRule, Mute, Place, Settings} from '../model/settings.ts'
import {matches, type Subject} from './match.ts'
import type {Config} from './schema.ts'

/** Without a configuration: the guide. */
export const defaultSettings: Settings = {thresholds, thresholdsFrom: {}, checks: {}, assert: {}, mutes: [], rules: [], undecided: []}

/** The settings of a configuration for a pipeline: those for all, then each rule that matches it, the later one deciding. Without one: the guide. */
export function settingsOf(config: Config | undefined): (subject: Subject) => Settings {
  if (config === undefined) return () => defaultSettings
  const mutes = mutesOf(config)
  const rules = (config.functions ?? []).map((rule, i) => ({...rule, path: ['functions', i], from: placeOf(config, ['functions', i])}))
  return subject => {
    const matching = rules.filter(({match}) => matches(match, subject) === true)
    const given = [{...config, path: []}, ...matching]
    return {
      thresholds: Object.assign({...thresholds}, ...given.map(rule => rule.thresholds)) as Thresholds,
      thresholdsFrom: merged(given, ({path, thresholds: own}) => entries(own, name => placeOf(config, [...path, 'thresholds', name]))),
      checks: merged(given, ({path, checks}) =>
        entries(checks, (name, set) => ({set, from: placeOf(config, [...path, 'checks', name])})),
      ) as Settings['checks'],
      assert: merged(given, ({path, assert}) =>
        entries(assert, (name, assertion) => ({...assertion, from: placeOf(config, [...path, 'assert', name])})),
      ) as Settings['assert'],
      mutes: mutes.filter(({match}) => matches(match, subject) === true),
      rules: matching.map(placed),
      undecided: [...rules, ...mutes].filter(({match}) => matches(match, subject) === null).map(placed),
    }
  }
}

const placed = ({match, from}: MatchedRule): MatchedRule => ({match, from})

/** The mutes of a configuration, with their places. */
export const mutesOf = (config: Config | undefined): Mute[] =>
  (config?.mutes ?? []).map(({match, function: name, ...rest}, i) => ({
    ...rest,
    // One of both is there: the schema refuses other mutes.
    match: match ?? name ?? '*',
    from: placeOf(config as Config, ['mutes', i]),
  }))

const placeOf = ({source}: Config, path: readonly (string | number)[]): Place => `${source.file}:${source.lineOf(path)}`

const entries = <T, R>(
  given: Readonly<Record<string, T | undefined>> | undefined,
  make: (name: string, value: T) => R,
): Record<string, R> =>
  Object.fromEntries(Object.entries(given ?? {}).flatMap(([name, value]) => (value === undefined ? [] : [[name, make(name, value)]])))

const merged = <T, R>(given: readonly T[], of: (rule: T) => Record<string, R>): Record<string, R> => Object.assign({}, ...given.map(of))
