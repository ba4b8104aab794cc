import type {
  DescribeContributorInsightsCommandOutput,
  DynamoDBClient,
  TableDescription,
  TimeToLiveDescription,
} from '@aws-sdk/client-dynamodb'
import {required} from './transport/aws-error.ts'
import {call, clientOf} from './transport/client.ts'
import type {Aws} from './transport/connection.ts'

export type TableAnswer = TableDescription
export type ContributorInsightsAnswer = Omit<DescribeContributorInsightsCommandOutput, '$metadata'>
export type TimeToLiveAnswer = TimeToLiveDescription

const sdk = () => import('@aws-sdk/client-dynamodb')

export const dynamodbClient = (aws: Aws): Promise<DynamoDBClient> =>
  clientOf(aws, 'dynamodb', 'dynamodb', async () => (await sdk()).DynamoDBClient)

/** A table and its latest stream. `name` may be an ARN, which another account's table needs. */
export const describeTable = (aws: Aws, name: string): Promise<TableAnswer> =>
  call(aws, 'dynamodb:DescribeTable', async abortSignal => {
    const [client, {DescribeTableCommand}] = [await dynamodbClient(aws), await sdk()]
    const {Table} = await client.send(new DescribeTableCommand({TableName: name}), {abortSignal})
    return required(Table, 'Table')
  })

/** The state of Contributor Insights on a table, and its rules. */
export const describeContributorInsights = (aws: Aws, name: string): Promise<ContributorInsightsAnswer> =>
  call(aws, 'dynamodb:DescribeContributorInsights', async abortSignal => {
    const [client, {DescribeContributorInsightsCommand}] = [await dynamodbClient(aws), await sdk()]
    const answer = await client.send(new DescribeContributorInsightsCommand({TableName: name}), {abortSignal})
    return {...answer, ContributorInsightsStatus: required(answer.ContributorInsightsStatus, 'ContributorInsightsStatus')}
  })

/** Whether items of a table expire, and by which attribute. */
export const describeTimeToLive = (aws: Aws, name: string): Promise<TimeToLiveAnswer> =>
  call(aws, 'dynamodb:DescribeTimeToLive', async abortSignal => {
    const [client, {DescribeTimeToLiveCommand}] = [await dynamodbClient(aws), await sdk()]
    const {TimeToLiveDescription} = await client.send(new DescribeTimeToLiveCommand({TableName: name}), {abortSignal})
    return required(TimeToLiveDescription, 'TimeToLiveDescription')
  })

/** The policy of a table or stream, as DynamoDB keeps it. Without one DynamoDB answers PolicyNotFoundException. */
export const getResourcePolicy = (aws: Aws, resourceArn: string): Promise<string> =>
  call(aws, 'dynamodb:GetResourcePolicy', async abortSignal => {
    const [client, {GetResourcePolicyCommand}] = [await dynamodbClient(aws), await sdk()]
    return required((await client.send(new GetResourcePolicyCommand({ResourceArn: resourceArn}), {abortSignal})).Policy, 'Policy')
  })
