import {GetMetricDataCommand} from '@aws-sdk/client-cloudwatch'
import {DescribeTableCommand} from '@aws-sdk/client-dynamodb'
import {DescribeStreamCommand} from '@aws-sdk/client-dynamodb-streams'
import {GetAccountSettingsCommand, GetFunctionCommand, ListAliasesCommand, UpdateEventSourceMappingCommand} from '@aws-sdk/client-lambda'
import {GetCallerIdentityCommand} from '@aws-sdk/client-sts'
import {describe, expect, it} from 'vitest'
import type {Lab} from '../../../packages/lab/src/lab.ts'
import type {WireRequest, WireResponse} from '../../../packages/lab/src/services/protocol/wire.ts'
import {clientsOf} from './clients.ts'
import {functionArn, labOfOne, startMs, streamArn, tableArn, uuid} from './world-of-one.ts'

type Clients = ReturnType<typeof clientsOf>
const FunctionName = 'orders-projector'

/** One call of each protocol: REST, JSON, JSON of a service that spoke query before, query. */
const protocols: [action: string, resource: string, send: (clients: Clients) => Promise<unknown>, names: Record<string, string>][] = [
  [
    'lambda:GetFunction',
    functionArn,
    ({lambda}) => lambda.send(new GetFunctionCommand({FunctionName})),
    {deny: 'AccessDeniedException', expired: 'ExpiredTokenException', throttle: 'TooManyRequestsException', error: 'ServiceException'},
  ],
  [
    'dynamodb:DescribeTable',
    tableArn,
    ({dynamodb}) => dynamodb.send(new DescribeTableCommand({TableName: 'orders'})),
    {deny: 'AccessDeniedException', expired: 'ExpiredTokenException', throttle: 'ThrottlingException', error: 'InternalServerError'},
  ],
  [
    'dynamodb:DescribeStream',
    streamArn,
    ({streams}) => streams.send(new DescribeStreamCommand({StreamArn: streamArn})),
    {deny: 'AccessDeniedException', expired: 'ExpiredTokenException', throttle: 'ThrottlingException', error: 'InternalServerError'},
  ],
  [
    'cloudwatch:GetMetricData',
    '*',
    ({cloudwatch}) => {
      const Metric = {Namespace: 'AWS/Lambda', MetricName: 'Errors'}
      const MetricDataQueries = [{Id: 'e', MetricStat: {Metric, Period: 60, Stat: 'Sum'}}]
      return cloudwatch.send(
        new GetMetricDataCommand({StartTime: new Date(startMs - 60_000), EndTime: new Date(startMs), MetricDataQueries}),
      )
    },
    {deny: 'AccessDenied', expired: 'ExpiredToken', throttle: 'Throttling', error: 'InternalServiceFault'},
  ],
  [
    'sts:GetCallerIdentity',
    '*',
    ({sts}) => sts.send(new GetCallerIdentityCommand({})),
    {deny: 'AccessDenied', expired: 'ExpiredToken', throttle: 'Throttling', error: 'InternalFailure'},
  ],
]

const always = {share: 1, left: Number.POSITIVE_INFINITY}

describe.each(protocols)('%s', (action, resource, send, names) => {
  it('answers, and is counted by its IAM action', async () => {
    const lab = labOfOne()
    await send(clientsOf(lab))
    await send(clientsOf(lab))
    expect(lab.calls).toEqual({requests: {[action]: 2}, taken: {[action]: 2}, unknown: []})
  })

  it('is denied in the words of AWS, and counted all the same', async () => {
    const lab = labOfOne([action])
    const words = `User: arn:aws:sts::123456789012:assumed-role/ddbstream-operator/lab is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`
    await expect(send(clientsOf(lab))).rejects.toMatchObject({name: names.deny, message: words})
    expect(lab.calls.requests).toEqual({[action]: 1})
  })

  it.each(['expired', 'throttle', 'error'] as const)('fails with %s', async kind => {
    const lab = labOfOne()
    lab.faults.add({action, kind, ...always})
    await expect(send(clientsOf(lab))).rejects.toMatchObject({name: names[kind]})
  })

  it('loses its connection', async () => {
    const lab = labOfOne()
    lab.faults.add({action, kind: 'drop', ...always})
    await expect(send(clientsOf(lab))).rejects.toMatchObject({code: 'ECONNRESET'})
  })
})

describe('faults', () => {
  const outcomes = async (lab: Lab, calls: number) => {
    const {sts} = clientsOf(lab)
    const results = await Promise.allSettled(Array.from({length: calls}, () => sts.send(new GetCallerIdentityCommand({}))))
    return results.filter(result => result.status === 'rejected').length
  }

  it('end with their count', async () => {
    const lab = labOfOne()
    lab.faults.add({action: 'sts:GetCallerIdentity', kind: 'error', share: 1, left: 3})
    expect(await outcomes(lab, 10)).toBe(3)
  })

  it('hit their share, the same calls every time', async () => {
    const hits = async () => {
      const lab = labOfOne()
      lab.faults.add({action: '*', kind: 'throttle', share: 0.3, left: Number.POSITIVE_INFINITY})
      return outcomes(lab, 200)
    }
    expect(await hits()).toBe(await hits())
    expect(await hits()).toBeGreaterThan(40)
    expect(await hits()).toBeLessThan(80)
  })

  it('deny all but the question who asks', async () => {
    expect(await outcomes(labOfOne(['*']), 1)).toBe(0)
    await expect(clientsOf(labOfOne(['*'])).lambda.send(new GetFunctionCommand({FunctionName}))).rejects.toMatchObject({
      name: 'AccessDeniedException',
    })
  })

  it('can lose the answer of a change that took effect', async () => {
    const lab = labOfOne()
    lab.faults.add({action: 'lambda:UpdateEventSourceMapping', kind: 'lost-response', ...always})
    const update = new UpdateEventSourceMappingCommand({UUID: uuid, BatchSize: 7})
    await expect(clientsOf(lab).lambda.send(update)).rejects.toMatchObject({code: 'ECONNRESET'})
    expect(lab.world.mappings.get(uuid)?.settings.BatchSize).toBe(7)
  })

  it('spare the first calls', async () => {
    const lab = labOfOne()
    lab.faults.add({action: '*', kind: 'error', share: 1, spares: 2, left: 1})
    const {sts} = clientsOf(lab)
    const ask = () =>
      sts.send(new GetCallerIdentityCommand({})).then(
        () => 'answered',
        () => 'failed',
      )
    expect([await ask(), await ask(), await ask(), await ask()]).toEqual(['answered', 'answered', 'failed', 'answered'])
    expect(lab.calls).toMatchObject({requests: {'sts:GetCallerIdentity': 4}, taken: {'sts:GetCallerIdentity': 3}})
  })

  it('end when they are removed', async () => {
    const lab = labOfOne()
    lab.faults.add({action: '*', kind: 'error', ...always})
    lab.faults.clear()
    expect(await outcomes(lab, 3)).toBe(0)
  })

  it.each([
    ['jump', 600, 600],
    ['late', 600, 0],
  ] as const)('can let the clock %s', async (kind, seconds, atCallSeconds) => {
    const lab = labOfOne()
    const startedMs = lab.world.nowMs
    lab.faults.add({action: 'lambda:UpdateEventSourceMapping', kind, share: 1, left: 1, seconds})
    await clientsOf(lab).lambda.send(new UpdateEventSourceMappingCommand({UUID: uuid, BatchSize: 7}))
    expect(lab.world.mappings.get(uuid)?.lastModifiedMs).toBe(startedMs + atCallSeconds * 1000)
    expect(lab.world.nowMs).toBe(startedMs + seconds * 1000)
  })

  it('can date an answer wrongly', async () => {
    const lab = labOfOne()
    lab.faults.add({action: '*', kind: 'skew', share: 1, left: 1, seconds: -7200})
    const request = {
      method: 'POST',
      path: '/',
      query: {},
      headers: {'content-type': 'application/x-www-form-urlencoded'},
      body: 'Action=GetCallerIdentity&Version=2011-06-15',
    }
    const dates = [lab.handle(request), lab.handle(request)].map(answer => (answer === 'dropped' ? '' : answer.headers.date))
    expect(dates).toEqual([-7_200_000, 0].map(ms => new Date(lab.world.nowMs + ms).toUTCString()))
  })

  it('can keep a mapping in its transition for good', async () => {
    const lab = labOfOne()
    lab.faults.add({action: 'lambda:UpdateEventSourceMapping', kind: 'stuck', share: 1, left: 1})
    const {lambda} = clientsOf(lab)
    await lambda.send(new UpdateEventSourceMappingCommand({UUID: uuid, BatchSize: 7}))
    lab.world.mappings.get(uuid)!.state = 'Enabled'
    const again = lambda.send(new UpdateEventSourceMappingCommand({UUID: uuid, BatchSize: 8}))
    await expect(again).rejects.toMatchObject({name: 'ResourceInUseException'})
  })
})

describe('quotas', () => {
  const calls = (lab: Lab, n: number, send: (clients: Clients) => Promise<unknown>) => {
    const clients = clientsOf(lab)
    return Promise.allSettled(Array.from({length: n}, () => send(clients)))
  }
  const refused = (results: PromiseSettledResult<unknown>[]) => results.filter(result => result.status === 'rejected').length

  it('let 15 Lambda calls of all kinds pass a second, and refill', async () => {
    const lab = labOfOne()
    const settings = ({lambda}: Clients) => lambda.send(new GetAccountSettingsCommand({}))
    expect(refused(await calls(lab, 10, ({lambda}) => lambda.send(new ListAliasesCommand({FunctionName}))))).toBe(0)
    const results = await calls(lab, 10, settings)
    expect(refused(results)).toBe(5)
    expect(results.at(-1)).toMatchObject({
      reason: {name: 'TooManyRequestsException', Reason: 'CallerRateLimitExceeded', message: 'Rate exceeded'},
    })
    lab.world.advanceTo(lab.world.nowMs + 200)
    expect(refused(await calls(lab, 4, settings))).toBe(1)
    lab.world.advanceTo(lab.world.nowMs + 60_000)
    expect(refused(await calls(lab, 16, settings))).toBe(1)
  })

  it.each([
    ['180,000 datapoints a second from within three hours', 170, 2],
    ['396,000 datapoints a second from before', 190, 4],
  ])('let GetMetricData ask for %s', async (_, minutes, passes) => {
    const lab = labOfOne()
    const Metric = {Namespace: 'AWS/Lambda', MetricName: 'Errors'}
    const MetricDataQueries = Array.from({length: 500}, (_, i) => ({Id: `e${i}`, MetricStat: {Metric, Period: 60, Stat: 'Sum'}}))
    const read = ({cloudwatch}: Clients) => {
      const StartTime = new Date(lab.world.nowMs - minutes * 60_000)
      return cloudwatch.send(new GetMetricDataCommand({StartTime, EndTime: new Date(lab.world.nowMs), MetricDataQueries}))
    }
    const results = await calls(lab, 5, read)
    expect(results.map(({status}) => status)).toEqual([...Array(passes).fill('fulfilled'), ...Array(5 - passes).fill('rejected')])
    expect(results.at(-1)).toMatchObject({reason: {name: 'Throttling'}})
    lab.world.advanceTo(lab.world.nowMs + 1000)
    expect(refused(await calls(lab, 1, read))).toBe(0)
  })

  it('give GetFunction 100 of its own', async () => {
    expect(refused(await calls(labOfOne(), 101, ({lambda}) => lambda.send(new GetFunctionCommand({FunctionName}))))).toBe(1)
  })

  it('let DescribeStream pass 10 times a second', async () => {
    const results = await calls(labOfOne(), 12, ({streams}) => streams.send(new DescribeStreamCommand({StreamArn: streamArn})))
    expect(refused(results)).toBe(2)
  })
})

const ask = (lab: Lab, request: Partial<WireRequest>): WireResponse => {
  const outcome = lab.handle({method: 'POST', path: '/', query: {}, headers: {}, body: '', ...request})
  if (outcome === 'dropped') throw new Error('dropped')
  return outcome
}
const form = {'content-type': 'application/x-www-form-urlencoded; charset=utf-8'}

describe('on the wire', () => {
  it("every answer carries the virtual clock's date and an id", () => {
    const {status, headers} = ask(labOfOne(), {method: 'GET', path: '/2016-08-19/account-settings'})
    expect(status).toBe(200)
    expect(headers.date).toBe('Mon, 23 Nov 2026 12:00:00 GMT')
    expect(headers['x-amzn-requestid']).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('paths of Lambda may end in a slash and hold encoded ARNs', () => {
    const lab = labOfOne()
    expect(ask(lab, {method: 'GET', path: '/2015-03-31/event-source-mappings/', query: {FunctionName}}).body).toContain(uuid)
    expect(ask(lab, {method: 'GET', path: `/2015-03-31/functions/${encodeURIComponent(functionArn)}`}).status).toBe(200)
  })

  it('the query protocol: CloudWatch of older CLIs', () => {
    const parameters = {
      Action: 'GetMetricStatistics',
      Version: '2010-08-01',
      Namespace: 'AWS/Lambda',
      MetricName: 'IteratorAge',
      'Dimensions.member.1.Name': 'FunctionName',
      'Dimensions.member.1.Value': 'orders-projector',
      StartTime: '2026-11-23T11:59:00Z',
      EndTime: '2026-11-23T12:00:00Z',
      Period: '60',
      'Statistics.member.1': 'Maximum',
      'ExtendedStatistics.member.1': 'p99',
    }
    const lab = labOfOne()
    const {status, headers, body} = ask(lab, {headers: form, body: new URLSearchParams(parameters).toString()})
    expect(status).toBe(200)
    expect(headers['content-type']).toBe('text/xml')
    expect(body).toBe(
      '<GetMetricStatisticsResponse xmlns="http://monitoring.amazonaws.com/doc/2010-08-01/"><GetMetricStatisticsResult><Label>IteratorAge</Label>' +
        '<Datapoints><member><Timestamp>2026-11-23T11:59:00.000Z</Timestamp><Maximum>59</Maximum>' +
        '<ExtendedStatistics><entry><key>p99</key><value>59</value></entry></ExtendedStatistics><Unit>Milliseconds</Unit></member></Datapoints>' +
        `</GetMetricStatisticsResult><ResponseMetadata><RequestId>${headers['x-amzn-requestid']}</RequestId></ResponseMetadata></GetMetricStatisticsResponse>`,
    )
    expect(lab.world.asked[0]?.dimensions).toEqual({FunctionName: 'orders-projector'})
  })

  it('the query protocol: errors', () => {
    const {status, body} = ask(labOfOne(), {headers: form, body: 'Action=GetMetricStatistics&Version=2010-08-01&Namespace=a%3Cb'})
    expect(status).toBe(400)
    expect(body).toMatch(
      /<ErrorResponse xmlns=.*<Error><Type>Sender<\/Type><Code>MissingParameter<\/Code><Message>The parameter MetricName is required.<\/Message><\/Error>/,
    )
  })

  it('SQS in both protocols, at the path of the queue too', () => {
    const lab = labOfOne()
    const url = 'https://sqs.us-east-1.amazonaws.com/123456789012/orders-failures'
    const json = ask(lab, {
      headers: {'x-amz-target': 'AmazonSQS.GetQueueAttributes'},
      body: JSON.stringify({QueueUrl: url, AttributeNames: ['All']}),
    })
    expect(JSON.parse(json.body).Attributes).toMatchObject({ApproximateNumberOfMessages: '1', ApproximateNumberOfMessagesNotVisible: '1'})
    const asked = new URLSearchParams({Action: 'GetQueueAttributes', Version: '2012-11-05', QueueUrl: url, 'AttributeName.1': 'QueueArn'})
    const xml = ask(lab, {path: '/123456789012/orders-failures', headers: form, body: asked.toString()})
    expect(xml.body).toContain(
      '<Attribute><Name>QueueArn</Name><Value>arn:aws:sqs:us-east-1:123456789012:orders-failures</Value></Attribute>',
    )
    const urls = ask(lab, {headers: form, body: 'Action=ListQueues&Version=2012-11-05'})
    expect(urls.body).toContain(`<QueueUrl>${url}</QueueUrl>`)
    const gone = ask(lab, {headers: {'x-amz-target': 'AmazonSQS.GetQueueUrl'}, body: '{"QueueName":"gone"}'})
    expect(gone.headers['x-amzn-query-error']).toBe('AWS.SimpleQueueService.NonExistentQueue;Sender')
    expect(JSON.parse(gone.body).__type).toBe('com.amazonaws.sqs#QueueDoesNotExist')
  })

  it('log groups: one for each function', () => {
    const lab = labOfOne()
    const groups = (body: string) => JSON.parse(ask(lab, {headers: {'x-amz-target': 'Logs_20140328.DescribeLogGroups'}, body}).body)
    expect(groups('{"logGroupNamePrefix":"/aws/lambda/"}').logGroups).toMatchObject([{logGroupName: '/aws/lambda/orders-projector'}])
    expect(groups('{"logGroupNamePrefix":"/other"}').logGroups).toEqual([])
    expect(groups('{"limit":51}').__type).toBe('com.amazonaws.logs#InvalidParameterException')
  })

  it.each<[Partial<WireRequest>, number, string, string]>([
    [{headers: {'x-amz-target': 'DynamoDB_20120810.Fly'}, body: '{}'}, 400, 'UnknownOperationException', 'dynamodb:Fly'],
    [{headers: form, body: 'Action=Fly&Version=2011-06-15'}, 400, '<Code>InvalidAction</Code>', 'sts:Fly'],
    [
      {
        headers: {...form, authorization: 'AWS4-HMAC-SHA256 Credential=LAB/20261123/us-east-1/iam/aws4_request, …'},
        body: 'Action=ListRoles&Version=2010-05-08',
      },
      400,
      '<Code>InvalidAction</Code>',
      'iam:ListRoles',
    ],
    [{method: 'GET', path: '/2015-03-31/layers'}, 404, '', 'lambda:GET /2015-03-31/layers'],
    [{method: 'GET', path: '/favicon.ico'}, 404, 'UnknownOperationException', 'GET /favicon.ico'],
    [{headers: {'x-amz-target': 'Nothing.Fly'}, body: '{}'}, 400, 'UnknownOperationException', 'Nothing.Fly'],
  ])('operations that it does not have are noted: %o', (request, status, body, name) => {
    const lab = labOfOne()
    const answer = ask(lab, request)
    ask(lab, request)
    expect(answer.status).toBe(status)
    expect(answer.body).toContain(body)
    expect(lab.calls).toEqual({requests: {}, taken: {}, unknown: [name]})
  })

  it.each([
    ['not JSON', '{'],
    ['a list', '[]'],
    ['a number for a text', '{"TableName":7}'],
  ])('bodies that cannot be read are told so: %s', (_, body) => {
    const answer = ask(labOfOne(), {headers: {'x-amz-target': 'DynamoDB_20120810.DescribeTable'}, body})
    expect(answer.status).toBe(400)
    expect(JSON.parse(answer.body).__type).toBe('com.amazon.coral.service#SerializationException')
  })

  it("Lambda's bodies, too", () => {
    const answer = ask(labOfOne(), {method: 'PUT', path: `/2015-03-31/event-source-mappings/${uuid}`, body: 'x'})
    expect(answer.headers['x-amzn-ErrorType']).toBe('InvalidRequestContentException')
  })
})
