import {describe, expect, it} from 'vitest'
import type {NetworkPath} from '../../../src/model/derived/network-path.ts'
import type {Network} from '../../../src/model/evidence/evidence.ts'
import {derivedOf} from '../../support/derived-of.ts'
import {denies, network, route, subnet} from '../../support/on-demand.ts'

type Path = NonNullable<NetworkPath>
type Subnet = Network['subnets'][number]
const pathOf = (given: Partial<Network> = {}): Path => derivedOf('networkPath', {network: network(given)}) as Path
const subnetOf = (given: Partial<Subnet>, around: Partial<Network> = {}) => pathOf({subnets: [subnet(given)], ...around}).subnets[0]
const entry = (given: Partial<Subnet['networkAcl'][number]>): Subnet['networkAcl'][number] => ({
  egress: true,
  number: 100,
  allow: true,
  protocol: 'tcp',
  fromPort: 443,
  toPort: 443,
  cidr: '0.0.0.0/0',
  ...given,
})
const inbound = entry({egress: false, protocol: '-1', fromPort: null, toPort: null})

it('a function without a VPC has no path', () => {
  expect(derivedOf('networkPath', {network: null})).toBeNull()
})

it('is open behind a NAT gateway', () => {
  expect(pathOf()).toEqual({
    vpcId: 'vpc-1',
    subnets: [
      {
        subnetId: 'subnet-a',
        freeAddresses: 4000,
        way: {kind: 'nat', target: 'nat-1'},
        blackholes: [],
        dynamodbEndpoint: true,
        aclBlocks: null,
      },
    ],
    httpsOut: true,
    httpsToDynamodb: false,
    httpsAnywhere: true,
    securityGroups: ['sg-1'],
    interfaceEndpoints: [],
    dnsSupport: true,
  })
})

describe('the way of a subnet', () => {
  it.each<[string, Subnet['routes'], string, Partial<Network>?]>([
    ['no route', [route('10.0.0.0/16', 'local')], 'none'],
    ['an internet gateway', [route('0.0.0.0/0', 'igw-1')], 'internet-gateway'],
    ['a transit gateway', [route('0.0.0.0/0', 'tgw-1')], 'other'],
    ['a NAT gateway that is not listed', [route('0.0.0.0/0', 'nat-9')], 'nat'],
    ['one that is being made', [route('0.0.0.0/0', 'nat-1')], 'nat', {natGateways: [{id: 'nat-1', state: 'pending'}]}],
    ['one that is deleted', [route('0.0.0.0/0', 'nat-1')], 'blackhole', {natGateways: [{id: 'nat-1', state: 'deleted'}]}],
    ['a deleted one beside it', [route('0.0.0.0/0', 'nat-1')], 'nat', {natGateways: [{id: 'nat-2', state: 'deleted'}]}],
    ['a route that AWS calls a blackhole', [route('0.0.0.0/0', 'igw-1', 'blackhole')], 'blackhole'],
    ['another blackhole', [route('10.9.0.0/16', 'pcx-1', 'blackhole'), route('0.0.0.0/0', 'nat-1')], 'nat'],
  ])('%s', (_, routes, kind, around) => {
    expect(subnetOf({routes}, around)?.way.kind).toBe(kind)
  })

  it('lists the routes that lead nowhere', () => {
    const routes = [route('10.9.0.0/16', 'pcx-1', 'blackhole'), route('0.0.0.0/0', 'nat-1')]
    expect(subnetOf({routes})?.blackholes).toEqual(['10.9.0.0/16 → pcx-1'])
  })

  it.each<[string, Subnet['routes'], boolean, Partial<Network>?]>([
    ['an endpoint', [route('pl-1', 'vpce-1')], true],
    ['one that leads nowhere', [route('pl-1', 'vpce-1', 'blackhole')], false],
    ['another target', [route('pl-1', 'tgw-1')], false],
    ['the prefix list of another service', [route('pl-1', 'vpce-1')], false, {prefixLists: [{id: 'pl-1', name: 'x.s3'}]}],
  ])('reaches DynamoDB: %s', (_, routes, reaches, around) => {
    expect(subnetOf({routes}, around)?.dynamodbEndpoint).toBe(reaches)
  })
})

describe('a network ACL blocks', () => {
  it.each<[string, Subnet['networkAcl'], 'requests' | 'answers' | null]>([
    ['nothing, where it was not read', [], null],
    ['requests to port 443', [denies(true, 443), ...subnet().networkAcl], 'requests'],
    ['no other port', [denies(true, 442), denies(true, 444), ...subnet().networkAcl], null],
    ['responses', [denies(false, 50_000), ...subnet().networkAcl], 'answers'],
    ['no response to another port', [denies(false, 49_999), ...subnet().networkAcl], null],
    ['requests, without a rule for them', [inbound], 'requests'],
    ['responses, without a rule for them', [entry({})], 'answers'],
    ['nothing, where TCP is allowed by its number', [entry({protocol: '6'}), inbound], null],
    ['requests, where UDP alone is allowed', [entry({protocol: 'udp'}), inbound], 'requests'],
    ['nothing, where all ports are allowed', [entry({fromPort: -1, toPort: -1}), inbound], null],
    ['nothing, where a rule without ports allows', [entry({fromPort: null, toPort: null}), inbound], null],
    ['nothing, in a range that ends at 443', [entry({fromPort: 80}), inbound], null],
    ['requests, in a range that ends before', [entry({fromPort: 80, toPort: 442}), inbound], 'requests'],
    ['nothing, in a range that begins at 443', [entry({toPort: 500}), inbound], null],
    ['requests, in a range that begins after', [entry({fromPort: 444, toPort: 500}), inbound], 'requests'],
    ['requests, where the rule that allows comes later', [entry({number: 200}), entry({allow: false}), inbound], 'requests'],
    ['nothing, where it comes first', [entry({number: 200, allow: false}), entry({}), inbound], null],
    ['nothing, where some addresses are allowed', [entry({cidr: '52.0.0.0/8'}), inbound], null],
    ['nothing, where they are allowed before', [entry({cidr: '52.0.0.0/8'}), entry({number: 200, allow: false}), inbound], null],
    ['requests, where they are allowed after', [entry({cidr: '52.0.0.0/8', number: 200}), entry({allow: false}), inbound], 'requests'],
    ['requests, where some addresses are denied and none allowed', [entry({cidr: '52.0.0.0/8', allow: false}), inbound], 'requests'],
  ])('%s', (_, networkAcl, blocks) => {
    expect(subnetOf({networkAcl})?.aclBlocks).toBe(blocks)
  })
})

describe('security groups let HTTPS out', () => {
  const groups = (...to: string[][]) =>
    to.map((list, i) => ({groupId: `sg-${i}`, egress: [{protocol: 'tcp', fromPort: 443, toPort: 443, to: list}]}))
  it.each<[string, Network['securityGroups'], [out: boolean, dynamodb: boolean, anywhere: boolean]]>([
    ['no group', [], [false, false, false]],
    ['a group without a rule', [{groupId: 'sg-1', egress: []}], [false, false, false]],
    ['a public block', groups(['52.0.0.0/8']), [true, false, true]],
    ['IPv6', groups(['::/0']), [true, false, true]],
    ['10.0.0.0/8', groups(['10.0.0.0/8']), [false, false, true]],
    ['192.168.0.0/16', groups(['192.168.0.0/16']), [false, false, true]],
    ['172.15, which is public', groups(['172.15.0.0/16']), [true, false, true]],
    ['172.16', groups(['172.16.0.0/12']), [false, false, true]],
    ['172.31', groups(['172.31.0.0/16']), [false, false, true]],
    ['172.32, which is public', groups(['172.32.0.0/16']), [true, false, true]],
    ['110.0, which is public', groups(['110.0.0.0/8']), [true, false, true]],
    ['another group', groups(['sg-9']), [false, false, true]],
    ['the prefix list of DynamoDB', groups(['pl-1']), [false, true, true]],
    ['another prefix list', groups(['pl-2']), [false, false, true]],
    ['rules of two groups', groups(['10.0.0.0/8'], ['0.0.0.0/0']), [true, false, true]],
    ['another port', [{groupId: 'sg-1', egress: [{protocol: 'tcp', fromPort: 80, toPort: 80, to: ['0.0.0.0/0']}]}], [false, false, false]],
  ])('%s', (_, securityGroups, expected) => {
    const {httpsOut, httpsToDynamodb, httpsAnywhere} = pathOf({securityGroups})
    expect([httpsOut, httpsToDynamodb, httpsAnywhere]).toEqual(expected)
  })
})

it('lists the interface endpoints that are available', () => {
  const endpoint = (service: string, type: string, state: string) => ({id: service, service, type, state, subnetIds: [], privateDns: true})
  const endpoints = [
    endpoint('a', 'Interface', 'Available'),
    endpoint('b', 'Interface', 'pending'),
    endpoint('c', 'Gateway', 'available'),
    endpoint('d', 'Interface', 'available'),
  ]
  expect(pathOf({endpoints}).interfaceEndpoints).toEqual(['a', 'd'])
})
