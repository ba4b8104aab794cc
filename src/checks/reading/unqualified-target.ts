import {regionFlag} from '../../advice/region-flag.ts'
import {defineCheck, fail} from '../../model/check.ts'
import {shellWord} from '../../text/shell.ts'

export const unqualifiedTarget = defineCheck({
  id: 'unqualified-target',
  title: 'The mapping targets the function without a version',
  severity: 'low',
  why: 'Every deployment reaches the stream at once, and a rollback has no version as its target.',
  needs: ['mapping'],
  run: ({mapping}) =>
    mapping.qualifier === null || mapping.qualifier === '$LATEST'
      ? [
          fail(
            {functionArn: mapping.functionArn},
            {
              summary:
                'Publish a version, point an alias at it, and move the mapping to the alias once. From then on a release updates the alias: the mapping does not change, and a rollback is one call. The move itself pauses polling.',
              command: `aws lambda publish-version${regionFlag(mapping.functionArn)} --function-name ${shellWord(mapping.functionName)}`,
            },
          ),
        ]
      : [],
  say: facts => `The mapping targets ${facts.functionArn}, that is, $LATEST.`,
})
