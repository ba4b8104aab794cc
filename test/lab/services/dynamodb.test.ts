import {
  DescribeContributorInsightsCommand,
  DescribeKinesisStreamingDestinationCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  GetResourcePolicyCommand,
  ListTablesCommand,
  ResourceNotFoundException,
  ScanCommand,
} from '@aws-sdk/client-dynamodb'
import {describe, expect, it} from 'vitest'
import {clientsOf} from './clients.ts'
import {labOfOne, streamArn, tableArn} from './world-of-one.ts'

describe('tables', () => {
  it.each(['orders', tableArn])('are described: %s', async TableName => {
    const {Table} = await clientsOf(labOfOne()).dynamodb.send(new DescribeTableCommand({TableName}))
    expect(Table).toMatchObject({
      TableName: 'orders',
      TableArn: tableArn,
      TableStatus: 'ACTIVE',
      ItemCount: 4200,
      KeySchema: [
        {AttributeName: 'orderId', KeyType: 'HASH'},
        {AttributeName: 'line', KeyType: 'RANGE'},
      ],
      BillingModeSummary: {BillingMode: 'PAY_PER_REQUEST'},
      StreamSpecification: {StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES'},
      LatestStreamArn: streamArn,
    })
    expect(Table?.CreationDateTime).toBeInstanceOf(Date)
  })

  it('say nothing of a stream that is switched off, but its ARN', async () => {
    const lab = labOfOne()
    lab.world.tables.get('orders')!.streams[0]!.status = 'DISABLED'
    const {Table} = await clientsOf(lab).dynamodb.send(new DescribeTableCommand({TableName: 'orders'}))
    expect(Table).not.toHaveProperty('StreamSpecification')
    expect(Table?.LatestStreamArn).toBe(streamArn)
  })

  it('send nothing to Kinesis and have no policy of their own', async () => {
    const {dynamodb} = clientsOf(labOfOne())
    const {KinesisDataStreamDestinations} = await dynamodb.send(new DescribeKinesisStreamingDestinationCommand({TableName: 'orders'}))
    expect(KinesisDataStreamDestinations).toEqual([])
    for (const ResourceArn of [tableArn, streamArn]) {
      const policy = dynamodb.send(new GetResourcePolicyCommand({ResourceArn}))
      await expect(policy).rejects.toMatchObject({name: 'PolicyNotFoundException'})
    }
  })

  it('are listed after a name', async () => {
    const lab = labOfOne()
    const {dynamodb} = clientsOf(lab)
    lab.world.tables.set('zebras', {...lab.world.tables.get('orders')!, name: 'zebras'})
    expect(await dynamodb.send(new ListTablesCommand({Limit: 1}))).toMatchObject({TableNames: ['orders'], LastEvaluatedTableName: 'orders'})
    const rest = await dynamodb.send(new ListTablesCommand({Limit: 1, ExclusiveStartTableName: 'orders'}))
    expect(rest.TableNames).toEqual(['zebras'])
    expect(rest.LastEvaluatedTableName).toBeUndefined()
  })

  it('tell their time to live and Contributor Insights', async () => {
    const {dynamodb} = clientsOf(labOfOne())
    expect((await dynamodb.send(new DescribeTimeToLiveCommand({TableName: 'orders'}))).TimeToLiveDescription).toEqual({
      TimeToLiveStatus: 'ENABLED',
      AttributeName: 'expiresAt',
    })
    expect(await dynamodb.send(new DescribeContributorInsightsCommand({TableName: 'orders'}))).toMatchObject({
      ContributorInsightsStatus: 'DISABLED',
    })
  })

  it('that do not exist are told so', async () => {
    const failure = clientsOf(labOfOne()).dynamodb.send(new DescribeTableCommand({TableName: 'gone'}))
    await expect(failure).rejects.toThrow(ResourceNotFoundException)
    await expect(failure).rejects.toThrow('Requested resource not found: Table: gone not found')
  })

  it('cannot be scanned: the lab has no such operation, and says so', async () => {
    const lab = labOfOne()
    await expect(clientsOf(lab).dynamodb.send(new ScanCommand({TableName: 'orders'}))).rejects.toMatchObject({
      name: 'UnknownOperationException',
    })
    expect(lab.calls).toEqual({requests: {}, taken: {}, unknown: ['dynamodb:Scan']})
  })
})
