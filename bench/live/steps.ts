import {setTimeout as wait} from 'node:timers/promises'
import {DeleteRolePolicyCommand, IAMClient, PutRolePolicyCommand} from '@aws-sdk/client-iam'
import {
  DeleteFunctionConcurrencyCommand,
  GetEventSourceMappingCommand,
  type LambdaClient,
  PutFunctionConcurrencyCommand,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda'
import type {Step} from './incident.ts'
import {functionName, roleName} from './template.ts'
import {unlessGone} from './unless-gone.ts'

const longestTransitionSeconds = 600
const denied = {RoleName: roleName, PolicyName: 'ddbstream-live-denied'}

/** Takes the steps of incidents, by AWS's own calls. */
export function stepTaker(config: object, lambda: LambdaClient) {
  const iam = new IAMClient(config)
  /** CloudFormation deletes no role that has a policy of somebody else. */
  const allowAgain = () => unlessGone(iam.send(new DeleteRolePolicyCommand(denied)))
  const carryOut = (step: Step, UUID: string): Promise<unknown> => {
    if (step.kind === 'mapping') return lambda.send(new UpdateEventSourceMappingCommand({UUID, ...step.settings}))
    if (step.kind === 'deny') return step.actions.length === 0 ? allowAgain() : iam.send(new PutRolePolicyCommand(denying(step.actions)))
    const {executions} = step
    return executions === null
      ? lambda.send(new DeleteFunctionConcurrencyCommand({FunctionName: functionName}))
      : lambda.send(new PutFunctionConcurrencyCommand({FunctionName: functionName, ReservedConcurrentExecutions: executions}))
  }
  return {
    allowAgain,
    /** Answers how long the mapping was in transition after each update, seconds. */
    async take(steps: readonly Step[], UUID: string): Promise<number[]> {
      const seconds: number[] = []
      for (const step of steps) {
        const startMs = performance.now()
        await carryOut(step, UUID)
        if (step.kind !== 'mapping') continue
        await settled(lambda, UUID)
        seconds.push((performance.now() - startMs) / 1000)
      }
      return seconds
    },
  }
}

/** Waits until the mapping is in no transition. */
export async function settled(lambda: LambdaClient, UUID: string): Promise<void> {
  const endMs = performance.now() + longestTransitionSeconds * 1000
  while (performance.now() < endMs) {
    const {State} = await lambda.send(new GetEventSourceMappingCommand({UUID}))
    if (State === 'Enabled' || State === 'Disabled') return
    await wait(2000)
  }
  throw new Error(`The mapping is in transition for more than ${longestTransitionSeconds} s.`)
}

const denying = (actions: readonly string[]) => ({
  ...denied,
  PolicyDocument: JSON.stringify({Version: '2012-10-17', Statement: [{Effect: 'Deny', Action: actions, Resource: '*'}]}),
})
