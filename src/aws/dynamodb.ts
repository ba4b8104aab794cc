import type {DynamoDBClient, TableDescription} from '@aws-sdk/client-dynamodb'
import {call, clientOf} from './client.ts'
import type {Aws} from './connection.ts'
import {required} from './errors.ts'

export type TableAnswer = TableDescription

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
