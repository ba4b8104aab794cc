import {DynamoDBStreamsClient} from '@aws-sdk/client-dynamodb-streams'
import {CreateEventSourceMappingCommand, GetEventSourceMappingCommand, LambdaClient} from '@aws-sdk/client-lambda'
import {SQSClient} from '@aws-sdk/client-sqs'
import {changes} from '../../../packages/lab/src/changes.ts'
import {inProcessHandler} from '../../../packages/lab/src/in-process.ts'
import {assembleLab} from '../../../packages/lab/src/lab.ts'
import {simulationOf} from '../../../packages/lab/src/simulation/engine/simulation.ts'
import {behaviourOf} from '../../../packages/lab/src/simulation/function/functions.ts'
import {updateFunctionCode} from '../../../packages/lab/src/simulation/function/releases.ts'
import type {Lane} from '../../../packages/lab/src/simulation/poller/mapping-run.ts'
import {queueArn, smallWorld} from '../../lab/simulation/small-world.ts'
import {receiveAll} from './receive-all.ts'
import type {Delivery, Stage} from './stage.ts'
import {sequenceNumbersOf} from './stream-of.ts'
import type {World} from './world.ts'

const [functionName, tableName] = ['projector', 'orders']
/** Shorter than an invocation, so that each is seen. */
const stepMs = 50
const invocationMs = 100
/** Long enough for all writes of a burst. */
const gateMs = 5000
const longestMs = 20 * 60_000

/** The same pipeline in the lab: one shard, no record but those that the script writes, and no handler but the behaviour of a version. */
export async function labStage({id, runtime}: World): Promise<Stage> {
  const behaviour = {baseMs: invocationMs, perRecordMs: 0, initMs: 0}
  const {world} = smallWorld({shards: 1, perShard: 0, isWrittenByHand: true, runtime, behaviour, settings: {Metrics: []}})
  const simulation = simulationOf(world)
  const partition = simulation.tables.get(tableName)!.partitions[0]!
  const fn = world.functions.get(functionName)!
  fn.versions.clear()
  fn.aliases.clear()
  changes.deleteMapping(world, 'mapping-1')

  const delivered: Delivery[] = []
  const seen = new Map<Lane, number>()
  /** The log that the handler of the lab does not write: each invocation, once it has ended. */
  const look = () => {
    for (const lane of [...simulation.mappings.values()].flatMap(({readers}) => readers.flatMap(({lanes}) => lanes))) {
      const {phase, batch, invocation} = lane
      if (phase !== 'invoking' || seen.get(lane) === invocation.sentMs) continue
      seen.set(lane, invocation.sentMs)
      const {version, result, sentMs: atMs} = invocation
      const records = Array.from({length: batch.to - batch.from}, (_, i) => batch.from + i)
      delivered.push({records, version, ended: result === 'succeeded' ? 'returned' : 'threw', atMs})
    }
  }
  const pass = (ms: number) => {
    const endMs = world.nowMs + Math.ceil(ms)
    while (world.nowMs < endMs) {
      world.advanceTo(Math.min(endMs, world.nowMs + stepMs))
      look()
    }
  }
  const until: Stage['until'] = async (what, holds) => {
    const endMs = world.nowMs + longestMs
    while (!(await holds())) {
      if (world.nowMs > endMs) throw new Error(`${id}, in the lab: not within twenty minutes: ${what}`)
      pass(stepMs * 4)
    }
  }
  pass(60_000)

  /** How long each invocation takes from now on. */
  const takes = (baseMs: number) => {
    const {behaviours, handlers} = simulation.functions.get(functionName)!
    for (const [version, one] of behaviours) behaviours.set(version, {...one, baseMs})
    handlers.clear()
  }
  let items = 0
  let isWriting = false
  const write: Stage['write'] = async (count, bad = []) => {
    partition.poisoned.push(...bad.map(place => items + place))
    partition.arrivals.write(count)
    items += count
    pass(2000)
  }
  const lab = assembleLab({
    world,
    changes,
    deny: [],
    quotaNowMs: () => world.nowMs + performance.now(),
    advance: pass,
    urlBase: null,
    seed: 1,
  })
  const requestHandler = inProcessHandler(lab.handle)
  const credentials = {accessKeyId: 'LAB', secretAccessKey: 'lab'}
  const config = {endpoint: 'http://lab.invalid', region: world.region, credentials, requestHandler}
  const lambda = new LambdaClient(config)
  const streams = new DynamoDBStreamsClient(config)
  const streamArn = world.tables.get(tableName)!.streams[0]!.arn
  const delivery = async () => delivered

  return {
    names: {functionName, tableName, queueArn},
    connection: {
      ...config,
      requestHandler,
      endpointUrl: config.endpoint,
      deadlineMs: 600_000,
      sleep: async ms => {
        if (isWriting) await write(1)
        pass(ms)
      },
    },
    lambda,
    async deploy(code) {
      const run = simulation.functions.get(functionName)!
      updateFunctionCode(world, functionName, {...behaviourOf(run, '$LATEST'), poison: code})
    },
    async map({BatchSize, qualifier}) {
      const target = qualifier === undefined ? functionName : `${functionName}:${qualifier}`
      const request = {FunctionName: target, EventSourceArn: streamArn, StartingPosition: 'TRIM_HORIZON', BatchSize} as const
      const {UUID = ''} = await lambda.send(new CreateEventSourceMappingCommand(request))
      await until('the mapping is enabled', async () => (await lambda.send(new GetEventSourceMappingCommand({UUID}))).State === 'Enabled')
      return UUID
    },
    write,
    async burst(count, bad) {
      const before = delivered.length
      takes(gateMs)
      await write(1)
      await until('the first item is read', () => delivered.length > before)
      await write(count, bad)
      takes(invocationMs)
    },
    async whileWriting(work) {
      isWriting = true
      return work.finally(() => {
        isWriting = false
      })
    },
    written: () => sequenceNumbersOf(streams, streamArn),
    deliveries: delivery,
    messages: receiveAll(new SQSClient(config), world.queues.get('failed')!.url),
    until,
    longestPauseSeconds: 75,
    pass: async seconds => pass(seconds * 1000),
    close: async () => undefined,
  }
}
