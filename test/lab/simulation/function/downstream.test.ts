import {describe, expect, test} from 'vitest'
import {drawOf} from '../../../../packages/lab/src/incidents/plan.ts'
import {surroundingsOf} from '../../../../packages/lab/src/incidents/surroundings.ts'
import type {LabNetwork, NetworkRule} from '../../../../packages/lab/src/simulation/access/network.ts'
import {type Place, type Reach, reachOf} from '../../../../packages/lab/src/simulation/access/reachability.ts'
import {simulationOf} from '../../../../packages/lab/src/simulation/engine/simulation.ts'
import type {LabFunction} from '../../../../packages/lab/src/simulation/engine/world.ts'
import type {Downstream} from '../../../../packages/lab/src/simulation/function/downstream.ts'
import {smallWorld} from '../small-world.ts'

const tableArn = 'arn:aws:dynamodb:us-east-1:123456789012:table/orders'
const site = {
  region: 'us-east-1',
  accountId: '123456789012',
  functionRoleArn: 'arn:aws:iam::123456789012:role/projector',
  tableArn,
  queueArns: [],
}

const well: Downstream = {
  host: 'search.example.com',
  place: 'internet',
  needs: null,
  extraMs: 0,
  extraPerRecordMs: 0,
  state: 'well',
  clientTimeoutMs: 3000,
}

function ran(change: Partial<Downstream>, role?: 'may read the table') {
  const small = smallWorld({downstream: {...well, ...change}, behaviour: {baseMs: 50, perRecordMs: 0}})
  if (role !== undefined) {
    const [mine] = surroundingsOf(drawOf(1, 'test'), site, false).roles
    if (mine !== undefined) small.world.roles.set(mine.name, mine)
  }
  // Minute 3 ends at 240 s and is published at most 180 s later.
  small.to(430)
  const lines = small.world.logs.groups().flatMap(({name}) => [...small.world.logs.read(name, 0, small.world.nowMs)])
  return {
    small,
    duration: small.metric('Duration', 'p50').get(3) ?? 0,
    errors: Math.max(...small.metric('Errors', 'Sum').values()),
    has: (pattern: RegExp) => lines.some(({message}) => pattern.test(message)),
  }
}

describe('the service that the code calls', () => {
  test('turns connections away: the error comes at once', () => {
    const {duration, errors, has} = ran({state: 'refuses'})
    expect(errors).toBeGreaterThan(0)
    expect(duration).toBeLessThan(30)
    expect(has(/connect ECONNREFUSED search\.example\.com:443/)).toBe(true)
  })

  test('does not answer: the client gives up, or else the function runs into its timeout', () => {
    const givesUp = ran({state: 'hangs'})
    expect(givesUp.duration).toBeCloseTo(3000, -2)
    expect(givesUp.has(/ETIMEDOUT/)).toBe(true)
    const waits = ran({state: 'hangs', clientTimeoutMs: 60_000})
    expect(waits.duration).toBe(10_000)
    expect(waits.has(/Status: timeout/)).toBe(true)
  })

  test('is denied to the execution role, or allowed', () => {
    const needs = {action: 'dynamodb:GetItem', resource: tableArn}
    const denied = ran({place: 'dynamodb', needs})
    expect(denied.duration).toBeLessThan(30)
    expect(
      denied.has(/assumed-role\/projector\/projector is not authorized to perform: dynamodb:GetItem on resource: \S+table\/orders/),
    ).toBe(true)
    expect(ran({place: 'dynamodb', needs}, 'may read the table').errors).toBe(0)
  })

  test('is slow: each batch takes longer, and nothing fails', () => {
    const {duration, errors} = ran({extraMs: 400, extraPerRecordMs: 10})
    expect(errors).toBe(0)
    expect(duration).toBeGreaterThan(455)
    expect(duration).toBeLessThan(600)
  })

  test('changes while time goes on', () => {
    const {small} = ran({})
    const downstream = simulationOf(small.world).functions.get('projector')?.downstream
    if (downstream) downstream.state = 'refuses'
    small.to(700)
    expect([...small.metric('Errors', 'Sum').values()].at(-1)).toBeGreaterThan(0)
  })
})

describe('the way out of a VPC', () => {
  const https = {fromPort: 443, toPort: 443, cidr: '0.0.0.0/0'}
  const setRoutes = (network: LabNetwork, target: string, state: 'blackhole') => {
    for (const route of network.routeTables.flatMap(table => table.routes)) if (route.target.startsWith(target)) route.state = state
  }
  const setGroups = (network: LabNetwork, egress: NetworkRule[]) => {
    for (const group of network.securityGroups) group.egress = egress
  }
  const denyHttps = (network: LabNetwork, number: number) => {
    for (const {entries} of network.acls) entries.push({number, egress: true, allow: false, ...https})
  }
  const none = (list: unknown[]) => {
    list.length = 0
  }
  const changes: [string, Place, Reach, (network: LabNetwork, fn: LabFunction) => void][] = [
    ['a NAT gateway', 'internet', 'reached', () => {}],
    ['a gateway endpoint', 'dynamodb', 'reached', network => none(network.natGateways)],
    ['a NAT gateway, without the endpoint', 'dynamodb', 'reached', network => none(network.endpoints)],
    ['a NAT gateway that is gone', 'internet', 'dropped', network => none(network.natGateways)],
    ['a NAT gateway that is being deleted', 'internet', 'dropped', ({natGateways: [nat]}) => Object.assign(nat ?? {}, {state: 'deleting'})],
    ['a route that leads nowhere', 'internet', 'dropped', network => setRoutes(network, 'nat-', 'blackhole')],
    ['a NAT gateway in a subnet without a way out', 'internet', 'dropped', network => setRoutes(network, 'igw-', 'blackhole')],
    ['a public subnet', 'internet', 'dropped', (network, fn) => fn.subnetIds.splice(0, 2, network.subnets[0]?.id ?? '')],
    ['no rule of the security group', 'dynamodb', 'dropped', network => setGroups(network, [])],
    ['a security group that lets HTTPS out', 'internet', 'reached', network => setGroups(network, [{protocol: 'tcp', ...https}])],
    ['a network ACL that denies HTTPS first', 'internet', 'dropped', network => denyHttps(network, 90)],
    ['a network ACL that denies HTTPS too late', 'internet', 'reached', network => denyHttps(network, 110)],
    ['a VPC that resolves no names', 'dynamodb', 'unresolved', ({vpcs: [vpc]}) => Object.assign(vpc ?? {}, {dnsSupport: false})],
  ]
  test.each(changes)('%s: %s is %s', (_, place, expected, change) => {
    const {network, place: at} = surroundingsOf(drawOf(3, 'test'), site, true)
    const fn = {...at} as LabFunction
    change(network, fn)
    expect(reachOf(network, fn, fn.subnetIds[0], place)).toBe(expected)
  })

  test('a function outside of a VPC needs none', () => {
    const {network} = surroundingsOf(drawOf(3, 'test'), site, true)
    network.natGateways.length = 0
    expect(reachOf(network, {subnetIds: [], securityGroupIds: []} as unknown as LabFunction, undefined, 'internet')).toBe('reached')
  })
})
