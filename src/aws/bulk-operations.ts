import type {BulkOperationDescription, BulkOperationSummary} from '@aws-sdk/client-dynamodb'
import {dynamodbClient} from './dynamodb.ts'
import {required} from './transport/aws-error.ts'
import {call} from './transport/client.ts'
import type {Aws} from './transport/connection.ts'
import {allPages} from './transport/paging.ts'

export type BulkOperationAnswer = BulkOperationDescription

const sdk = () => import('@aws-sdk/client-dynamodb')

/** The bulk writes of this account and region. AWS documents neither their order nor for how long it lists them. */
export const listBulkOperations = (aws: Aws): Promise<BulkOperationSummary[]> =>
  call(aws, 'dynamodb:ListBulkOperations', async abortSignal => {
    const [client, {ListBulkOperationsCommand}] = [await dynamodbClient(aws), await sdk()]
    return allPages(async NextToken => {
      const page = await client.send(new ListBulkOperationsCommand(NextToken === undefined ? {} : {NextToken}), {abortSignal})
      return {items: required(page.BulkOperationsSummaryList, 'BulkOperationsSummaryList'), next: page.NextToken}
    })
  })

export const describeBulkOperation = (aws: Aws, arn: string): Promise<BulkOperationAnswer> =>
  call(aws, 'dynamodb:DescribeBulkOperation', async abortSignal => {
    const [client, {DescribeBulkOperationCommand}] = [await dynamodbClient(aws), await sdk()]
    const answer = await client.send(new DescribeBulkOperationCommand({BulkOperationArn: arn}), {abortSignal})
    return required(answer.BulkOperationDescription, 'BulkOperationDescription')
  })
