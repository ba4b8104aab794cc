import {setTimeout as wait} from 'node:timers/promises'
import {CloudWatchLogsClient, DeleteLogGroupCommand} from '@aws-sdk/client-cloudwatch-logs'
import {LambdaClient, paginateListEventSourceMappings} from '@aws-sdk/client-lambda'
import {GetCallerIdentityCommand, STSClient} from '@aws-sdk/client-sts'
import type {Sandbox} from './sandbox.ts'
import {stackIn} from './stack.ts'
import {settled, stepTaker} from './steps.ts'
import {functionName, stackName} from './template.ts'
import {unlessGone} from './unless-gone.ts'
import {writer} from './writer.ts'

/** The way to an account, or to an emulator of one. */
export interface Place {
  region: string
  profile?: string | undefined
  endpointUrl?: string | undefined
}

/** A stack in an account of AWS. */
export function awsSandbox({region, profile, endpointUrl}: Place): Sandbox {
  const config = {region, ...(profile !== undefined && {profile}), ...(endpointUrl !== undefined && {endpoint: endpointUrl})}
  const lambda = new LambdaClient(config)
  const [stack, items, steps] = [stackIn(config), writer(config), stepTaker(config, lambda)]
  const flags = Object.entries({'--region': region, '--profile': profile, '--endpoint-url': endpointUrl})
  let mapping = ''
  return {
    functionName,
    isMadeHere: true,
    prefix: stackName,
    reach: () => ({flags: flags.flatMap(([flag, value]) => (value === undefined ? [] : [flag, value])), environment: {}}),
    async survey() {
      const {Account: accountId = ''} = await new STSClient(config).send(new GetCallerIdentityCommand({}))
      let others = 0
      for await (const {EventSourceMappings = []} of paginateListEventSourceMappings({client: lambda}, {}))
        others += EventSourceMappings.filter(({FunctionArn = ''}) => !FunctionArn.includes(functionName)).length
      return {accountId, others, isDeployed: await stack.exists()}
    },
    async deploy() {
      mapping = await stack.create()
      await settled(lambda, mapping)
    },
    async begin(incident) {
      const seconds = await steps.take(incident.make, mapping)
      items.start(incident)
      return seconds
    },
    async end({undo}) {
      await items.stop()
      return steps.take(undo, mapping)
    },
    wait: (seconds, stop) => wait(seconds * 1000, undefined, {signal: stop}).catch(() => undefined),
    async takeDown() {
      await items.stop().catch(() => undefined)
      await steps.allowAgain()
      await stack.remove()
      // Lambda makes the log group again where an invocation still ran.
      await unlessGone(new CloudWatchLogsClient(config).send(new DeleteLogGroupCommand({logGroupName: `/aws/lambda/${functionName}`})))
    },
  }
}
