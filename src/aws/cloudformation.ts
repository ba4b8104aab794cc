import type {CloudFormationClient, StackResourceSummary} from '@aws-sdk/client-cloudformation'
import {required} from './transport/aws-error.ts'
import {call, clientOf} from './transport/client.ts'
import type {Aws} from './transport/connection.ts'
import {allPages} from './transport/paging.ts'

export type StackResourceAnswer = StackResourceSummary

const sdk = () => import('@aws-sdk/client-cloudformation')

const cloudformationClient = (aws: Aws): Promise<CloudFormationClient> =>
  clientOf(aws, 'cloudformation', 'cloudformation', async () => (await sdk()).CloudFormationClient)

/** Everything of a stack, by its name or ARN (100 a page); the resources of nested stacks are theirs. */
export const listStackResources = (aws: Aws, stack: string): Promise<StackResourceAnswer[]> =>
  call(aws, 'cloudformation:ListStackResources', async abortSignal => {
    const [client, {ListStackResourcesCommand}] = [await cloudformationClient(aws), await sdk()]
    return allPages(async NextToken => {
      const input = {StackName: stack, ...(NextToken !== undefined && {NextToken})}
      const page = await client.send(new ListStackResourcesCommand(input), {abortSignal})
      return {items: required(page.StackResourceSummaries, 'StackResourceSummaries'), next: page.NextToken}
    })
  })
