import type {LabLogGroup} from '../../simulation/engine/world.ts'
import {operation} from '../protocol/operation.ts'
import {page} from '../protocol/pages.ts'
import {list, oneOf, text, whole} from '../protocol/shapes.ts'
import {arnOf, badToken, findGroup, groupIdentifier, groupName, invalid} from './groups.ts'

export const describeLogGroups = operation({
  action: 'logs:DescribeLogGroups',
  input: {
    logGroupNamePrefix: groupName,
    logGroupNamePattern: text({max: 512, pattern: /[.\-_/#A-Za-z0-9]*/}),
    nextToken: text({min: 1}),
    limit: whole({min: 1, max: 50}),
    logGroupClass: oneOf('STANDARD', 'INFREQUENT_ACCESS', 'ESSENTIALS', 'DELIVERY'),
    logGroupIdentifiers: list(groupIdentifier, {min: 1, max: 50}),
  },
  run: (input, {world}) => {
    const {logGroupNamePrefix: prefix = '', logGroupNamePattern: pattern = '', logGroupIdentifiers: identifiers} = input
    if (prefix !== '' && pattern !== '') throw invalid('LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.')
    if (identifiers !== undefined && (prefix !== '' || pattern !== '' || input.logGroupClass !== undefined)) {
      throw invalid('LogGroupIdentifiers cannot be combined with other filters.')
    }
    const named = identifiers?.map(identifier => findGroup(world, identifier))
    const groups = world.logs
      .groups()
      .filter(
        group => group.name.startsWith(prefix) && group.name.includes(pattern) && (named?.some(one => one?.arn === group.arn) ?? true),
      )
      .filter(group => isOfClass(group.class, input.logGroupClass))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
    const found = page(groups, input.nextToken, input.limit ?? 50)
    if (found === null) throw badToken()
    return {logGroups: found.items.map(view), nextToken: found.next}
  },
})

/** Either of these two names lists the groups of both (CloudWatch Logs API reference, "DescribeLogGroups"). */
const cheaper = ['INFREQUENT_ACCESS', 'ESSENTIALS']

const isOfClass = (actual: string, asked: string | undefined): boolean =>
  asked === undefined || asked === actual || (cheaper.includes(asked) && cheaper.includes(actual))

const view = (group: LabLogGroup) => {
  const logGroupArn = arnOf(group)
  return {
    logGroupName: group.name,
    creationTime: group.createdMs,
    retentionInDays: group.retentionDays ?? undefined,
    metricFilterCount: 0,
    arn: `${logGroupArn}:*`,
    storedBytes: 0,
    logGroupClass: group.class,
    logGroupArn,
    deletionProtectionEnabled: false,
  }
}
