import type {ListTagsCommandOutput} from '@aws-sdk/client-lambda'
import {revisionOf} from '../../simulation/function/revisions.ts'
import type {Account} from '../protocol/account.ts'
import {AwsError} from '../protocol/errors.ts'
import {type Answer, operation} from '../protocol/operation.ts'
import {list, map, required, text} from '../protocol/shapes.ts'
import {findTarget} from './names.ts'

const onResource = {
  Resource: required(
    text({
      min: 1,
      max: 256,
      pattern:
        /arn:(aws[a-zA-Z-]*):lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:\d{12}:(function:[a-zA-Z0-9-_]+(:(\$LATEST|[a-zA-Z0-9-_]+))?|layer:([a-zA-Z0-9-_]+)|code-signing-config:csc-[a-z0-9]{17}|event-source-mapping:[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|capacity-provider:[a-zA-Z0-9-_]+)/,
    }),
  ),
} as const
const invalid = (words: string): AwsError => new AwsError('InvalidParameterValueException', words)

/** Of each resource (Lambda Developer Guide, "Tags"). */
export const mostTags = 50
export const tooManyTags = (): AwsError => invalid('Number of tags exceeds resource tag limit.')

const arnOf = ({Resource}: {Resource: string}): string => Resource

/** Functions and event source mappings can be tagged, by their ARN. */
function tagsOf({world, tags}: Account, arn: string): Record<string, string> {
  if (arn.includes(':function:')) {
    if (arn.split(':').length > 7) throw invalid('Tags on function aliases and versions are not supported. Please specify a function ARN.')
    findTarget(world, arn)
  } else if (![...world.mappings.values()].some(mapping => mapping.arn === arn)) {
    throw new AwsError('ResourceNotFoundException', `Event source mapping not found: ${arn}`, {status: 404})
  }
  const own = tags.get(arn) ?? {}
  tags.set(arn, own)
  return own
}

/** A change of its tags moves the revision of a function on, and makes nothing to publish. */
function moveRevision({world}: Account, arn: string): void {
  const fn = world.functions.get(arn.split(':function:')[1] ?? '')
  if (fn === undefined) return
  const former = fn.revisionId
  fn.revisionId = revisionOf(`${former} tagged`)
  for (const version of fn.versions.values()) if (version.ofRevision === former) version.ofRevision = fn.revisionId
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
    if (Object.keys({...own, ...Tags}).length > mostTags) throw tooManyTags()
    if (Object.keys(Tags).length === 0) throw invalid('An error occurred and the request cannot be processed.')
    Object.assign(own, Tags)
    moveRevision(account, Resource)
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
    moveRevision(account, Resource)
    return {}
  },
})
