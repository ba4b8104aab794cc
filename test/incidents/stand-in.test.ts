import {CloudWatchClient, GetMetricDataCommand} from '@aws-sdk/client-cloudwatch'
import {CloudWatchLogsClient, GetQueryResultsCommand, StartQueryCommand} from '@aws-sdk/client-cloudwatch-logs'
import {DescribeTableCommand, DynamoDBClient, GetResourcePolicyCommand} from '@aws-sdk/client-dynamodb'
import {DescribeStreamCommand, type DescribeStreamCommandOutput, DynamoDBStreamsClient} from '@aws-sdk/client-dynamodb-streams'
import {DescribeSubnetsCommand, EC2Client} from '@aws-sdk/client-ec2'
import {IAMClient, SimulatePrincipalPolicyCommand} from '@aws-sdk/client-iam'
import {GetFunctionCommand, LambdaClient, ListEventSourceMappingsCommand} from '@aws-sdk/client-lambda'
import {describe, expect, it} from 'vitest'
import {functionName, label, lookedAtMs, mappingTo, pipeline, tableName, tableOf} from './pipeline.ts'
import {virginia} from './stand-in/place.ts'
import {standIn} from './stand-in/stand-in.ts'
import type {World} from './stand-in/world.ts'

const configuration = (world: World) => ({
  region: 'us-east-1',
  credentials: {accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'example'},
  requestHandler: standIn(world).requestHandler as never,
  maxAttempts: 1,
})

const minute = (ago: number) => new Date(Math.floor(lookedAtMs / 60_000) * 60_000 - ago * 60_000)

async function metric(world: World, expression: string, stat = 'Sum') {
  const client = new CloudWatchClient(configuration(world))
  const Metric = {Namespace: 'AWS/Lambda', MetricName: 'Invocations', Dimensions: [{Name: 'FunctionName', Value: functionName}]}
  const {MetricDataResults = []} = await client.send(
    new GetMetricDataCommand({
      MetricDataQueries: [
        {Id: 'a', MetricStat: {Metric, Stat: stat, Period: 60}, ReturnData: false},
        {Id: 'b', Expression: expression, Period: 60},
      ],
      StartTime: minute(6),
      EndTime: minute(-1),
      ScanBy: 'TimestampAscending',
    }),
  )
  return MetricDataResults.map(({Timestamps = [], Values = []}) =>
    Values.map((value, i) => [(minute(0).getTime() - Number(Timestamps[i])) / 60_000, value]),
  )[0]
}

async function query(text: string): Promise<Record<string, string | undefined>[]> {
  const world = pipeline({
    traffic: {invocations: () => 2, errors: at => (at === -5 ? 1 : 0)},
    log: {failing: ({id}) => [`x\t${id}\tERROR\tTypeError: a | b`]},
  })
  const client = new CloudWatchLogsClient(configuration(world))
  const {queryId} = await client.send(
    new StartQueryCommand({
      logGroupName: `/aws/lambda/${functionName}`,
      queryString: text,
      startTime: lookedAtMs / 1000 - 600,
      endTime: lookedAtMs / 1000,
    }),
  )
  const {results = []} = await client.send(new GetQueryResultsCommand({queryId}))
  return results.map(row => Object.fromEntries(row.map(({field, value}) => [field ?? '', value])))
}

describe('the stand-in', () => {
  const world = pipeline({traffic: {invocations: at => (at === -3 ? 0 : 10 - at)}})

  it('publishes no minute that is younger than the delay, and none without a sample', async () => {
    expect(await metric(world, 'a')).toEqual([
      [6, 16],
      [5, 15],
      [4, 14],
      [2, 12],
    ])
  })

  it('calculates with metrics, and fills minutes that are missing', async () => {
    expect(await metric(world, '(FILL(a, 0) + 4) / 2')).toEqual([
      [6, 10],
      [5, 9.5],
      [4, 9],
      [3, 2],
      [2, 8],
    ])
  })

  it('denies actions that are not given, and fails where it must', async () => {
    const denying = configuration(pipeline({world: {deny: ['dynamodb:DescribeTable']}}))
    await expect(new DynamoDBClient(denying).send(new DescribeTableCommand({TableName: tableName}))).rejects.toThrow(/not authorized/)
    await expect(new EC2Client(configuration(pipeline())).send(new DescribeSubnetsCommand({}))).rejects.toThrow(/not authorized/)
    const throttling = configuration(
      pipeline({world: {refuse: {'lambda:GetFunction': {code: 'TooManyRequestsException', message: 'Rate exceeded', status: 429}}}}),
    )
    await expect(new LambdaClient(throttling).send(new GetFunctionCommand({FunctionName: functionName}))).rejects.toThrow('Rate exceeded')
  })

  it('has no policy where a resource has none', async () => {
    const client = new DynamoDBClient(configuration(pipeline()))
    await expect(client.send(new GetResourcePolicyCommand({ResourceArn: virginia.streamArn(tableName, 'x')}))).rejects.toMatchObject({
      name: 'PolicyNotFoundException',
    })
  })

  it('simulates a role action by action, with a verdict for each resource', async () => {
    const simulated = (action: string, resource: string) =>
      (action === 'sqs:SendMessage' && resource.endsWith('b') ? 'implicitDeny' : 'allowed') as 'allowed'
    const client = new IAMClient(configuration(pipeline({world: {role: {simulated}}})))
    const {EvaluationResults = []} = await client.send(
      new SimulatePrincipalPolicyCommand({
        PolicySourceArn: 'arn:aws:iam::111122223333:role/x',
        ActionNames: ['sqs:SendMessage', 'sqs:ReceiveMessage'],
        ResourceArns: ['arn:a', 'arn:b'],
      }),
    )
    expect(EvaluationResults.map(({EvalDecision}) => EvalDecision)).toEqual(['implicitDeny', 'allowed'])
    expect(EvaluationResults[0]?.ResourceSpecificResults?.map(({EvalResourceDecision}) => EvalResourceDecision)).toEqual([
      'allowed',
      'implicitDeny',
    ])
  })

  it('lists mappings in pages of a hundred, and those of a qualifier alone where one is asked for', async () => {
    const many = Array.from({length: 120}, (_, i) =>
      mappingTo({UUID: `u-${i}`, FunctionArn: virginia.functionArn('other', i === 7 ? 'live' : undefined)}),
    )
    const client = new LambdaClient(configuration(pipeline({moreMappings: many})))
    const {EventSourceMappings: page = [], NextMarker} = await client.send(new ListEventSourceMappingsCommand({}))
    const {EventSourceMappings: rest = []} = await client.send(new ListEventSourceMappingsCommand({Marker: NextMarker}))
    expect([page.length, rest.length]).toEqual([100, 21])
    const {EventSourceMappings: live = []} = await client.send(new ListEventSourceMappingsCommand({FunctionName: 'other:live'}))
    expect(live.map(({UUID}) => UUID)).toEqual(['u-7'])
  })

  it('lists the shards of a stream in pages of a hundred', async () => {
    const client = new DynamoDBStreamsClient(configuration(pipeline({shards: 230})))
    const StreamArn = virginia.streamArn(tableName, label)
    const sizes: number[] = []
    let ExclusiveStartShardId: string | undefined
    do {
      const {StreamDescription}: DescribeStreamCommandOutput = await client.send(
        new DescribeStreamCommand({StreamArn, ExclusiveStartShardId}),
      )
      sizes.push(StreamDescription?.Shards?.length ?? 0)
      ExclusiveStartShardId = StreamDescription?.LastEvaluatedShardId
    } while (ExclusiveStartShardId !== undefined)
    expect(sizes).toEqual([100, 100, 30])
  })

  it('has the tables that it is given', async () => {
    const client = new DynamoDBClient(configuration(pipeline({moreTables: {more: tableOf('more', null)}})))
    expect((await client.send(new DescribeTableCommand({TableName: 'more'}))).Table?.LatestStreamArn).toBeUndefined()
    await expect(client.send(new DescribeTableCommand({TableName: 'none'}))).rejects.toThrow('not found')
  })
})

describe('its Logs Insights', () => {
  it.each<[string, Record<string, string>[]]>([
    ['filter @message like /\\tERROR\\t/ | stats count(*) as n', [{n: '1'}]],
    ['filter @message like "a | b" and not (@message like /REPORT/) | stats count(@requestId) as n', [{n: '1'}]],
    ['filter @type = "REPORT" | stats count(*) as n, max(@maxMemoryUsed)/1000/1000 as mb', [{n: '20', mb: '205'}]],
    [
      'filter @message =~ /(?i)typeerror/ | parse @message /\\t(?<kind>\\w+Error): (?<words>.*)/ | display kind, words',
      [{kind: 'TypeError', words: 'a | b'}],
    ],
    ['parse @message "REPORT RequestId: *Duration" as id | filter ispresent(id) | stats count_distinct(id) as n', [{n: '20'}]],
    ['filter @type in ["START", "END"] | stats count(*) as n by @type | sort n desc, @type asc | limit 1', [{'@type': 'END', n: '20'}]],
    ['fields strlen(concat("ab", "c")) * 2 + 1 as x | limit 1', [{x: '7'}]],
    ['filter @message like /^START/ | dedup @logStream | stats count(*) as n', [{n: '2'}]],
  ])('%s', async (text, rows) => {
    expect(await query(text)).toEqual(rows)
  })

  it('refuses a text that is no query', async () => {
    for (const text of ['filtr @message', 'stats counts(*)', 'fields nofunction(@message)', 'limit 3 4'])
      await expect(query(text)).rejects.toMatchObject({name: 'MalformedQueryException'})
  })
})
