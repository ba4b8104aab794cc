import {type AliasAnswer, getAlias} from '../../aws/lambda.ts'
import {orNull} from '../../aws/not-found.ts'
import type {Alias} from '../../model/evidence/evidence.ts'
import {defineOnDemand} from './on-demand.ts'

/** The alias that the mapping targets; its number or `$LATEST` names a version, which has nothing behind it. */
export const alias = defineOnDemand({
  key: 'alias',
  scope: 'function',
  needs: ['mapping'],
  actions: ['lambda:GetAlias'],
  collect: async (aws, {mapping: {functionName, qualifier}}) => {
    if (qualifier === null || /^(\d+|\$LATEST.*)$/.test(qualifier)) return null
    const answer = await orNull(getAlias(aws, functionName, qualifier))
    return answer && aliasFrom(answer)
  },
})

export const aliasFrom = ({Name, FunctionVersion, RoutingConfig}: AliasAnswer): Alias => ({
  name: Name ?? '',
  functionVersion: FunctionVersion ?? '',
  weights: RoutingConfig?.AdditionalVersionWeights ?? {},
})
