import {existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {setTimeout as wait} from 'node:timers/promises'
import {CloudWatchClient} from '@aws-sdk/client-cloudwatch'
import {CreateTableCommand, DynamoDBClient, PutItemCommand} from '@aws-sdk/client-dynamodb'
import {DynamoDBStreamsClient} from '@aws-sdk/client-dynamodb-streams'
import {CreateRoleCommand, IAMClient, PutRolePolicyCommand} from '@aws-sdk/client-iam'
import {
  CreateEventSourceMappingCommand,
  CreateFunctionCommand,
  LambdaClient,
  UpdateFunctionCodeCommand,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda'
import {CreateQueueCommand, GetQueueAttributesCommand, SQSClient} from '@aws-sdk/client-sqs'
import {badTotal, packageOf} from './handlers.ts'
import {measure} from './measure.ts'
import {receiveAll} from './receive-all.ts'
import type {Delivery, Stage} from './stage.ts'
import {sequenceNumbersOf} from './stream-of.ts'
import type {World} from './world.ts'

const region = 'us-east-1'
/** The clock of AWS, and of whoever waits for it: real. Waits of the commands are shortened by so much, because an emulator does at once what AWS does in minutes. */
const hurry = 5
const longestMs = 120_000

/** The line of a handler's log. */
type Line = Omit<Delivery, 'records'> & {sequenceNumbers: string[]}

/** A pipeline of its own on an emulator: real handlers, called by a poller that nobody here wrote. */
export async function liveStage(endpoint: string, {id, runtime}: World): Promise<Stage> {
  const config = {endpoint, region, credentials: {accessKeyId: 'test', secretAccessKey: 'test'}}
  const [lambda, dynamodb, sqs] = [new LambdaClient(config), new DynamoDBClient(config), new SQSClient(config)]
  const [streams, cloudwatch] = [new DynamoDBStreamsClient(config), new CloudWatchClient(config)]
  const [functionName, tableName] = [`projector-${id}`, `orders-${id}`]
  const folder = mkdtempSync(join(tmpdir(), `ddbstream-${id}-`))
  const [log, gate] = [join(folder, 'deliveries'), join(folder, 'gate')]

  const streamArn = await createTable(dynamodb, tableName)
  const {queueArn, queueUrl} = await createQueue(sqs, `failed-${id}`)
  await lambda.send(
    new CreateFunctionCommand({
      FunctionName: functionName,
      Role: await createRole(new IAMClient(config), functionName),
      Runtime: runtime,
      Handler: 'index.handler',
      Timeout: 10,
      MemorySize: 512,
      Code: {ZipFile: packageOf(runtime, 'throws')},
      Environment: {Variables: {DELIVERIES: log, GATE: gate}},
    }),
  )

  let items = 0
  const known = new Map<string, number>()
  const lines = (): Line[] =>
    !existsSync(log)
      ? []
      : readFileSync(log, 'utf8')
          .split('\n')
          .filter(line => line !== '')
          .map(line => JSON.parse(line) as Line)
  const written = () => sequenceNumbersOf(streams, streamArn)
  const metrics = measure(cloudwatch, {functionName, tableName}, lines)
  const put = async (total: string) => {
    await dynamodb.send(new PutItemCommand({TableName: tableName, Item: {id: {S: `order-${items++}`}, total: {S: total}}}))
    metrics.wrote(Date.now())
  }
  const until: Stage['until'] = async (what, holds) => {
    const endMs = performance.now() + longestMs
    while (!(await holds())) {
      if (performance.now() > endMs) throw new Error(`${id}: not within two minutes: ${what}`)
      await wait(50)
    }
  }
  const write: Stage['write'] = async (count, bad = []) => {
    for (let place = 0; place < count; place++) await put(bad.includes(place) ? badTotal : '12.50')
  }

  return {
    names: {functionName, tableName, queueArn},
    connection: {...config, endpointUrl: endpoint, deadlineMs: 60_000, sleep: ms => wait(ms / hurry)},
    lambda,
    async deploy(code) {
      await lambda.send(new UpdateFunctionCodeCommand({FunctionName: functionName, ZipFile: packageOf(runtime, code)}))
      await waitUntilFunctionUpdatedV2({client: lambda, maxWaitTime: 30}, {FunctionName: functionName})
    },
    async map({BatchSize, qualifier}) {
      const {UUID = ''} = await lambda.send(
        new CreateEventSourceMappingCommand({
          FunctionName: qualifier === undefined ? functionName : `${functionName}:${qualifier}`,
          EventSourceArn: streamArn,
          StartingPosition: 'TRIM_HORIZON',
          BatchSize,
          // AWS returns all of them.
          MaximumBatchingWindowInSeconds: 0,
          ParallelizationFactor: 1,
          MaximumRecordAgeInSeconds: -1,
          MaximumRetryAttempts: -1,
          BisectBatchOnFunctionError: false,
          DestinationConfig: {OnFailure: {}},
          FunctionResponseTypes: [],
        }),
      )
      return UUID
    },
    write,
    async burst(count, bad) {
      rmSync(`${gate}.waiting`, {force: true})
      writeFileSync(gate, '')
      await put('12.50')
      await until('the handler waits', () => existsSync(`${gate}.waiting`))
      await write(count, bad)
      rmSync(gate)
    },
    async whileWriting(work) {
      let isOver = false
      const over = work.finally(() => {
        isOver = true
      })
      const writing = async () => {
        while (!isOver) {
          await put('12.50')
          await wait(1000)
        }
      }
      const [result] = await Promise.all([over, writing()])
      return result
    },
    written,
    async deliveries() {
      const delivered = lines()
      if (delivered.some(({sequenceNumbers}) => sequenceNumbers.some(one => !known.has(one))))
        for (const [place, sequenceNumber] of (await written()).entries()) known.set(sequenceNumber, place)
      return delivered.map(({sequenceNumbers, ...rest}) => ({...rest, records: sequenceNumbers.map(one => known.get(one) ?? -1)}))
    },
    messages: receiveAll(sqs, queueUrl),
    until,
    longestPauseSeconds: 5,
    pass: seconds => wait(seconds * 1000),
    async close() {
      await metrics.end()
      rmSync(folder, {recursive: true})
    },
  }
}

async function createTable(dynamodb: DynamoDBClient, TableName: string): Promise<string> {
  const {TableDescription} = await dynamodb.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{AttributeName: 'id', KeyType: 'HASH'}],
      AttributeDefinitions: [{AttributeName: 'id', AttributeType: 'S'}],
      StreamSpecification: {StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES'},
    }),
  )
  return TableDescription?.LatestStreamArn ?? ''
}

async function createQueue(sqs: SQSClient, QueueName: string): Promise<{queueArn: string; queueUrl: string}> {
  const {QueueUrl = ''} = await sqs.send(new CreateQueueCommand({QueueName}))
  const {Attributes} = await sqs.send(new GetQueueAttributesCommand({QueueUrl, AttributeNames: ['QueueArn']}))
  return {queueArn: Attributes?.QueueArn ?? '', queueUrl: QueueUrl}
}

async function createRole(iam: IAMClient, RoleName: string): Promise<string> {
  const policy = (statement: object) => JSON.stringify({Version: '2012-10-17', Statement: [{Effect: 'Allow', ...statement}]})
  const trust = policy({Principal: {Service: 'lambda.amazonaws.com'}, Action: 'sts:AssumeRole'})
  const {Role} = await iam.send(new CreateRoleCommand({RoleName, AssumeRolePolicyDocument: trust}))
  const all = ['dynamodb:*', 'sqs:*', 'logs:*']
  await iam.send(new PutRolePolicyCommand({RoleName, PolicyName: 'all', PolicyDocument: policy({Action: all, Resource: '*'})}))
  return Role?.Arn ?? ''
}
