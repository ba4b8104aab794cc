import {listAliases, listVersionConfigurations} from '../../aws/lambda.ts'
import {orNull} from '../../aws/not-found.ts'
import {defineAsked} from './asked.ts'

/** The published versions of the function, and which of them its aliases point at. */
export const versions = defineAsked({
  key: 'versions',
  scope: 'function',
  needs: ['mapping'],
  actions: ['lambda:ListVersionsByFunction', 'lambda:ListAliases'],
  collect: async (aws, {mapping: {functionName}}) => {
    const [configurations, aliases] = await Promise.all([
      orNull(listVersionConfigurations(aws, functionName)),
      orNull(listAliases(aws, functionName)),
    ])
    const targets = (aliases ?? []).flatMap(({FunctionVersion, RoutingConfig}) => [
      FunctionVersion ?? '',
      ...Object.keys(RoutingConfig?.AdditionalVersionWeights ?? {}),
    ])
    return (configurations ?? [])
      .filter(({Version}) => Version !== '$LATEST')
      .map(({Version = '', Runtime, MemorySize, SnapStart}) => ({
        version: Version,
        runtime: Runtime ?? null,
        memoryMb: MemorySize ?? null,
        snapStart: SnapStart?.OptimizationStatus ?? null,
        hasAlias: targets.includes(Version),
      }))
  },
})
