import {regionFlag} from '../../advice/region-flag.ts'
import {defineCheck, fail} from '../../model/check.ts'
import {option} from '../../text/shell.ts'
import {number} from '../../text/units.ts'

export const unusedProvisionedConcurrency = defineCheck({
  id: 'unused-provisioned-concurrency',
  severity: 'low',
  needs: ['provisionedConcurrency', 'mapping'],
  run: ({provisionedConcurrency, mapping}) => {
    const others = provisionedConcurrency.filter(({qualifier, requested}) => qualifier !== mapping.qualifier && (requested ?? 0) > 0)
    const [first] = others
    if (first === undefined || others.length < provisionedConcurrency.length) return []
    return [
      fail(
        {
          qualifiers: others.map(({qualifier}) => qualifier),
          provisioned: others.reduce((sum, one) => sum + (one.requested ?? 0), 0),
          target: mapping.qualifier,
        },
        {
          command: `aws lambda delete-provisioned-concurrency-config${regionFlag(mapping.functionArn)}${option('function-name', mapping.functionName)}${option('qualifier', first.qualifier)}`,
        },
      ),
    ]
  },
  text: {
    title: 'The stream does not use the provisioned concurrency',
    why: 'Provisioned concurrency is billed by the hour for one version or alias. A mapping on another one still has cold starts.',
    found: ({qualifiers, provisioned, target}) => {
      const other = target === null ? 'the function without a qualifier' : target
      return `${qualifiers.join(', ')} has a provisioned concurrency of ${number(provisioned)}, and the mapping targets ${other}.`
    },
    fix: () =>
      'If it was meant for the stream, point the mapping at that qualifier: the update pauses polling for a while. If nothing else uses it, delete it.',
  },
})
