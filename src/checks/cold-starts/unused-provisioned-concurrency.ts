import {regionFlag} from '../../advice/region-flag.ts'
import {defineCheck, fail} from '../../model/check.ts'
import {shellWord} from '../../text/shell.ts'
import {number} from '../../text/units.ts'

export const unusedProvisionedConcurrency = defineCheck({
  id: 'unused-provisioned-concurrency',
  title: 'The stream does not use the provisioned concurrency',
  severity: 'low',
  why: 'It is billed by the hour and belongs to one version or alias: a mapping on another one still has cold starts.',
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
          summary:
            'If it was meant for the stream, point the mapping at that qualifier; this pauses polling for some minutes. If no other caller uses it, delete it.',
          command: `aws lambda delete-provisioned-concurrency-config${regionFlag(mapping.functionArn)} --function-name ${shellWord(mapping.functionName)} --qualifier ${shellWord(first.qualifier)}`,
        },
      ),
    ]
  },
  say: ({qualifiers, provisioned, target}) =>
    `${number(provisioned)} provisioned for ${qualifiers.join(', ')}, and the mapping targets ${target === null ? 'the function without a qualifier' : target}.`,
})
