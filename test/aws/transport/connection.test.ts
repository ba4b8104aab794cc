import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, describe, expect, test, vi} from 'vitest'
import {describeTable} from '../../../src/aws/dynamodb.ts'
import {type Aws, type Connection, connect, disconnect, nowMs, regionOf, usage} from '../../../src/aws/index.ts'
import {getAccountSettings, getFunction, listEventSourceMappings} from '../../../src/aws/lambda.ts'
import {describeStream} from '../../../src/aws/streams.ts'
import {getCallerIdentity} from '../../../src/aws/sts.ts'
import {account, mappingOnTheWire, streamArn, streamOnTheWire, testConnection} from '../../support/stub-account.ts'
import {type Answer, denied, failure, stubAws} from '../../support/stub-aws.ts'

const open: Aws[] = []
afterEach(() => {
  vi.unstubAllEnvs()
  for (const aws of open.splice(0)) disconnect(aws)
})

function connected(given: Record<string, Answer> = {}, more: Partial<Connection> = {}, date?: string) {
  const stub = stubAws(account(given), date)
  const aws = connect({...testConnection, requestHandler: stub.requestHandler as never, ...more})
  open.push(aws)
  return {aws, stub}
}

describe('usage', () => {
  test('counts every attempt by IAM action', async () => {
    const {aws} = connected({'dynamodb:DescribeStream': (_, nth) => (nth < 3 ? failure(500, 'InternalServerError') : streamOnTheWire())})
    await Promise.all([describeStream(aws, streamArn), describeTable(aws, 'orders'), getFunction(aws, 'orders'), getCallerIdentity(aws)])
    expect(usage(aws)).toEqual({
      requests: {'dynamodb:DescribeStream': 3, 'dynamodb:DescribeTable': 1, 'lambda:GetFunction': 1, 'sts:GetCallerIdentity': 1},
      usd: 0,
    })
  })

  test('is empty before the first request', () => {
    expect(usage(connected().aws)).toEqual({requests: {}, usd: 0})
  })
})

describe('retries', () => {
  test('three attempts, then the error', async () => {
    const {aws, stub} = connected({'dynamodb:DescribeTable': failure(500, 'InternalServerError')})
    await expect(describeTable(aws, 'orders')).rejects.toMatchObject({kind: 'other', action: 'dynamodb:DescribeTable'})
    expect(stub.count('dynamodb:DescribeTable')).toBe(3)
  })

  test('not for denied calls', async () => {
    const {aws, stub} = connected({'lambda:GetFunction': denied('lambda:GetFunction')})
    await expect(getFunction(aws, 'orders')).rejects.toMatchObject({kind: 'denied', reason: 'denied'})
    expect(stub.count('lambda:GetFunction')).toBe(1)
  })

  test('each attempt waits for its quota', async () => {
    const waits: number[] = []
    const {aws} = connected(
      {'dynamodb:DescribeStream': failure(500, 'InternalServerError')},
      {sleep: async ms => void waits.push(ms), elapsedMs: () => 0},
    )
    await expect(describeStream(aws, streamArn)).rejects.toMatchObject({kind: 'other'})
    // Two of the ten a second may go at once; the third attempt waits for an eighth of a second.
    expect(waits).toEqual([125])
  })
})

describe('the time', () => {
  test("is AWS's, from the answer", async () => {
    const {aws} = connected({}, {}, 'Mon, 23 Nov 2026 12:00:30 GMT')
    expect(nowMs(aws)).toBeUndefined()
    await getAccountSettings(aws)
    expect(nowMs(aws)).toBe(Date.UTC(2026, 10, 23, 12, 0, 30))
  })

  test('also comes with an error', async () => {
    const date = new Date().toUTCString()
    const {aws} = connected({'lambda:GetAccountSettings': denied('lambda:GetAccountSettings')}, {}, date)
    await expect(getAccountSettings(aws)).rejects.toMatchObject({kind: 'denied'})
    expect(nowMs(aws)).toBe(Date.parse(date))
  })

  test('is not moved by an answer without a date', async () => {
    const {aws} = connected({}, {}, '')
    await getAccountSettings(aws)
    expect(nowMs(aws)).toBeUndefined()
  })
})

describe('pages', () => {
  test('of mappings are read to the end', async () => {
    const pages = ['a', 'b', 'c']
    const {aws, stub} = connected({
      'lambda:ListEventSourceMappings': (input, nth) => ({
        EventSourceMappings: [mappingOnTheWire({UUID: pages[nth - 1]})],
        ...(nth < 3 && {NextMarker: `after ${input.Marker ?? ''}${nth}`}),
      }),
    })
    expect((await listEventSourceMappings(aws)).map(mapping => mapping.UUID)).toEqual(pages)
    expect(stub.count('lambda:ListEventSourceMappings')).toBe(3)
  })

  test('of shards end when no last shard is named, even after an empty page', async () => {
    const page = (ids: string[], LastEvaluatedShardId?: string) =>
      streamOnTheWire({Shards: ids.map(ShardId => ({ShardId, SequenceNumberRange: {}})), LastEvaluatedShardId})
    const {aws, stub} = connected({
      'dynamodb:DescribeStream': (_, nth) => [page(['s1', 's2'], 's2'), page([], 's2b'), page(['s3'])][nth - 1] ?? {},
    })
    expect((await describeStream(aws, streamArn)).Shards?.map(shard => shard.ShardId)).toEqual(['s1', 's2', 's3'])
    expect(stub.calls.map(call => call.input.ExclusiveStartShardId)).toEqual([undefined, 's2', 's2b'])
  })
})

test.each<[string, (aws: Aws) => Promise<unknown>]>([
  ['lambda:ListEventSourceMappings', listEventSourceMappings],
  ['lambda:GetFunction', aws => getFunction(aws, 'orders')],
  ['dynamodb:DescribeTable', aws => describeTable(aws, 'orders')],
  ['dynamodb:DescribeStream', aws => describeStream(aws, streamArn)],
])('%s: an empty answer is not AWS', async (action, ask) => {
  const {aws} = connected({[action]: {}})
  await expect(ask(aws)).rejects.toMatchObject({action, kind: 'unreachable', detail: /did not answer as AWS does/})
})

describe('the deadline', () => {
  const silence = () => new Promise<object>(() => undefined)

  test('ends requests that nobody answers', async () => {
    const {aws} = connected({'lambda:GetAccountSettings': silence}, {deadlineMs: 20})
    await expect(getAccountSettings(aws)).rejects.toMatchObject({kind: 'deadline', reason: 'failed', detail: /within the deadline/})
  })

  test('lets nothing start after it', async () => {
    const {aws, stub} = connected({'lambda:GetAccountSettings': silence}, {deadlineMs: 20})
    await expect(getAccountSettings(aws)).rejects.toMatchObject({kind: 'deadline'})
    await expect(getFunction(aws, 'orders')).rejects.toMatchObject({kind: 'deadline'})
    expect(stub.count('lambda:GetFunction')).toBe(0)
  })

  test('holds while a request waits for its quota', async () => {
    const {aws} = connected({}, {deadlineMs: 20, sleep: () => new Promise(() => undefined), elapsedMs: () => 0})
    const asked = await Promise.allSettled(Array.from({length: 9}, () => getAccountSettings(aws)))
    expect(asked.map(({status}) => status)).toEqual([...new Array(3).fill('fulfilled'), ...new Array(6).fill('rejected')])
  })

  test('disconnect aborts open requests', async () => {
    const {aws} = connected({'lambda:GetAccountSettings': silence})
    const asked = getAccountSettings(aws)
    disconnect(aws)
    await expect(asked).rejects.toMatchObject({kind: 'deadline'})
  })
})

describe('where to', () => {
  test('credentials are found once for all clients', async () => {
    const credentials = vi.fn(async () => testConnection.credentials)
    const {aws} = connected({}, {credentials})
    await getFunction(aws, 'orders')
    await Promise.all([describeTable(aws, 'orders'), describeStream(aws, streamArn), getCallerIdentity(aws)])
    expect(credentials).toHaveBeenCalledTimes(1)
  })

  test('a profile gives region and credentials', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'ddbstream-profile-'))
    await writeFile(join(folder, 'config'), '[profile work]\nregion = sa-east-1\n')
    await writeFile(join(folder, 'credentials'), '[work]\naws_access_key_id = AKIDWORK\naws_secret_access_key = s\n')
    vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'config'))
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(folder, 'credentials'))
    const signed: string[] = []
    const {stub} = connected()
    const handle = (request: {headers: Record<string, string>} & Parameters<typeof stub.requestHandler.handle>[0]) => {
      signed.push(request.headers.authorization ?? '')
      return stub.requestHandler.handle(request)
    }
    const aws = connect({profile: 'work', deadlineMs: 20_000, requestHandler: {handle} as never})
    open.push(aws)
    expect(await regionOf(aws)).toBe('sa-east-1')
    await Promise.all([getAccountSettings(aws), describeTable(aws, 'orders')])
    expect(signed.map(header => /Credential=(\w+)\/\d+\/([\w-]+)\/(\w+)/.exec(header)?.slice(1)).sort()).toEqual([
      ['AKIDWORK', 'sa-east-1', 'dynamodb'],
      ['AKIDWORK', 'sa-east-1', 'lambda'],
    ])
    await rm(folder, {recursive: true})
  })

  test('the region is the given one', async () => {
    expect(await regionOf(connected().aws)).toBe('eu-west-1')
  })

  test("the region is the environment's when none is given", async () => {
    vi.stubEnv('AWS_REGION', 'ap-southeast-2')
    expect(await regionOf(connected({}, {region: undefined}).aws)).toBe('ap-southeast-2')
  })

  test.each(['', 'b ad', 'eu_west', '-eu'])('%j is no region', async region => {
    await expect(regionOf(connected({}, {region}).aws)).rejects.toMatchObject({code: 'E_BAD_REGION', exitCode: 2})
  })

  test('without any region the user is told', async () => {
    for (const name of ['AWS_REGION', 'AWS_DEFAULT_REGION', 'AWS_PROFILE']) vi.stubEnv(name, undefined)
    for (const name of ['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE']) vi.stubEnv(name, '/nowhere/config')
    await expect(regionOf(connected({}, {region: undefined}).aws)).rejects.toMatchObject({code: 'E_NO_REGION', exitCode: 4})
  })
})
