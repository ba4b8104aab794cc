import {afterEach, describe, expect, test} from 'vitest'
import {type Aws, type Connection, connect, disconnect, usage} from '../../src/aws/index.ts'
import {collectEvidence, collectors} from '../../src/evidence/index.ts'
import type {Evidence} from '../../src/model/evidence/evidence.ts'
import {evidenceSchema} from '../../src/model/evidence/evidence-schema.ts'
import type {Item} from '../../src/model/evidence/item.ts'
import {account, functionArn, functionOnTheWire, mappingOnTheWire, queriesOf, streamArn, testConnection} from '../support/stub-account.ts'
import {type Answer, denied, failure, htmlPage, stubAws} from '../support/stub-aws.ts'

const open: Aws[] = []
afterEach(() => {
  for (const aws of open.splice(0)) disconnect(aws)
})

function connected(given: Record<string, Answer>, more: Partial<Connection> = {}, date?: string) {
  const stub = stubAws(account(given), date)
  const aws = connect({...testConnection, requestHandler: stub.requestHandler as never, ...more})
  open.push(aws)
  return {aws, stub}
}

async function collected(given: Record<string, Answer> = {}, functionText = 'orders-projector') {
  const {aws, stub} = connected(given)
  const evidence = await collectEvidence(aws, {functionText, sinceSeconds: 3 * 3600, toolVersion: '1.2.3'})
  expect(evidenceSchema.parse(evidence)).toEqual(evidence)
  return {aws, stub, evidence}
}

/** The gaps, as `key reason action`, sorted. */
const missingIn = (evidence: Evidence): string[] =>
  Object.values(evidence.items)
    .flatMap(byId => Object.values(byId))
    .flatMap(items => Object.entries(items) as [string, Item<unknown>][])
    .flatMap(([key, item]) => (item.state === 'missing' ? [`${key} ${item.reason} ${item.action}`] : []))
    .sort()

const mappings = (...given: object[]) => ({'lambda:ListEventSourceMappings': {EventSourceMappings: given.map(mappingOnTheWire)}})
const notFound = failure(404, 'ResourceNotFoundException', 'Function not found: arn:x')
const all = (answer: Answer): Record<string, Answer> => Object.fromEntries(Object.keys(account()).map(action => [action, answer]))

describe('one pipeline', () => {
  test('is read in two round trips, one request each', async () => {
    const {aws, stub} = connected({})
    const trip = stub.hold()
    const evidence = collectEvidence(aws, {functionText: 'orders-projector', sinceSeconds: 3 * 3600, toolVersion: '1.2.3'})
    expect(await trip(4)).toEqual([
      'lambda:GetAccountSettings',
      'lambda:GetFunction',
      'lambda:ListEventSourceMappings',
      'sts:GetCallerIdentity',
    ])
    expect(await trip(3)).toEqual(['cloudwatch:GetMetricData', 'dynamodb:DescribeStream', 'dynamodb:DescribeTable'])
    await evidence
    expect(stub.calls).toHaveLength(7)
    expect(usage(aws).usd).toBe(0.0003)
  })

  test('is complete', async () => {
    const {evidence} = await collected()
    expect(missingIn(evidence)).toEqual([])
    expect(evidence.missing).toEqual([])
    expect(evidence.scope).toEqual({account: '111122223333', caller: 'arn:aws:iam::111122223333:user/kim', regions: ['eu-west-1']})
    expect(evidence.pipelines).toEqual([
      {
        region: 'eu-west-1',
        functionName: 'orders-projector',
        qualifier: null,
        ids: {region: 'eu-west-1', mapping: '11111111-aaaa-4bbb-8ccc-000000000001', function: functionArn, stream: streamArn},
      },
    ])
  })

  test("the window ends with the last whole minute of AWS's clock", async () => {
    const {aws} = connected({}, {}, 'Mon, 23 Nov 2026 12:00:30 GMT')
    const {takenAt, window, items} = await collectEvidence(aws, {functionText: 'orders-projector', sinceSeconds: 600, toolVersion: '1'})
    expect(takenAt).toBe(Date.UTC(2026, 10, 23, 12, 0, 30))
    expect(window).toEqual({startMs: Date.UTC(2026, 10, 23, 11, 50), endMs: Date.UTC(2026, 10, 23, 12)})
    const metrics = items.region['eu-west-1']?.accountMetrics
    expect(metrics?.state === 'known' && metrics.value['ConcurrentExecutions.Maximum']).toEqual({
      startMs: window.startMs,
      periodSeconds: 60,
      values: [1, ...new Array(9).fill(null)],
    })
  })
})

describe('which mappings belong to the function', () => {
  const live = {UUID: 'live', FunctionArn: `${functionArn}:live`}
  const version = {UUID: 'version', FunctionArn: `${functionArn}:7`}
  const latest = {UUID: 'latest'}
  const stranger = {UUID: 'stranger', FunctionArn: `${functionArn}-v2`}

  test.each([
    ['orders-projector', ['latest', 'version', 'live']],
    ['orders-projector:live', ['live']],
    ['orders-projector:$LATEST', ['latest']],
    ['111122223333:function:orders-projector:7', ['version']],
    [functionArn, ['latest', 'version', 'live']],
  ])('%s', async (text, expected) => {
    const {evidence} = await collected(mappings(live, version, latest, stranger), text)
    expect(evidence.pipelines.map(({ids}) => ids.mapping)).toEqual(expected)
  })

  test('of another account: none of this one', async () => {
    await expect(collected(mappings(latest), '999999999999:function:orders-projector')).rejects.toMatchObject({code: 'E_NO_PIPELINE'})
  })

  test('evidence that pipelines share is read once', async () => {
    const {stub, evidence} = await collected(mappings(live, {...live, UUID: 'second', EventSourceArn: `${streamArn}1`}, latest))
    expect(stub.count('lambda:GetFunction')).toBe(2)
    expect(stub.count('lambda:GetAccountSettings')).toBe(1)
    expect(stub.count('dynamodb:DescribeStream')).toBe(2)
    expect(stub.count('cloudwatch:GetMetricData')).toBe(1)
    expect(Object.keys(evidence.items.function)).toEqual([functionArn, `${functionArn}:live`])
  })
})

describe('the function', () => {
  const onAlias = mappings({FunctionArn: `${functionArn}:live`})
  const functionOf = ({items}: Evidence) => Object.values(items.function)[0]?.function

  test('behind an alias has the reserved concurrency of the whole function', async () => {
    const {evidence, stub} = await collected({
      ...onAlias,
      'lambda:GetFunction': ({Qualifier}) =>
        Qualifier === 'live'
          ? functionOnTheWire({Version: '7', FunctionArn: `${functionArn}:live`})
          : functionOnTheWire({}, {Concurrency: {ReservedConcurrentExecutions: 0}}),
    })
    expect(functionOf(evidence)).toMatchObject({value: {version: '7', reservedConcurrency: 0}})
    expect(stub.calls.filter(({action}) => action === 'lambda:GetFunction').map(({input}) => input)).toEqual([
      {FunctionName: 'orders-projector'},
      {FunctionName: 'orders-projector', Qualifier: 'live'},
    ])
  })

  test('behind an alias is missing when its reserved concurrency cannot be known', async () => {
    const {evidence} = await collected({
      ...onAlias,
      'lambda:GetFunction': ({Qualifier}) => (Qualifier === 'live' ? functionOnTheWire() : denied('lambda:GetFunction')),
    })
    expect(missingIn(evidence)).toEqual(['function denied lambda:GetFunction'])
  })

  test.each([
    ['that no longer exists', {}],
    ['whose alias no longer exists', onAlias],
  ])('%s is evidence, not an error', async (_, given) => {
    const {evidence} = await collected({...given, 'lambda:GetFunction': notFound})
    expect(functionOf(evidence)).toEqual({state: 'known', value: null})
    expect(missingIn(evidence)).toEqual([])
  })
})

test('a stream and a table that do not exist any more are known to be gone', async () => {
  const gone = failure(400, 'com.amazonaws.dynamodb.v20120810#ResourceNotFoundException', 'Requested resource not found')
  const {evidence} = await collected({'dynamodb:DescribeTable': gone, 'dynamodb:DescribeStream': gone})
  expect(evidence.items.stream[streamArn]).toMatchObject({table: {state: 'known', value: null}, stream: {state: 'known', value: null}})
})

test("another account's table is described by its ARN, and its metrics are missing, not empty", async () => {
  const foreign = streamArn.replace('111122223333', '999999999999')
  const {evidence, stub} = await collected(mappings({EventSourceArn: foreign}))
  expect(stub.calls.find(({action}) => action === 'dynamodb:DescribeTable')?.input).toEqual({
    TableName: 'arn:aws:dynamodb:eu-west-1:999999999999:table/orders',
  })
  expect(missingIn(evidence)).toEqual(['tableMetrics failed cloudwatch:GetMetricData'])
})

describe('an action that is denied takes away its own evidence, and nothing else', () => {
  const metricKeys = ['accountMetrics', 'functionMetrics', 'mappingMetrics', 'tableMetrics']
  const mappingKeys = ['mapping', 'mappingMetrics', 'siblings', 'stream', 'table', 'tableMetrics']

  test.each([
    ['lambda:ListEventSourceMappings', mappingKeys, ['mappings']],
    ['lambda:GetFunction', ['function'], []],
    ['lambda:GetAccountSettings', ['accountSettings'], []],
    ['dynamodb:DescribeTable', ['table'], []],
    ['dynamodb:DescribeStream', ['stream'], []],
    ['cloudwatch:GetMetricData', metricKeys, []],
    ['sts:GetCallerIdentity', [], ['callerIdentity']],
  ])('%s', async (action, keys, ofRun) => {
    const {evidence} = await collected({[action]: denied(action)})
    expect(missingIn(evidence)).toEqual(keys.map(key => `${key} denied ${action}`))
    expect(evidence.missing.map(({evidence: name, action: asked, reason}) => [name, asked, reason])).toEqual(
      ofRun.map(name => [name, action, 'denied']),
    )
    expect(evidence.pipelines).toHaveLength(1)
  })

  test('the actions of the collectors are those that are asked', async () => {
    const {stub} = await collected()
    const asked = new Set(stub.calls.map(({action}) => action))
    const named = new Set(collectors.flatMap(({actions}) => actions))
    expect([...asked].filter(action => action !== 'sts:GetCallerIdentity').sort()).toEqual([...named].sort())
  })
})

describe('when the mappings cannot be listed', () => {
  const noList = {'lambda:ListEventSourceMappings': denied('lambda:ListEventSourceMappings')}

  test('there is one pipeline, of which the function is read', async () => {
    const {evidence, stub} = await collected(noList, 'orders-projector:live')
    expect(evidence.pipelines).toEqual([
      {
        region: 'eu-west-1',
        functionName: 'orders-projector',
        qualifier: 'live',
        ids: {region: 'eu-west-1', mapping: 'unknown-mapping', function: `${functionArn}:live`, stream: 'unknown-stream'},
      },
    ])
    const queries = stub.calls.filter(({action}) => action === 'cloudwatch:GetMetricData').flatMap(({input}) => queriesOf(input))
    expect(queries.map(query => query.MetricStat.Metric.MetricName)).toContain('IteratorAge')
  })

  test('and the function neither, the metrics are still read', async () => {
    const {evidence} = await collected({...noList, 'lambda:GetFunction': denied('lambda:GetFunction')})
    expect(evidence.pipelines[0]?.ids.function).toBe('orders-projector')
    expect(missingIn(evidence)).toContain('function denied lambda:GetFunction')
    expect(missingIn(evidence)).not.toContain('functionMetrics denied lambda:GetFunction')
  })

  test('a function that does not exist is an error all the same', async () => {
    await expect(collected({...noList, 'lambda:GetFunction': notFound})).rejects.toMatchObject({code: 'E_NO_FUNCTION', exitCode: 4})
  })
})

test('a token that expires midway leaves failed items', async () => {
  const expired = failure(403, 'ExpiredTokenException', 'The security token included in the request is expired')
  const {evidence} = await collected({'dynamodb:DescribeTable': expired, 'dynamodb:DescribeStream': expired})
  expect(missingIn(evidence)).toEqual(['stream failed dynamodb:DescribeStream', 'table failed dynamodb:DescribeTable'])
})

test('an answer that is not from AWS is a missing item', async () => {
  const {evidence} = await collected({'lambda:GetAccountSettings': htmlPage(404)})
  expect(missingIn(evidence)).toEqual(['accountSettings failed lambda:GetAccountSettings'])
})

test('an answer with parts that are none is a missing item, in words', async () => {
  const {evidence} = await collected({'lambda:ListEventSourceMappings': {EventSourceMappings: [null, 5, 'x']}})
  expect(evidence.missing).toMatchObject([{evidence: 'mappings', reason: 'failed', detail: /^the answer could not be read: a part/}])
})

describe('nothing to judge is an error for people', () => {
  const fails = async (given: Record<string, Answer>, code: string, words: RegExp, functionText = 'orders-projector') => {
    const error = await collected(given, functionText).then(
      () => undefined,
      (thrown: unknown) => thrown,
    )
    expect(error).toMatchObject({name: 'UserError', code, exitCode: 4})
    const {message, hints} = error as {message: string; hints: string[]}
    expect([message, ...hints].join('\n')).toMatch(words)
  }

  test('no such function, with the close name', () =>
    fails(
      {'lambda:GetFunction': notFound},
      'E_NO_FUNCTION',
      /no function orders-projecter.*Did you mean orders-projector\?/s,
      'orders-projecter',
    ))

  test('an ARN of another account: the error names the account, and not the same name again', async () => {
    const error = await collected({'lambda:GetFunction': notFound}, '999999999999:function:orders-projector').catch(
      (thrown: unknown) => thrown,
    )
    expect(error).toMatchObject({
      code: 'E_NO_FUNCTION',
      hints: [
        'The ARN names a function of account 999999999999; the mappings that were listed are of account 111122223333.',
        'Check the name, --region and --profile.',
      ],
    })
  })

  test('a function without any mapping', () => fails(mappings(), 'E_NO_PIPELINE', /no event source mapping at all/))

  test('a function with other event sources: they are listed', () =>
    fails(
      mappings(
        {EventSourceArn: 'arn:aws:kinesis:eu-west-1:111122223333:stream/clicks'},
        {EventSourceArn: 'arn:aws:sqs:eu-west-1:111122223333:jobs', FunctionArn: `${functionArn}:live`},
        {EventSourceArn: undefined},
      ),
      'E_NO_PIPELINE',
      /Its mappings:\nKinesis stream arn:\S+clicks → orders-projector .*SQS queue arn:\S+jobs → orders-projector:live .*self-managed Kafka.*only DynamoDB streams/s,
    ))

  test('a qualifier without a mapping: those of the function are listed', () =>
    fails(
      {},
      'E_NO_PIPELINE',
      /orders-projector:blue has no.*The mappings of orders-projector:\nDynamoDB stream arn:\S+ → orders-projector \(Enabled.*doctor orders-projector$/s,
      'orders-projector:blue',
    ))

  test('an alias that does not exist: those of the function are named', () =>
    fails(
      {
        'lambda:ListAliases': {
          Aliases: [
            {Name: 'live', FunctionVersion: '7'},
            {Name: 'green', FunctionVersion: '8'},
          ],
        },
      },
      'E_NO_PIPELINE',
      /^The function orders-projector has no alias gren \(it has: live, green\)\.\nDid you mean `green`\?\nThe mappings of orders-projector:/,
      'orders-projector:gren',
    ))

  test('a function without aliases, and without a mapping', () =>
    fails(
      {...mappings(), 'lambda:ListAliases': {Aliases: []}},
      'E_NO_PIPELINE',
      /^The function orders-projector has no alias live \(it has none\)\. The function has no event source mapping at all\./,
      'orders-projector:live',
    ))

  test.each<[string, Record<string, Answer>, string]>([
    ['an alias that exists', {'lambda:ListAliases': {Aliases: [{Name: 'blue', FunctionVersion: '7'}]}}, 'blue'],
    ['aliases that may not be listed', {'lambda:ListAliases': denied('lambda:ListAliases')}, 'blue'],
    ['a version', {}, '7'],
  ])('%s, without a mapping', (_, given, qualifier) =>
    fails(
      given,
      'E_NO_PIPELINE',
      /^The function orders-projector:\w+ has no event source mapping on a DynamoDB stream/,
      `orders-projector:${qualifier}`,
    ),
  )

  test('no mapping, and the function could not be checked', () =>
    fails({...mappings(), 'lambda:GetFunction': denied('lambda:GetFunction')}, 'E_NO_PIPELINE', /could not be checked: AccessDenied/))

  test('an expired token', () =>
    fails(all(failure(403, 'ExpiredTokenException', 'The security token is expired')), 'E_EXPIRED_TOKEN', /sso login/))

  test('unknown keys', () =>
    fails(all(failure(403, 'UnrecognizedClientException', 'The security token is invalid')), 'E_CREDENTIALS', /is invalid/))

  test('an endpoint that is not AWS', () => fails(all(htmlPage(404)), 'E_UNREACHABLE', /HTTP 404, text\/html/))

  test('a network that refuses', () =>
    fails(
      all(() => {
        throw Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:9'), {code: 'ECONNREFUSED'})
      }),
      'E_UNREACHABLE',
      /^Could not reach AWS: connect ECONNREFUSED 127\.0\.0\.1:9/,
    ))

  test('an endpoint that does not tell the time', async () => {
    const {aws} = connected({}, {}, '')
    await expect(collectEvidence(aws, {functionText: 'orders-projector', sinceSeconds: 600, toolVersion: '1'})).rejects.toMatchObject({
      code: 'E_UNREACHABLE',
      message: expect.stringContaining('does not return its time'),
    })
  })

  test('a deadline that passes before anything is answered', async () => {
    const {aws} = connected(
      all(() => new Promise<object>(() => undefined)),
      {deadlineMs: 20},
    )
    await expect(collectEvidence(aws, {functionText: 'orders-projector', sinceSeconds: 600, toolVersion: '1'})).rejects.toMatchObject({
      code: 'E_DEADLINE',
      exitCode: 4,
    })
  })

  test('an ARN of another region is wrong usage', async () => {
    await expect(collected({}, functionArn.replace('eu-west-1', 'us-east-1'))).rejects.toMatchObject({code: 'E_OTHER_REGION', exitCode: 2})
  })
})
