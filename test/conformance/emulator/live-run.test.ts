import {CloudFormationClient, DescribeStacksCommand} from '@aws-sdk/client-cloudformation'
import {LambdaClient, ListEventSourceMappingsCommand, ListFunctionsCommand} from '@aws-sdk/client-lambda'
import {afterAll, beforeAll, expect, it} from 'vitest'
import {awsSandbox} from '../../../bench/live/aws-sandbox.ts'
import {commands} from '../../../bench/live/commands.ts'
import {liveIncidents} from '../../../bench/live/incidents/index.ts'
import {type LiveRun, type Ran, runLive} from '../../../bench/live/run.ts'
import {stackName} from '../../../bench/live/template.ts'
import {doctor} from '../../../src/use-cases/doctor.ts'
import {describeWith, ministack} from '../peers.ts'
import {type Emulator, startMinistack} from './ministack.ts'

const region = 'us-east-1'
const credentials = {accessKeyId: 'test', secretAccessKey: 'test'}
/** Settings show these; an emulator has no metrics for the others. */
const incidents = liveIncidents.filter(({id}) => ['disabled', 'filter'].includes(id))

describeWith(ministack, path => {
  let emulator: Emulator
  let before: NodeJS.ProcessEnv
  beforeAll(async () => {
    before = process.env
    process.env = {...process.env, AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test'}
    emulator = await startMinistack(path)
  })
  afterAll(async () => {
    process.env = before
    await emulator?.stop()
  })

  const liveRun = (stop: AbortController, ran: () => void): LiveRun => {
    const sandbox = awsSandbox({region, endpointUrl: emulator.endpoint})
    return {
      sandbox,
      incidents,
      commands: commands.slice(0, 1),
      amongOthers: false,
      pace: {symptom: () => 2, calm: 0},
      stop: stop.signal,
      tell: () => undefined,
      async run(): Promise<Ran> {
        ran()
        const connection = {region, endpointUrl: emulator.endpoint, credentials, deadlineMs: 60_000}
        const options = {functionText: sandbox.functionName, sinceSeconds: 3600, toolVersion: '0.0.0', deep: false, inspectCode: false}
        return {code: 0, ...(await doctor(connection, {...options, only: [], skip: []}))}
      },
    }
  }

  /** What is left in the account, by AWS's own calls. */
  async function left(): Promise<unknown> {
    const config = {region, endpoint: emulator.endpoint, credentials}
    const lambda = new LambdaClient(config)
    const stacks = await new CloudFormationClient(config)
      .send(new DescribeStacksCommand({StackName: stackName}))
      .catch(() => ({Stacks: []}))
    return {
      stacks: (stacks.Stacks ?? []).filter(({StackStatus}) => StackStatus !== 'DELETE_COMPLETE').length,
      functions: (await lambda.send(new ListFunctionsCommand({}))).Functions?.length,
      mappings: (await lambda.send(new ListEventSourceMappingsCommand({}))).EventSourceMappings?.length,
    }
  }

  it('a live run deploys its stack, makes incidents, and deletes everything', async () => {
    const {made} = await runLive(liveRun(new AbortController(), () => undefined))
    expect(made).toMatchObject([
      {incident: 'disabled', comparison: {isRight: true}},
      {incident: 'filter', faults: []},
    ])
    expect(made[1]?.comparison.isRight).not.toBe(false)
    expect(await left()).toEqual({stacks: 0, functions: 0, mappings: 0})
  })

  it('a live run that is interrupted deletes everything', async () => {
    const stop = new AbortController()
    const {made} = await runLive(liveRun(stop, () => stop.abort()))
    expect(made).toHaveLength(1)
    expect(await left()).toEqual({stacks: 0, functions: 0, mappings: 0})
  })
})
