import type {ListTagsForResourceCommandOutput} from '@aws-sdk/client-cloudwatch'
import type {Account} from '../protocol/account.ts'
import {AwsError} from '../protocol/errors.ts'
import {type Answer, operation} from '../protocol/operation.ts'
import {list, required, structure, text} from '../protocol/shapes.ts'

const tagKey = text({min: 1, max: 128})
/** 50 at most (CloudWatch API reference, Tag). */
export const tagList = list(structure({Key: required(tagKey), Value: required(text({max: 256}))}), {max: 50})
const arn = required(text({min: 1, max: 1024}))

/** Only alarms can be tagged here; AWS's rules and dashboards do not exist. */
function tagsOf({world, composites, tags}: Account, resource: string): Record<string, string> {
  const isAlarm = [...world.alarms.values(), ...composites.values()].some(alarm => alarm.arn === resource)
  if (!isAlarm) throw new AwsError('ResourceNotFoundException', `Resource ${resource} does not exist.`, {status: 404})
  const own = tags.get(resource) ?? {}
  tags.set(resource, own)
  return own
}

const asMap = (given: readonly {Key: string; Value: string}[]): Record<string, string> =>
  Object.fromEntries(given.map(({Key, Value}) => [Key, Value]))

/** The tags that an alarm is created with; those of an update are ignored (CloudWatch API reference, PutMetricAlarm). */
export function tagNew({tags}: Account, resource: string, given: readonly {Key: string; Value: string}[] | undefined): void {
  if (given !== undefined) tags.set(resource, asMap(given))
}

export const listTagsForResource = operation({
  action: 'cloudwatch:ListTagsForResource',
  input: {ResourceARN: arn},
  resource: ({ResourceARN}) => ResourceARN,
  // An alarm that is gone has no tags, and is no error.
  run: ({ResourceARN}, {tags}): Answer<ListTagsForResourceCommandOutput> => ({
    Tags: Object.entries(tags.get(ResourceARN) ?? {}).map(([Key, Value]) => ({Key, Value})),
  }),
})

export const tagResource = operation({
  action: 'cloudwatch:TagResource',
  input: {ResourceARN: arn, Tags: required(tagList)},
  resource: ({ResourceARN}) => ResourceARN,
  run: ({ResourceARN, Tags}, account) => {
    Object.assign(tagsOf(account, ResourceARN), asMap(Tags))
    return {}
  },
})

export const untagResource = operation({
  action: 'cloudwatch:UntagResource',
  input: {ResourceARN: arn, TagKeys: required(list(tagKey))},
  resource: ({ResourceARN}) => ResourceARN,
  run: ({ResourceARN, TagKeys}, account) => {
    const own = tagsOf(account, ResourceARN)
    for (const key of TagKeys) delete own[key]
    return {}
  },
})
