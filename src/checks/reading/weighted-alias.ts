import {defineCheck, fail} from '../../model/check.ts'
import {percent} from '../../text/units.ts'

export const weightedAlias = defineCheck({
  id: 'weighted-alias',
  title: 'The alias splits invocations between versions',
  severity: 'low',
  why: 'The alias picks a version per invocation, so batches and retries alternate between versions.',
  needs: ['alias'],
  run: ({alias}) => {
    const versions = Object.entries(alias?.weights ?? {})
    return alias && versions.length > 0
      ? [
          fail({
            alias: alias.name,
            functionVersion: alias.functionVersion,
            weights: versions.map(([version, weight]) => `${percent(weight)} to version ${version}`),
          }),
        ]
      : []
  },
  say: ({alias, functionVersion, weights}) => `The alias ${alias} sends ${weights.join(', ')} and the rest to version ${functionVersion}.`,
})
