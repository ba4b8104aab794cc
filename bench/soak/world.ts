import {CloudWatchClient, DescribeAlarmsCommand} from '@aws-sdk/client-cloudwatch'
import {DescribeContributorInsightsCommand, DynamoDBClient} from '@aws-sdk/client-dynamodb'
import {IAMClient} from '@aws-sdk/client-iam'
import {
  type EventSourceMappingConfiguration,
  GetFunctionCommand,
  LambdaClient,
  ListAliasesCommand,
  ListEventSourceMappingsCommand,
  ListTagsCommand,
} from '@aws-sdk/client-lambda'
import {openLab, timesOf} from '../../packages/lab/src/entrance.ts'
import {functionName, tableName} from '../../packages/lab/src/incidents/plan.ts'
import type {RecordCount} from '../../packages/lab/src/simulation/engine/conservation.ts'
import type {Drawn} from './draw.ts'
import type {Shown, Snapshot} from './facts.ts'

// The SDK warns on stderr that it will leave Node 20.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true'

/** Every run begins at the same instant, so that the seed alone decides. */
const nearMs = Date.parse('2026-11-02T10:00:00Z')

/** Changes with every update, and are no settings. */
const passing = new Set(['LastModified', 'LastProcessingResult', 'StateTransitionReason', 'UUID', 'EventSourceMappingArn'])

const settingsOf = (mapping: EventSourceMappingConfiguration): Record<string, unknown> =>
  JSON.parse(JSON.stringify(Object.fromEntries(Object.entries(mapping).filter(([name]) => !passing.has(name)))))

/** The lab of a run, and clients of the SDK that read it past the code under test. */
export function openWorld({incident, labSeed, isInTrouble, ageSeconds}: Drawn) {
  const second = isInTrouble ? timesOf(incident, labSeed).openSecond : ageSeconds
  const lab = openLab({incident, seed: labSeed, virtualTime: true, at: {second, nearMs}})
  const {region, credentials, requestHandler, endpoint} = lab
  const config = {region, credentials, requestHandler, endpoint, maxAttempts: 1}
  const clients = {
    lambda: new LambdaClient(config),
    cloudwatch: new CloudWatchClient(config),
    dynamodb: new DynamoDBClient(config),
    iam: new IAMClient(config),
  }
  const control = (method: string, path: string, body?: object) => {
    const {status, body: answer} = lab.control(method, `/_lab/${path}`, body)
    if (status !== 200) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`)
    return answer as Record<string, unknown>
  }
  return {
    lab,
    clients,
    control,
    nowMs: () => Date.parse(control('GET', 'clock').now as string),
    advance: (seconds: number) => {
      if (seconds > 0) control('POST', 'advance', {seconds})
    },
    /** The oldest mapping of the function: the label of a stream is its time. */
    mapping: async () => (await mappingsOf(clients.lambda))[0],
    snapshot: () => snapshotOf(clients, control),
  }
}

export type SoakWorld = ReturnType<typeof openWorld>

type Control = SoakWorld['control']

/** A list by the name of the function leaves out those of its versions and aliases. */
async function mappingsOf(lambda: LambdaClient): Promise<EventSourceMappingConfiguration[]> {
  const {EventSourceMappings = []} = await lambda.send(new ListEventSourceMappingsCommand({}))
  return EventSourceMappings.filter(({FunctionArn}) => FunctionArn?.split(':')[6] === functionName).sort((a, b) =>
    (a.EventSourceArn ?? '') < (b.EventSourceArn ?? '') ? -1 : 1,
  )
}

async function shownBy({lambda, cloudwatch, dynamodb}: SoakWorld['clients']): Promise<{shown: Shown; mappingArns: string[]}> {
  const mappings = await mappingsOf(lambda)
  // An incident may have deleted the function.
  const {Aliases = []} = await lambda.send(new ListAliasesCommand({FunctionName: functionName})).catch(() => ({Aliases: []}))
  const fn = await lambda.send(new GetFunctionCommand({FunctionName: functionName})).catch(() => null)
  const insights = await dynamodb.send(new DescribeContributorInsightsCommand({TableName: tableName}))
  const {MetricAlarms = []} = await cloudwatch.send(new DescribeAlarmsCommand({}))
  return {
    shown: {
      ...Object.fromEntries(mappings.map(one => [`mapping ${one.UUID}`, settingsOf(one)])),
      ...Object.fromEntries(
        Aliases.map(({Name, FunctionVersion, RoutingConfig}) => [
          `alias ${Name}`,
          {FunctionVersion, Weights: {...RoutingConfig?.AdditionalVersionWeights}},
        ]),
      ),
      ...Object.fromEntries(MetricAlarms.map(({AlarmName}) => [`alarm ${AlarmName}`, {Alarm: AlarmName}])),
      configuration: {MemorySize: fn?.Configuration?.MemorySize ?? null, Timeout: fn?.Configuration?.Timeout ?? null},
      concurrency: {ReservedConcurrentExecutions: fn?.Concurrency?.ReservedConcurrentExecutions ?? null},
      insights: {ContributorInsightsStatus: insights.ContributorInsightsStatus ?? null},
    },
    mappingArns: mappings.flatMap(({EventSourceMappingArn}) => EventSourceMappingArn ?? []),
  }
}

async function snapshotOf(clients: SoakWorld['clients'], control: Control): Promise<Snapshot> {
  control('DELETE', 'faults')
  // So that no quota is used up.
  control('POST', 'advance', {seconds: 2})
  const {shown, mappingArns} = await shownBy(clients)
  const tags: Snapshot['tags'] = {}
  for (const Resource of mappingArns) tags[Resource] = (await clients.lambda.send(new ListTagsCommand({Resource}))).Tags ?? {}
  return {
    shown,
    tags,
    counts: control('GET', 'records').mappings as RecordCount[],
    taken: {...(control('GET', 'calls').taken as Record<string, number>)},
    nowMs: Date.parse(control('GET', 'clock').now as string),
  }
}
