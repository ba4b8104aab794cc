import {reopenKey} from '../../advice/access/kms-key.ts'
import {defineCheck, fail, undecidable} from '../../model/check.ts'
import {keyIs} from '../../signs/key-state.ts'

export const unusableTableKey = defineCheck({
  id: 'unusable-table-key',
  severity: 'high',
  needs: ['tableKey'],
  run: ({tableKey: key}) => {
    if (key === null || keyIs(key) === 'usable') return []
    if (keyIs(key) === 'unknown') return undecidable(`the key is ${key.state}, a state that is unknown to ddbstream`)
    return [fail({key: key.arn, state: key.state}, reopenKey(key))]
  },
  text: {
    title: 'The key of the table cannot be used',
    why: 'Neither the table nor its stream can be read without the key, and after seven days DynamoDB archives the table.',
    found: ({key, state}) => {
      const fault = state === null ? 'does not exist' : `is ${state}`
      return `The table is encrypted with ${key}, which ${fault}.`
    },
  },
})
