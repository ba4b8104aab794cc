import type {LabLogGroup, World} from '../../simulation/engine/world.ts'
import {AwsError} from '../protocol/errors.ts'
import {text} from '../protocol/shapes.ts'

export const groupName = text({min: 1, max: 512, pattern: /[.\-_/#A-Za-z0-9]+/})
export const groupIdentifier = text({min: 1, max: 2048, pattern: /[\w#+=/:,.@-]*/})

export const invalid = (message: string): AwsError => new AwsError('InvalidParameterException', message)
export const badToken = (): AwsError => invalid('The specified nextToken is invalid.')

/** A group by its name or ARN. */
export const findGroup = (world: World, identifier: string): LabLogGroup | undefined =>
  world.logs.groups().find(group => group.name === identifier || arnOf(group) === identifier)

/** Without the `:*` that stands for the group's streams. */
export const arnOf = ({arn}: LabLogGroup): string => arn.replace(/:\*$/, '')

export function groupOf(
  world: World,
  {logGroupName, logGroupIdentifier}: {logGroupName?: string | undefined; logGroupIdentifier?: string | undefined},
): LabLogGroup {
  const identifier = logGroupName ?? logGroupIdentifier
  if (logGroupName !== undefined && logGroupIdentifier !== undefined) {
    throw new AwsError('ValidationException', 'LogGroup name and LogGroup ARN are mutually exclusive parameters.')
  }
  if (identifier === undefined) {
    throw invalid('Exactly one of logGroupName and logGroupIdentifier must be specified.')
  }
  const group = findGroup(world, identifier)
  if (group === undefined) throw new AwsError('ResourceNotFoundException', 'The specified log group does not exist.')
  return group
}

/** The ARN that IAM judges reads of a group on. */
export function groupResource(world: World, identifier: string | undefined): string {
  if (identifier === undefined) return '*'
  const arn = identifier.startsWith('arn:') ? identifier : `arn:aws:logs:${world.region}:${world.accountId}:log-group:${identifier}`
  return `${arn}:log-stream:`
}
