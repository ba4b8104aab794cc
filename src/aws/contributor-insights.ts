import type {ContributorInsightsAction} from '@aws-sdk/client-dynamodb'
import {dynamodbClient} from './dynamodb.ts'
import {required} from './transport/aws-error.ts'
import {call} from './transport/client.ts'
import type {Aws} from './transport/connection.ts'

const sdk = () => import('@aws-sdk/client-dynamodb')

/** ENABLED, ENABLING, DISABLED, DISABLING or FAILED: an open enumeration. `table` is a name or an ARN. */
export const describeContributorInsights = (aws: Aws, table: string): Promise<string> =>
  call(aws, 'dynamodb:DescribeContributorInsights', async abortSignal => {
    const [client, {DescribeContributorInsightsCommand}] = [await dynamodbClient(aws), await sdk()]
    const answer = await client.send(new DescribeContributorInsightsCommand({TableName: table}), {abortSignal})
    return required(answer.ContributorInsightsStatus, 'ContributorInsightsStatus')
  })

export const updateContributorInsights = (aws: Aws, table: string, action: ContributorInsightsAction): Promise<unknown> =>
  call(aws, 'dynamodb:UpdateContributorInsights', async abortSignal => {
    const [client, {UpdateContributorInsightsCommand}] = [await dynamodbClient(aws), await sdk()]
    return client.send(new UpdateContributorInsightsCommand({TableName: table, ContributorInsightsAction: action}), {abortSignal})
  })
