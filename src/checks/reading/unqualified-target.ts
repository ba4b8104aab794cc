import {regionFlag} from '../../advice/region-flag.ts'
import {defineCheck, fail} from '../../model/check.ts'
import {option} from '../../text/shell.ts'

export const unqualifiedTarget = defineCheck({
  id: 'unqualified-target',
  severity: 'low',
  needs: ['mapping'],
  run: ({mapping}) =>
    mapping.qualifier === null || mapping.qualifier === '$LATEST'
      ? [
          fail(
            {functionArn: mapping.functionArn},
            {
              command: `aws lambda publish-version${regionFlag(mapping.functionArn)}${option('function-name', mapping.functionName)}`,
            },
          ),
        ]
      : [],
  text: {
    title: 'The mapping targets the function without a version',
    why: 'Every deployment reaches the stream at once, and a rollback has no version as its target.',
    found: ({functionArn}) => `The mapping targets ${functionArn}, that is, $LATEST.`,
    fix: () =>
      'Publish a version, point an alias at it, and move the mapping to the alias once. From then on a release moves the alias: the mapping stays as it is, and a rollback is one call. The move itself pauses polling.',
  },
})
