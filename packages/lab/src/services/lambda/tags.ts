import type {ListTagsCommandOutput} from '@aws-sdk/client-lambda'
import type {Account} from '../protocol/account.ts'
import {AwsError} from '../protocol/errors.ts'
import {type Answer, operation} from '../protocol/operation.ts'
import {list, map, required, text} from '../protocol/shapes.ts'
import {findTarget} from './names.ts'

const onResource = {Resource: required(text({min: 1, max: 256}))} as const
const arnOf = ({Resource}: {Resource: string}): string => Resource

/** Functions and event source mappings can be tagged, by their ARN. */
function tagsOf({world, tags}: Account, arn: string): Record<string, string> {
  const isMapping = [...world.mappings.values()].some(mapping => mapping.arn === arn)
  if (!isMapping && !arn.includes(':function:')) {
    throw new AwsError('ResourceNotFoundException', 'The resource you requested does not exist.', {status: 404})
  }
  if (!isMapping) findTarget(world, arn)
  const own = tags.get(arn) ?? {}
  tags.set(arn, own)
  return own
}

export const listTags = operation({
  action: 'lambda:ListTags',
  input: onResource,
  resource: arnOf,
  run: ({Resource}, account): Answer<ListTagsCommandOutput> => ({Tags: {...tagsOf(account, Resource)}}),
})

export const tagResource = operation({
  action: 'lambda:TagResource',
  input: {...onResource, Tags: required(map(text({max: 256})))},
  resource: arnOf,
  run: ({Resource, Tags}, account) => {
    const own = tagsOf(account, Resource)
    // 50 tags for each resource (Lambda Developer Guide, "Tags").
    if (Object.keys({...own, ...Tags}).length > 50)
      throw new AwsError('InvalidParameterValueException', 'The number of tags exceeds the limit of 50.')
    Object.assign(own, Tags)
    return {}
  },
})

export const untagResource = operation({
  action: 'lambda:UntagResource',
  input: {...onResource, tagKeys: required(list(text()))},
  resource: arnOf,
  run: ({Resource, tagKeys}, account) => {
    const own = tagsOf(account, Resource)
    for (const name of tagKeys) delete own[name]
    return {}
  },
})
