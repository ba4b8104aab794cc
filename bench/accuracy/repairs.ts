import {
  type EventSourceMappingConfiguration,
  GetFunctionConfigurationCommand,
  LambdaClient,
  ListEventSourceMappingsCommand,
  PublishVersionCommand,
  PutFunctionConcurrencyCommand,
  UpdateAliasCommand,
  UpdateEventSourceMappingCommand,
  type UpdateEventSourceMappingCommandInput,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda'
import type {OpenLab} from '../../packages/lab/src/entrance.ts'
import type {Operation, Target} from '../../src/model/plan/plan.ts'

/** The tools of an operator: a client, the mapping, and the settings that it had before somebody made it weaker. */
interface Hands {
  lambda: LambdaClient
  mapping: EventSourceMappingConfiguration
  sleep: (ms: number) => Promise<void>
}

/** Repairs the fault. ddbstream's journal dates a change that AWS does not date: then the target and its settings are given. */
export type Repair = (hands: Hands) => Promise<{target: Target; before: Operation['steps'][number]['before']; after: object} | null>

const functionName = 'orders-projector'

const update =
  (settings: (mapping: EventSourceMappingConfiguration) => Omit<UpdateEventSourceMappingCommandInput, 'UUID'>): Repair =>
  async ({lambda, mapping}) => {
    await lambda.send(new UpdateEventSourceMappingCommand({UUID: mapping.UUID, ...settings(mapping)}))
    return null
  }

const wider = update(({BatchSize = 100}) => ({ParallelizationFactor: 10, BatchSize: Math.min(1000, BatchSize * 4)}))

const queueArn = 'arn:aws:sqs:us-east-1:123456789012:orders-projector-failed'
const boundRetries = update(() => ({
  BisectBatchOnFunctionError: true,
  MaximumRetryAttempts: 3,
  DestinationConfig: {OnFailure: {Destination: queueArn}},
}))

const qualifierOf = ({FunctionArn = ''}: EventSourceMappingConfiguration): string | null => FunctionArn.split(':')[7] ?? null

/** Back to the first version, which was published long before: the alias is moved, or the mapping. */
const rollBack: Repair = async ({lambda, mapping}) => {
  const alias = qualifierOf(mapping)
  if (alias === 'live') {
    await lambda.send(new UpdateAliasCommand({FunctionName: functionName, Name: 'live', FunctionVersion: '1'}))
    const target = {kind: 'alias' as const, functionName, alias: 'live'}
    return {target, before: {}, after: {FunctionVersion: '1'}}
  }
  await lambda.send(new UpdateEventSourceMappingCommand({UUID: mapping.UUID, FunctionName: `${functionName}:1`}))
  return null
}

/** Nothing that an operator of the pipeline can call ends it. */
export class NotMendable extends Error {}

/** A timeout that was lowered is short; where it is long, the service that is called hangs. */
const longestLowered = 2

const raiseTimeout: Repair = async hands => {
  const {Timeout = 0} = await hands.lambda.send(
    new GetFunctionConfigurationCommand({FunctionName: functionName, Qualifier: qualifierOf(hands.mapping) ?? undefined}),
  )
  if (Timeout > longestLowered) throw new NotMendable()
  return reconfigure({Timeout: 60})(hands)
}

/** Other settings of the function, and a version of them where the mapping invokes one. */
const reconfigure =
  (settings: {Timeout?: number; MemorySize?: number}): Repair =>
  async ({lambda, mapping, sleep}) => {
    await lambda.send(new UpdateFunctionConfigurationCommand({FunctionName: functionName, ...settings}))
    // A function that is being updated cannot be published.
    await sleep(20_000)
    const qualifier = qualifierOf(mapping)
    if (qualifier === null) return null
    const {Version} = await lambda.send(new PublishVersionCommand({FunctionName: functionName}))
    if (qualifier === 'live')
      await lambda.send(new UpdateAliasCommand({FunctionName: functionName, Name: 'live', FunctionVersion: Version}))
    else await lambda.send(new UpdateEventSourceMappingCommand({UUID: mapping.UUID, FunctionName: `${functionName}:${Version}`}))
    return null
  }

const reserve: Repair = async ({lambda}) => {
  await lambda.send(new PutFunctionConcurrencyCommand({FunctionName: functionName, ReservedConcurrentExecutions: 100}))
  const target = {kind: 'concurrency' as const, functionName}
  return {target, before: {ReservedConcurrentExecutions: null}, after: {ReservedConcurrentExecutions: 100}}
}

/** Incidents that a call of the API ends, with that call. */
export const repairs: ReadonlyMap<string, Repair> = new Map([
  ['poison-record', boundRetries],
  ['mapping-disabled', update(() => ({Enabled: true}))],
  ['throttled-concurrency', reserve],
  ['insufficient-throughput', wider],
  ['released-under-load', wider],
  ['parallelization-lowered', wider],
  ['batch-size-lowered', update(() => ({BatchSize: 200}))],
  ['slow-handler', wider],
  ['failing-function', rollBack],
  ['function-timeout', raiseTimeout],
  ['memory-exhausted', reconfigure({MemorySize: 2048})],
  ['filter-drops-all', update(() => ({FilterCriteria: {Filters: []}}))],
])

/** Carries the repair out. Returns the journal's record of it. */
export async function repair(incident: string, lab: OpenLab, nowMs: number): Promise<Operation[]> {
  const mend = repairs.get(incident)
  if (mend === undefined) throw new Error(`No repair is known for ${incident}.`)
  const {region, credentials, requestHandler, endpoint} = lab
  const lambda = new LambdaClient({region, credentials, requestHandler, endpoint, maxAttempts: 1})
  const {EventSourceMappings = []} = await lambda.send(new ListEventSourceMappingsCommand({}))
  const mapping = EventSourceMappings.find(({FunctionArn}) => FunctionArn?.includes(`:${functionName}`))
  if (mapping === undefined) throw new Error('The lab has no mapping to mend.')
  const undated = await mend({lambda, mapping, sleep: lab.sleep})
  return undated === null ? [] : [operationOf(undated, mapping, region, nowMs)]
}

function operationOf(
  {target, before, after}: NonNullable<Awaited<ReturnType<Repair>>>,
  {UUID = ''}: EventSourceMappingConfiguration,
  region: string,
  nowMs: number,
): Operation {
  const at = new Date(nowMs).toISOString()
  const settings = after as Operation['steps'][number]['after']
  return {
    schemaVersion: 1,
    id: 'repair',
    tool: '0',
    command: 'configure',
    summary: '',
    startedAt: at,
    endedAt: at,
    account: null,
    caller: null,
    region,
    function: functionName,
    mapping: UUID,
    mappingArn: null,
    process: {pid: 0, host: '', seenAt: at},
    status: 'done',
    steps: [
      {title: '', target, call: {action: '', input: {}}, before, after: settings, why: '', risk: null, status: 'done', produced: null},
    ],
    undo: [],
    words: null,
    checkpointSeenAt: null,
    restoreAt: null,
    guard: null,
  }
}
