import {DynamoDBClient, UpdateContributorInsightsCommand} from '@aws-sdk/client-dynamodb'
import {describe, expect, it} from 'vitest'
import {describeIncident, type OpenLab, openLab} from '../../../packages/lab/src/entrance.ts'
import {collectors, onDemandCollectors} from '../../../src/evidence/index.ts'
import type {OnDemandKey, OnDemandValues} from '../../../src/model/evidence/evidence.ts'
import {evidenceItem} from '../../../src/model/evidence/evidence-item.ts'
import {evidenceSchema} from '../../../src/model/evidence/evidence-schema.ts'
import type {Item} from '../../../src/model/evidence/item.ts'
import {look} from '../../support/examine.ts'
import {sample} from '../../support/sample.ts'

/** All that a deep look at a lab reads, by key. */
async function deepLook(lab: OpenLab) {
  const {evidence, report} = await look(lab, {deep: true})
  expect(evidenceSchema.parse(evidence)).toEqual(evidence)
  const [pipeline] = evidence.pipelines
  const read = <K extends OnDemandKey>(key: K): OnDemandValues[K] => {
    const item = evidenceItem(evidence, pipeline!, key) as Item<OnDemandValues[K]>
    if (item.state === 'missing') throw new Error(`${key} is missing: ${item.detail}`)
    return item.value
  }
  return {read, evidence, report}
}

const incident = (id: string, seed: number) => deepLook(openLab({incident: id, seed}))

describe('a deep look at a healthy lab', () => {
  it('reads everything, asks nothing twice, and moves no verdict', async () => {
    const {read, report, evidence} = await incident('healthy', 1)
    expect(report.verdict).toBe('healthy')
    expect(report.missing).toEqual([])
    expect(read('rolePermissions')?.results.map(({decision}) => decision)).toEqual(new Array(6).fill('allowed'))
    expect(read('destination')).toMatchObject({exists: true, fifo: false})
    expect(read('rolePolicies')?.statements.map(({policy}) => policy)).toEqual([
      'AWSLambdaDynamoDBExecutionRole',
      'failed-batches',
      'handler',
    ])
    expect(read('hotKeys')).toEqual({status: 'DISABLED', mode: null, keys: []})
    expect(read('logErrors')?.errors.map(({sample}) => sample)).toEqual(['Error: Request failed with status code 503'])
    expect(read('logGroup')?.name).toBe('/aws/lambda/orders-projector')
    const twice = Object.entries(evidence.usage.requests).filter(([action, count]) => count > 1 && !action.startsWith('logs:'))
    expect(twice).toEqual([['iam:GetRolePolicy', 2]])
  })
})

/** The actions that allow each request of the run, as `policy` lists them. */
const declared = new Set([...collectors, ...onDemandCollectors].flatMap(({actions}) => [...actions]).concat('sts:GetCallerIdentity'))

it('every request of a deep look is declared by a collector; names that are not resolved show in the network', async () => {
  const {evidence, read} = await incident('network-unreachable', 9)
  expect(read('network')).toMatchObject({dnsSupport: false})
  expect(Object.keys(evidence.usage.requests).filter(action => !declared.has(action))).toEqual([])
  expect(new Set(onDemandCollectors.map(({key}) => key)).size).toBe(23)
})

describe('access-denied', () => {
  it('of the poller shows in the simulation', async () => {
    const {read} = await incident('access-denied', 3)
    const polls = read('rolePermissions')?.results.filter(({purpose}) => purpose === 'poll') ?? []
    expect(Object.fromEntries(polls.map(({action, decision}) => [action, decision]))).toMatchObject({
      'dynamodb:GetRecords': 'explicitDeny',
      'dynamodb:GetShardIterator': 'explicitDeny',
      'dynamodb:DescribeStream': 'allowed',
    })
  })

  it('of the handler shows in the policies', async () => {
    const {read} = await incident('access-denied', 4)
    expect(read('rolePermissions')?.results.map(({decision}) => decision)).not.toContain('implicitDeny')
    const statements = read('rolePolicies')?.statements ?? []
    const allowing = statements.filter(({effect, actions}) => effect === 'Allow' && actions.includes('dynamodb:GetItem'))
    const denying = statements.filter(({effect, actions}) => effect === 'Deny' && actions.includes('dynamodb:GetItem'))
    expect(denying.length > 0 || allowing.length === 0).toBe(true)
    expect(read('logErrors')?.errors).toMatchObject([
      {kind: 'access-denied', deniedAction: 'dynamodb:GetItem', deniedResource: 'arn:aws:dynamodb:us-east-1:123456789012:table/orders'},
    ])
  })
})

describe('network-unreachable', () => {
  it('by a deleted NAT gateway', async () => {
    const network = (await incident('network-unreachable', 1)).read('network')
    expect(network?.natGateways).toMatchObject([{state: 'deleted'}])
    expect(network?.subnets.map(({routes}) => routes.find(({destination}) => destination === '0.0.0.0/0')?.state)).toEqual([
      'blackhole',
      'blackhole',
    ])
    expect(network?.prefixLists.map(({name}) => name)).toContain('com.amazonaws.us-east-1.dynamodb')
  })

  it('by a security group', async () => {
    const {read} = await incident('network-unreachable', 2)
    const network = read('network')
    expect(read('logErrors')?.errors).toMatchObject([{kind: 'connection-timed-out', host: 'index.acme-shop.io:443'}])
    expect(network?.securityGroups).toMatchObject([{egress: [{protocol: 'tcp', fromPort: 5432, toPort: 5432}]}])
    expect(network?.natGateways).toMatchObject([{state: 'available'}])
  })
})

const unusable: [how: string, seed: number, destination: object, decision: string][] = [
  ['is gone', 2, {exists: false, fifo: false}, 'allowed'],
  ['is a FIFO queue', 3, {exists: true, fifo: true}, 'implicitDeny'],
  ['may not be written to', 5, {exists: true, fifo: false}, 'implicitDeny'],
]

it.each(sample(unusable, 1))('broken-destination: it %s', async (_how, seed, expected, decision) => {
  const {read} = await incident('broken-destination', seed)
  expect(read('destination')).toMatchObject(expected)
  expect(read('rolePermissions')?.results.find(({purpose}) => purpose === 'destination')).toMatchObject({decision})
})

it.each(sample([1, 3], 1))('memory-exhausted shows in the log, in the newer style and the older one (seed %i)', async seed => {
  const {read} = await incident('memory-exhausted', seed)
  const [first] = read('logErrors')?.errors ?? []
  expect(first).toMatchObject({kind: 'out-of-memory', type: 'Runtime.ExitError'})
  expect(first?.count).toBe(first?.requests)
  const {memorySizeMb, usedMemoryMaximumMb} = read('logReports') ?? {}
  expect(usedMemoryMaximumMb).toBe(memorySizeMb)
})

it.each(sample([1, 2], 1))('cold-start-burden shows in the reports (seed %i)', async seed => {
  const reports = (await incident('cold-start-burden', seed)).read('logReports')
  const {invocations = 0, coldStarts = 0, initSumMs, durationSumMs, periods = [], initP50Ms, initMaximumMs, billedSumMs} = reports ?? {}
  expect(coldStarts).toBeGreaterThan(invocations / 2)
  expect(initP50Ms).toBeGreaterThan(1000)
  expect(initMaximumMs).toBeGreaterThanOrEqual(initP50Ms ?? 0)
  expect(periods.reduce((sum, period) => sum + period.coldStarts, 0)).toBe(coldStarts)
  expect(periods.reduce((sum, period) => sum + (period.initSumMs ?? 0), 0)).toBeCloseTo(initSumMs ?? 0, 0)
  // The start is billed with the work, each invocation rounded up to a millisecond.
  expect(billedSumMs).toBeGreaterThanOrEqual(Math.floor((initSumMs ?? 0) + (durationSumMs ?? 0)))
  expect(billedSumMs).toBeLessThanOrEqual((initSumMs ?? 0) + (durationSumMs ?? 0) + invocations)
})

it('hot-partition: the hot key leads where Contributor Insights counts', async () => {
  const lab = openLab({incident: 'hot-partition', seed: 5})
  const {hotKey} = describeIncident('hot-partition', 5).truth
  const dynamodb = new DynamoDBClient({...lab, requestHandler: lab.requestHandler as never})
  await dynamodb.send(new UpdateContributorInsightsCommand({TableName: 'orders', ContributorInsightsAction: 'ENABLE'}))
  await lab.sleep(10 * 60_000)
  const {keys = [], status} = (await deepLook(lab)).read('hotKeys') ?? {}
  const accessed = keys.filter(({counts, labels}) => counts === 'accessed' && labels.length === 1)
  const [first, second] = accessed.sort((a, b) => b.maximumPerMinute - a.maximumPerMinute)
  expect(status).toBe('ENABLED')
  expect(first?.key).toEqual([hotKey])
  expect(first?.maximumPerMinute).toBeGreaterThan(10 * (second?.maximumPerMinute ?? 0))
})
