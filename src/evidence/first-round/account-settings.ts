import type {AccountSettingsAnswer} from '../../aws/lambda.ts'
import type {AccountSettings} from '../../model/evidence/evidence.ts'
import {defineCollector, unwrap} from '../collector.ts'

/** They hang on nothing, so they are asked for in the first round trip. */
export const accountSettings = defineCollector({
  key: 'accountSettings',
  scope: 'region',
  actions: ['lambda:GetAccountSettings'],
  collect: async (_aws, {settings}) => accountSettingsFrom(unwrap(await settings)),
})

export const accountSettingsFrom = ({AccountLimit}: AccountSettingsAnswer): AccountSettings => ({
  concurrentExecutions: AccountLimit?.ConcurrentExecutions ?? null,
  unreservedConcurrentExecutions: AccountLimit?.UnreservedConcurrentExecutions ?? null,
})
