import {CloudWatchClient, PutMetricDataCommand} from '@aws-sdk/client-cloudwatch'
import {CreateTableCommand, DynamoDBClient, PutItemCommand, type TableDescription} from '@aws-sdk/client-dynamodb'
import {
  CreateEventSourceMappingCommand,
  CreateFunctionCommand,
  type EventSourceMappingConfiguration,
  type FunctionConfiguration,
  LambdaClient,
  PutFunctionConcurrencyCommand,
} from '@aws-sdk/client-lambda'

export const region = 'us-east-1'
export const credentials = {accessKeyId: 'test', secretAccessKey: 'test'}

/** The values of AWS's answers when the account was set up. */
export interface SetUp {
  table: TableDescription
  fn: FunctionConfiguration
  mapping: EventSourceMappingConfiguration
}

/** A zip file with an `index.js`. */
const code = Buffer.from(
  'UEsDBBQAAAAAAAAAIQAxkJ0THgAAAB4AAAAIAAAAaW5kZXguanNleHBvcnRzLmhhbmRsZXI9YXN5bmMoKT0+KHt9KQpQSwECFAMUAAAAAAAAACEAMZCdEx4AAAAeAAAACAAAAAAAAAAAAAAAgAEAAAAAaW5kZXguanNQSwUGAAAAAAEAAQA2AAAARAAAAAAA',
  'base64',
)

/** A table with a stream, its consumer and their mapping, by plain SDK calls. Metrics: see `putMetric`. */
export async function setUpAccount(endpoint: string): Promise<SetUp> {
  const config = {endpoint, region, credentials}
  const [dynamodb, lambda] = [new DynamoDBClient(config), new LambdaClient(config)]
  const {TableDescription: table = {}} = await dynamodb.send(
    new CreateTableCommand({
      TableName: 'orders',
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{AttributeName: 'id', KeyType: 'HASH'}],
      AttributeDefinitions: [{AttributeName: 'id', AttributeType: 'S'}],
      StreamSpecification: {StreamEnabled: true, StreamViewType: 'NEW_IMAGE'},
    }),
  )
  await dynamodb.send(new PutItemCommand({TableName: 'orders', Item: {id: {S: 'order-1'}}}))
  const fn = await lambda.send(
    new CreateFunctionCommand({
      FunctionName: 'orders-projector',
      Role: await createRole(endpoint),
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Architectures: ['arm64'],
      MemorySize: 384,
      Timeout: 17,
      Code: {ZipFile: code},
    }),
  )
  await lambda.send(new PutFunctionConcurrencyCommand({FunctionName: 'orders-projector', ReservedConcurrentExecutions: 7}))
  const mapping = await lambda.send(
    new CreateEventSourceMappingCommand({
      EventSourceArn: table.LatestStreamArn,
      FunctionName: 'orders-projector',
      StartingPosition: 'TRIM_HORIZON',
      BatchSize: 42,
      MaximumBatchingWindowInSeconds: 3,
      ParallelizationFactor: 2,
      MaximumRetryAttempts: 5,
      MaximumRecordAgeInSeconds: 3600,
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      DestinationConfig: {OnFailure: {Destination: 'arn:aws:sqs:us-east-1:123456789012:orders-failed'}},
      FilterCriteria: {Filters: [{Pattern: '{"eventName":["INSERT"]}'}]},
    }),
  )
  return {table, fn, mapping}
}

/** IAM by its wire protocol: this tool needs no IAM client of its own for it. */
async function createRole(endpoint: string): Promise<string> {
  const trust = {
    Version: '2012-10-17',
    Statement: [{Effect: 'Allow', Principal: {Service: 'lambda.amazonaws.com'}, Action: 'sts:AssumeRole'}],
  }
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: {authorization: `AWS4-HMAC-SHA256 Credential=test/20261123/${region}/iam/aws4_request, SignedHeaders=host, Signature=0`},
    body: new URLSearchParams({
      Action: 'CreateRole',
      Version: '2010-05-08',
      RoleName: 'orders-projector',
      AssumeRolePolicyDocument: JSON.stringify(trust),
    }),
  })
  const [, arn = ''] = /<Arn>(.*?)<\/Arn>/.exec(await answer.text()) ?? []
  return arn
}

/** Datapoints of one metric, one a minute, the last of them at `lastMs`. */
export async function putMetric(
  endpoint: string,
  metric: {namespace: string; name: string; dimensions: Record<string, string>; values: readonly number[]; lastMs: number},
): Promise<void> {
  const {namespace, name, dimensions, values, lastMs} = metric
  const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({Name, Value}))
  const MetricData = values.map((Value, i) => ({
    MetricName: name,
    Dimensions,
    Value,
    Timestamp: new Date(lastMs - (values.length - 1 - i) * 60_000),
  }))
  await new CloudWatchClient({endpoint, region, credentials}).send(new PutMetricDataCommand({Namespace: namespace, MetricData}))
}
