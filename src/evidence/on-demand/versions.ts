import {listAliases, listVersionConfigurations} from '../../aws/lambda.ts'
import {orNull} from '../../aws/not-found.ts'
import {instant} from '../first-round/function.ts'
import {defineOnDemand} from './on-demand.ts'

/** The versions of the function, `$LATEST` among them, and which of them its aliases point at; none where there is no function. */
export const versions = defineOnDemand({
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
    return (configurations ?? []).map(({Version = '', Runtime, MemorySize, SnapStart, ...one}) => ({
      version: Version,
      lastModifiedMs: instant(one.LastModified),
      codeSha256: one.CodeSha256 ?? null,
      timeoutSeconds: one.Timeout ?? null,
      runtime: Runtime ?? null,
      memoryMb: MemorySize ?? null,
      snapStart: SnapStart?.OptimizationStatus ?? null,
      hasAlias: targets.includes(Version),
    }))
  },
})
