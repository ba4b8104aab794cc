import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
  waitUntilStackCreateComplete,
  waitUntilStackDeleteComplete,
} from '@aws-sdk/client-cloudformation'
import {stackName, template} from './template.ts'

const longestSeconds = 600
const named = {StackName: stackName}

/** The stack of the run. */
export function stackIn(config: object) {
  const client = new CloudFormationClient(config)
  const waiter = {client, maxWaitTime: longestSeconds}
  return {
    async exists(): Promise<boolean> {
      try {
        const {Stacks: [stack] = []} = await client.send(new DescribeStacksCommand(named))
        return stack !== undefined && stack.StackStatus !== 'DELETE_COMPLETE'
      } catch (error) {
        if (/does not exist/.test((error as Error).message)) return false
        throw error
      }
    },
    /** Answers the UUID of the mapping. */
    async create(): Promise<string> {
      const Tags = [{Key: 'created-by', Value: 'ddbstream npm run live'}]
      const Capabilities = ['CAPABILITY_NAMED_IAM' as const]
      await client.send(new CreateStackCommand({...named, TemplateBody: template(), Capabilities, OnFailure: 'DO_NOTHING', Tags}))
      await waitUntilStackCreateComplete(waiter, named)
      const {Stacks: [stack] = []} = await client.send(new DescribeStacksCommand(named))
      return stack?.Outputs?.find(({OutputKey}) => OutputKey === 'Mapping')?.OutputValue ?? ''
    },
    async remove(): Promise<void> {
      await client.send(new DeleteStackCommand(named))
      await waitUntilStackDeleteComplete(waiter, named)
    },
  }
}
