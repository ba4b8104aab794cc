import {DescribeTableCommand} from '@aws-sdk/client-dynamodb'
import {CreateEventSourceMappingCommand, ListEventSourceMappingsCommand} from '@aws-sdk/client-lambda'
import {tableName} from '../../packages/lab/src/incidents/index.ts'
import type {ChangeReport} from '../../src/model/plan/change-report.ts'
import {planAlarmsOf} from '../../src/use-cases/changes/alarms.ts'
import {planConfigureOf, type WantedConfiguration} from '../../src/use-cases/changes/configure.ts'
import {planRemapOf, type Wanted} from '../../src/use-cases/changes/remap.ts'
import {planRemapStreamOf, remapStream} from '../../src/use-cases/changes/remap-stream.ts'
import {planRestartOf, restart} from '../../src/use-cases/changes/restart.ts'
import {carryOutPlan, type Planned} from '../../src/use-cases/changes/run-change.ts'
import {clientsWith} from '../lab/services/clients.ts'
import {openScene, type Process, type Scene, youngSeconds} from './scene.ts'

/** A change as a fault meets it. */
export interface Case {
  name: string
  incident: string
  seed: number
  /** The steps before. */
  prepare?: (scene: Scene) => Promise<unknown>
  plan: (scene: Scene, process: Process) => Promise<Planned>
  act: (planned: Planned, process: Process) => Promise<ChangeReport>
}

/** Plans and carries out. */
export const run = async ({plan, act}: Case, scene: Scene, process: Process): Promise<ChangeReport> =>
  act(await plan(scene, process), process)

/** The account as the fix finds it: young where nothing is the matter; the others need their incident. */
export async function openCase({incident, seed, prepare}: Case): Promise<Scene> {
  const scene = openScene(incident, seed, incident === 'healthy' ? youngSeconds : undefined)
  await prepare?.(scene)
  return scene
}

const choice = (scene: Scene) => ({functionText: scene.functionName, mapping: undefined, toolVersion: '0.0.0'})
const accepted = {gap: true, loss: false}

/** A version in the lab that is as good as the one before. */
const remapCase = (name: string, seed: number, wanted: (version: string) => Partial<Wanted>): Case => ({
  name,
  incident: 'healthy',
  seed,
  plan: (scene, {connection}) => {
    const version = scene.release('good')
    const all = {
      version: undefined,
      publish: false,
      alias: undefined,
      guard: {seconds: 300, onInconclusive: 'keep'} as const,
      ...wanted(version),
    }
    return planRemapOf(connection, choice(scene), scene.journal, all, accepted)
  },
  act: (planned, {context}) => carryOutPlan(planned, context),
})

/** Somebody has mapped the function to the latest stream, half an hour ago. */
async function mapLatest(scene: Scene): Promise<void> {
  const {lambda, dynamodb} = clientsWith({endpoint: scene.lab.endpoint, requestHandler: scene.lab.requestHandler})
  const {EventSourceMappings: [old] = []} = await lambda.send(new ListEventSourceMappingsCommand({}))
  const {Table} = await dynamodb.send(new DescribeTableCommand({TableName: tableName}))
  const given = {FunctionName: old?.FunctionArn, EventSourceArn: Table?.LatestStreamArn, StartingPosition: 'TRIM_HORIZON'} as const
  await lambda.send(new CreateEventSourceMappingCommand(given))
  scene.advance(1800)
}

const streamCase = (name: string, prepare?: Case['prepare']): Case => ({
  name,
  incident: 'stale-stream',
  seed: 1,
  ...(prepare && {prepare}),
  plan: (scene, {connection}) => planRemapStreamOf(connection, choice(scene), scene.journal, {gap: false, loss: false}),
  act: (planned, {context}) => remapStream(planned, context),
})

/** Mapping, memory behind an alias, reserved concurrency, Contributor Insights. */
const everything: WantedConfiguration = {
  mapping: {BatchSize: 33, ParallelizationFactor: 2},
  memoryMb: 3008,
  timeoutSeconds: 45,
  reservedConcurrency: 50,
  contributorInsights: 'ENABLED',
  forSeconds: null,
  recommended: false,
  checks: [],
}

export const cases: readonly Case[] = [
  {
    name: 'restart',
    incident: 'healthy',
    seed: 1,
    plan: (scene, {connection}) => planRestartOf(connection, choice(scene), scene.journal, accepted),
    act: (planned, {context}) => restart(planned, context),
  },
  remapCase('remap, by alias', 7, version => ({version})),
  remapCase('remap, of a version', 23, version => ({version})),
  remapCase('remap, published first, onto an alias', 2, () => ({publish: true, alias: 'live'})),
  streamCase('remap --stream, to the latest'),
  streamCase('remap --stream, once the old one has drained', mapLatest),
  {
    name: 'configure, of everything',
    incident: 'healthy',
    seed: 7,
    plan: (scene, {connection}) => planConfigureOf(connection, choice(scene), scene.journal, everything, accepted),
    act: (planned, {context}) => carryOutPlan(planned, context),
  },
  {
    name: 'alarms',
    incident: 'healthy',
    seed: 11,
    plan: (scene, {connection}) => planAlarmsOf(connection, choice(scene), scene.journal, 'arn:aws:sns:us-east-1:123456789012:on-call'),
    act: (planned, {context}) => carryOutPlan(planned, context),
  },
]
