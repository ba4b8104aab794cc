import {listProvisionedConcurrencyConfigs, type ProvisionedConcurrencyAnswer} from '../../aws/lambda.ts'
import {orNull} from '../../aws/not-found.ts'
import type {ProvisionedConcurrency} from '../../model/evidence/evidence.ts'
import {functionArnParts} from '../parse-function.ts'
import {defineOnDemand} from './on-demand.ts'

export const provisionedConcurrency = defineOnDemand({
  key: 'provisionedConcurrency',
  scope: 'function',
  needs: ['mapping'],
  actions: ['lambda:ListProvisionedConcurrencyConfigs'],
  collect: async (aws, {mapping: {functionName}}) =>
    provisionedConcurrencyFrom((await orNull(listProvisionedConcurrencyConfigs(aws, functionName))) ?? []),
})

export const provisionedConcurrencyFrom = (configs: readonly ProvisionedConcurrencyAnswer[]): ProvisionedConcurrency =>
  configs.map(config => ({
    qualifier: functionArnParts(config.FunctionArn ?? '').qualifier ?? '',
    requested: config.RequestedProvisionedConcurrentExecutions ?? null,
    available: config.AvailableProvisionedConcurrentExecutions ?? null,
    allocated: config.AllocatedProvisionedConcurrentExecutions ?? null,
    status: config.Status ?? null,
  }))
