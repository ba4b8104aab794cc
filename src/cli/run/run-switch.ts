import {wantedConfiguration} from '../flags/configure-flags.ts'
import {configFlag} from '../flags/flags.ts'
import {loadConfig} from './config.ts'
import {acceptFlags, type ChangeFlags, pipelineChangeFlags, runChange} from './run-change.ts'

/** The flags of `enable` and `disable`. */
export const switchFlags = {...acceptFlags, config: configFlag(), ...pipelineChangeFlags}

interface SwitchFlags extends ChangeFlags {
  mapping?: string | undefined
  config?: string | undefined
  'accept-gap': boolean
  'accept-loss': boolean
}

/** Sets Enabled of one mapping, as `configure --set Enabled=…` does. */
export async function runSwitch(functionText: string, flags: SwitchFlags, toolVersion: string, isEnabled: boolean): Promise<void> {
  const {planSwitchOf} = await import('../../use-cases/changes/configure.ts')
  const wanted = wantedConfiguration({set: [{Enabled: isEnabled}], recommended: false})
  const choice = {functionText, mapping: flags.mapping, toolVersion, config: await loadConfig(flags.config)}
  const accepted = {gap: flags['accept-gap'], loss: flags['accept-loss']}
  await runChange(flags, toolVersion, (connection, journal) => planSwitchOf(connection, choice, journal, wanted, accepted))
}
