import {type Thresholds, thresholds} from '../aws-facts/thresholds.ts'
import type {Settings} from '../model/settings.ts'
import {fits} from '../text/glob.ts'
import type {Config} from './schema.ts'

/** Of a function that no configuration speaks of: the guide. */
const defaultSettings: Settings = {thresholds, checks: {}, assert: {}, mutes: []}

type Rules = Pick<Config, 'thresholds' | 'checks' | 'assert'>

/** The settings of a configuration for a function: those for all, then each rule that matches it, the later one deciding. Without one: the guide. */
export function settingsOf(config: Config | undefined): (functionName: string) => Settings {
  if (config === undefined) return () => defaultSettings
  return functionName => {
    const matching = (config.functions ?? []).filter(({match}) => [match].flat().some(pattern => fits(pattern, functionName)))
    const rules: Rules[] = [config, ...matching]
    return {
      thresholds: Object.assign({...defaultSettings.thresholds}, ...rules.map(rule => rule.thresholds)) as Thresholds,
      checks: Object.assign({}, ...rules.map(rule => rule.checks)) as Settings['checks'],
      assert: Object.assign({}, ...rules.map(rule => rule.assert)) as Settings['assert'],
      mutes: (config.mutes ?? []).filter(mute => fits(mute.function, functionName)),
    }
  }
}
