import {defaultsOnTheWire} from './default-mapping.ts'
import {type Answer, type Input, identity} from './stub-aws.ts'

export const streamArn = 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders/stream/2026-11-01T08:00:00.000'
export const functionArn = 'arn:aws:lambda:eu-west-1:111122223333:function:orders-projector'

/** An event source mapping on the wire, as AWS lists one that was made with defaults. */
export const mappingOnTheWire = (given: object = {}): object => ({
  UUID: '11111111-aaaa-4bbb-8ccc-000000000001',
  StartingPosition: 'TRIM_HORIZON',
  ...defaultsOnTheWire,
  EventSourceArn: streamArn,
  FunctionArn: functionArn,
  LastModified: 1_790_000_000.5,
  LastProcessingResult: 'OK',
  State: 'Enabled',
  StateTransitionReason: 'User action',
  ...given,
})

export const functionOnTheWire = (given: object = {}, rest: object = {}): object => ({
  Configuration: {
    FunctionName: 'orders-projector',
    FunctionArn: functionArn,
    Version: '$LATEST',
    State: 'Active',
    LastUpdateStatus: 'Successful',
    LastModified: '2026-11-20T10:00:00.000+0000',
    Runtime: 'nodejs24.x',
    Architectures: ['arm64'],
    MemorySize: 512,
    Timeout: 30,
    Role: 'arn:aws:iam::111122223333:role/orders-projector',
    LoggingConfig: {LogFormat: 'Text', LogGroup: '/aws/lambda/orders-projector'},
    ...given,
  },
  ...rest,
})

export const tableOnTheWire = (given: object = {}): object => ({
  Table: {
    TableName: 'orders',
    TableArn: 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders',
    TableStatus: 'ACTIVE',
    LatestStreamArn: streamArn,
    StreamSpecification: {StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES'},
    BillingModeSummary: {BillingMode: 'PAY_PER_REQUEST'},
    ...given,
  },
})

export const streamOnTheWire = (given: object = {}): object => ({
  StreamDescription: {
    StreamArn: streamArn,
    StreamStatus: 'ENABLED',
    StreamViewType: 'NEW_AND_OLD_IMAGES',
    Shards: [{ShardId: 'shardId-00000001790000000000-aaaaaaaa', SequenceNumberRange: {StartingSequenceNumber: '100000000000000000001'}}],
    ...given,
  },
})

export interface WireQuery {
  Id: string
  MetricStat: {Metric: {Namespace: string; MetricName: string; Dimensions: {Name: string; Value: string}[]}; Stat: string; Period: number}
}

export const queriesOf = (input: Input): WireQuery[] => input.MetricDataQueries as WireQuery[]

/** Every metric has the value 1 in the first minute of the window, and no other datapoint. */
export const metricsOnTheWire = (input: Input): object => ({
  MetricDataResults: queriesOf(input).map(({Id}) => ({Id, StatusCode: 'Complete', Timestamps: [input.StartTime], Values: [1]})),
})

/** A healthy account with one mapping, by IAM action; `given` replaces answers. */
export const account = (given: Record<string, Answer> = {}): Record<string, Answer> => ({
  'lambda:ListEventSourceMappings': {EventSourceMappings: [mappingOnTheWire()]},
  'lambda:GetFunction': functionOnTheWire(),
  'lambda:GetAccountSettings': {AccountLimit: {ConcurrentExecutions: 1000, UnreservedConcurrentExecutions: 900}},
  'dynamodb:DescribeTable': tableOnTheWire(),
  'dynamodb:DescribeStream': streamOnTheWire(),
  'cloudwatch:GetMetricData': metricsOnTheWire,
  'sts:GetCallerIdentity': identity,
  ...given,
})

export const testConnection = {
  region: 'eu-west-1',
  credentials: {accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret'},
  deadlineMs: 600_000,
}
