import {defineCheck, fail} from '../../model/check.ts'
import {percent} from '../../text/units.ts'

export const weightedAlias = defineCheck({
  id: 'weighted-alias',
  severity: 'low',
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
  text: {
    title: 'The alias splits invocations between versions',
    why: 'The alias picks a version per invocation, so batches and retries alternate between versions.',
    found: ({alias, functionVersion, weights}) =>
      `The alias ${alias} sends ${weights.join(', ')} and the rest to version ${functionVersion}.`,
  },
})
