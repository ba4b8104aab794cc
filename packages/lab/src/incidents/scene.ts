import type {LabFunction} from '../simulation/engine/world.ts'
import type {FunctionSetup} from '../simulation/function/functions.ts'
import {defaultSettings} from '../simulation/poller/default-settings.ts'
import type {MappingSetup} from '../simulation/poller/mappings.ts'
import type {LabTable} from '../simulation/table/table-shapes.ts'
import type {Scene} from './incident.ts'
import {accountId, bucketName, functionName, type Plan, queueArn, queueName, region, tableName, topicName} from './plan.ts'
import {type Surroundings, surroundingsOf} from './surroundings.ts'
import {tableArn, tableSetup} from './table-scene.ts'

const dayMs = 86_400_000
const functionArn = `arn:aws:lambda:${region}:${accountId}:function:${functionName}`
const functionRoleArn = `arn:aws:iam::${accountId}:role/${functionName}-role`

const newestVersion = ({draw}: Plan): number => draw('versions').whole(1, 24)

function versionsOf(plan: Plan, releasedMs: number): LabFunction['versions'] {
  const count = newestVersion(plan)
  return new Map(
    Array.from({length: count}, (_, i) => {
      const version = String(i + 1)
      return [version, {version, publishedMs: releasedMs - (count - 1 - i) * 9 * dayMs, description: ''}]
    }),
  )
}

function functionSetup(plan: Plan, startMs: number, place: Surroundings['place']): FunctionSetup {
  const {draw} = plan
  const random = draw('function')
  const runtime = random.pick([
    {runtime: 'nodejs22.x', handler: 'index.handler'},
    {runtime: 'nodejs24.x', handler: 'dist/projector.handler'},
    {runtime: 'python3.13', handler: 'projector.handler'},
  ])
  // Released days before: nothing that happens here follows a deployment.
  const releasedMs = startMs - Math.round(random.between(2, 40) * dayMs)
  const lab: LabFunction = {
    name: functionName,
    arn: functionArn,
    role: functionRoleArn,
    ...runtime,
    architecture: random.pick(['x86_64', 'arm64', 'arm64']),
    memoryMb: random.pick([256, 512, 512, 1024, 1769]),
    timeoutSeconds: plan.timeoutSeconds,
    reservedConcurrency: plan.reservedConcurrency,
    state: 'Active',
    lastUpdateStatus: 'Successful',
    lastModifiedMs: releasedMs,
    codeSize: random.whole(40_000, 9_000_000),
    codeSha256: Buffer.from(random.uuid()).toString('base64').slice(0, 43).concat('='),
    description: 'Projects orders into the search index',
    environment: {TABLE_NAME: tableName},
    logGroup: `/aws/lambda/${functionName}`,
    logFormat: random.pick(['Text', 'Text', 'JSON']),
    systemLogLevel: random.pick(['INFO', 'INFO', 'INFO', 'WARN']),
    ...plan.settled,
    tracing: 'PassThrough',
    ...place,
    revisionId: random.uuid(),
    versions: versionsOf(plan, releasedMs),
    aliases: new Map([
      ['live', {name: 'live', version: String(newestVersion(plan)), additionalVersionWeights: {}, revisionId: random.uuid()}],
    ]),
  }
  const drawn = random.whole(300, 900)
  return {
    lab,
    behaviours: {$LATEST: plan.behaviour},
    idleTimeoutSeconds: plan.idleTimeoutSeconds ?? drawn,
    downstream: {...plan.downstream},
    statusInReport: random.chance(0.7),
  }
}

/** Another function of the account, made alike. */
function otherFunction(plan: Plan, startMs: number, place: Surroundings['place'], name: string): FunctionSetup {
  const {lab, ...rest} = functionSetup(plan, startMs, place)
  return {
    ...rest,
    lab: {...lab, name, arn: lab.arn.replace(functionName, name), logGroup: `/aws/lambda/${name}`, reservedConcurrency: null},
  }
}

function targetOf(plan: Plan): string {
  if (plan.target === 'function') return functionArn
  return `${functionArn}:${plan.target === 'alias' ? 'live' : newestVersion(plan)}`
}

function mappingSetup(plan: Plan, startMs: number, tables: ReadonlyMap<string, LabTable>): MappingSetup {
  const random = plan.draw('mapping')
  const stream = tables.get(tableName)?.streams.at(-1)
  const uuid = random.uuid()
  const functionArnWithQualifier = targetOf(plan)
  return {
    lab: {
      uuid,
      arn: `arn:aws:lambda:${region}:${accountId}:event-source-mapping:${uuid}`,
      functionArn: functionArnWithQualifier,
      eventSourceArn: stream?.arn ?? '',
      startingPosition: random.pick(['TRIM_HORIZON', 'TRIM_HORIZON', 'LATEST']),
      settings: {...defaultSettings, FunctionName: functionArnWithQualifier, ...plan.settings},
      state: 'Enabled',
      stateTransitionReason: 'User action',
      lastModifiedMs: startMs - Math.round(random.between(1, 9) * dayMs),
      lastProcessingResult: plan.lastProcessingResult,
    },
    errorBackoff: plan.errorBackoff,
    throttleBackoff: plan.throttleBackoff,
    discoverySeconds: plan.reads?.discoverySeconds ?? [0.5, 4],
  }
}

/** Turns a plan into the account that the simulation starts with. */
export function sceneOf(plan: Plan): Scene {
  return {
    openSecond: plan.openSecond,
    onsetSecond: plan.onsetSecond,
    setup: startMs => {
      // Made again for each world, which changes them.
      const {functions: others = []} = plan.reads ?? {}
      const {roles, network, place} = surroundingsOf(
        plan.draw,
        {
          region,
          accountId,
          functionRoleArn,
          tableArn,
          queueArns: [queueArn],
        },
        plan.inVpc,
      )
      return {
        seed: plan.seed,
        region,
        accountId,
        concurrencyLimit: plan.concurrencyLimit,
        neighbours: {wanted: plan.neighbours, durationMs: Math.round(plan.draw('neighbour duration').logBetween(60, 600))},
        functions: [functionSetup(plan, startMs, place), ...others.map(name => otherFunction(plan, startMs, place, name))],
        tables: [tableSetup(plan, startMs)],
        mappings: tables => [mappingSetup(plan, startMs, tables)],
        queues: [queueName],
        topics: [topicName],
        buckets: [bucketName],
        roles,
        network,
        timeline: plan.timeline,
      }
    },
  }
}
