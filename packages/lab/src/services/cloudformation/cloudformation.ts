import type {World} from '../../simulation/engine/world.ts'
import type {Account} from '../protocol/account.ts'
import {AwsError, queryErrors} from '../protocol/errors.ts'
import {operation, type Service} from '../protocol/operation.ts'
import {page} from '../protocol/pages.ts'
import {required, text} from '../protocol/shapes.ts'
import {type StackResource, stackResources} from './stacks.ts'

/** Stack resources come 100 a page (CloudFormation API reference, ListStackResources). */
const resourcesPerPage = 100
const stackName = text({min: 1, max: 2048})

const stackArn = ({region, accountId}: World, stack: string): string =>
  `arn:aws:cloudformation:${region}:${accountId}:stack/${stack}/5f6a1b00-0000-4000-8000-000000000000`

const invalid = (message: string): AwsError => new AwsError('ValidationError', message)

/** By the name of the stack or its ARN. */
const nameOf = (given: string): string => /^arn:aws:cloudformation:[^:]*:\d*:stack\/([^/]+)/.exec(given)?.[1] ?? given

function resourcesOf(world: World, given: string): StackResource[] {
  const found = stackResources(world).filter(({stack}) => stack === nameOf(given))
  if (found.length === 0) throw invalid(`Stack with id ${given} does not exist`)
  return found
}

const onStack = ({StackName}: {StackName?: string | undefined}, {world}: Account): string =>
  StackName === undefined ? '*' : stackArn(world, nameOf(StackName))

const view = ({logicalId, physicalId, type, createdMs}: StackResource) => ({
  LogicalResourceId: logicalId,
  PhysicalResourceId: physicalId,
  ResourceType: type,
  ResourceStatus: 'CREATE_COMPLETE',
  DriftInformation: {StackResourceDriftStatus: 'NOT_CHECKED'},
  createdMs,
})

const listStackResources = operation({
  action: 'cloudformation:ListStackResources',
  input: {StackName: required(stackName), NextToken: text({min: 1, max: 1024})},
  resource: onStack,
  run: ({StackName, NextToken}, {world}) => {
    const found = page(resourcesOf(world, StackName), NextToken, resourcesPerPage)
    if (found === null) throw invalid('NextToken is not valid')
    const summaries = found.items.map(item => {
      const {createdMs, ...rest} = view(item)
      return {...rest, LastUpdatedTimestamp: new Date(createdMs)}
    })
    return {StackResourceSummaries: summaries, NextToken: found.next}
  },
})

/** Up to 100 resources, without pages: for more there is ListStackResources (CloudFormation API reference). */
const describeStackResources = operation({
  action: 'cloudformation:DescribeStackResources',
  input: {StackName: stackName, LogicalResourceId: text(), PhysicalResourceId: text()},
  resource: onStack,
  run: ({StackName, LogicalResourceId, PhysicalResourceId}, {world}) => {
    if ((StackName === undefined) === (PhysicalResourceId === undefined)) {
      throw invalid('Exactly one of StackName and PhysicalResourceId must be specified')
    }
    const owner = stackResources(world).find(({physicalId}) => physicalId === PhysicalResourceId)
    if (StackName === undefined && owner === undefined) throw invalid(`Stack for ${PhysicalResourceId} does not exist`)
    const stack = StackName ?? owner?.stack ?? ''
    const found = resourcesOf(world, stack).filter(({logicalId}) => (LogicalResourceId ?? logicalId) === logicalId)
    const shown = found.slice(0, resourcesPerPage).map(item => {
      const {createdMs, ...rest} = view(item)
      return {StackName: nameOf(stack), StackId: stackArn(world, nameOf(stack)), ...rest, Timestamp: new Date(createdMs)}
    })
    return {StackResources: shown}
  },
})

/** The service that a fleet is chosen by: only reads of stacks, no deployment. */
export const cloudformation: Service = {
  prefix: 'cloudformation',
  errors: {...queryErrors, invalid: (_, sentence) => invalid(sentence)},
  operations: {ListStackResources: listStackResources, DescribeStackResources: describeStackResources},
  query: {version: '2010-05-15', namespace: 'http://cloudformation.amazonaws.com/doc/2010-05-15/'},
}
