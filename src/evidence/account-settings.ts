import {type AccountSettingsAnswer, getAccountSettings} from '../aws/lambda.ts'
import type {AccountSettings} from '../model/evidence.ts'
import {defineCollector} from './collector.ts'

export const accountSettings = defineCollector({
  key: 'accountSettings',
  scope: 'region',
  after: [],
  actions: ['lambda:GetAccountSettings'],
  collect: async aws => accountSettingsFrom(await getAccountSettings(aws)),
})

export const accountSettingsFrom = ({AccountLimit}: AccountSettingsAnswer): AccountSettings => ({
  concurrentExecutions: AccountLimit?.ConcurrentExecutions ?? null,
  unreservedConcurrentExecutions: AccountLimit?.UnreservedConcurrentExecutions ?? null,
})
