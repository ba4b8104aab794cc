import {expect, it} from 'vitest'
import type {Network} from '../../../src/model/evidence/evidence.ts'
import {derivedOf} from '../../support/derived-of.ts'
import {denies, network, route, subnet} from '../../support/on-demand.ts'

const egressOf = (given: Partial<Network>) => derivedOf('egress', {network: network(given)})
const withoutRoute = subnet({routes: [route('pl-1', 'vpce-1')]})
const closed = subnet({subnetId: 'subnet-b', routes: []})
const to = (...list: string[]) => [{groupId: 'sg-1', egress: [{protocol: '-1', fromPort: null, toPort: null, to: list}]}]

it('is open without a VPC', () => {
  expect(derivedOf('egress', {network: null})).toEqual({internet: [], dynamodb: []})
})

it.each<[string, Partial<Network>, internet: (string | RegExp)[], dynamodb: (string | RegExp)[]]>([
  ['a NAT gateway', {}, [], []],
  ['no route, with an endpoint for DynamoDB', {subnets: [withoutRoute]}, [/subnet-a has no route/], []],
  ['no route and no endpoint', {subnets: [closed]}, [/subnet-b has no route/], [/subnet-b has no route/]],
  ['one subnet that is open', {subnets: [closed, subnet()]}, [], []],
  ['none that is open, one with an endpoint', {subnets: [closed, withoutRoute]}, [/subnet-b/, /subnet-a/], []],
  ['a transit gateway', {subnets: [subnet({routes: [route('0.0.0.0/0', 'tgw-1')]})]}, [], []],
  ['an internet gateway', {subnets: [subnet({routes: [route('0.0.0.0/0', 'igw-1')]})]}, [/internet gateway/], [/internet gateway/]],
  ['a NAT gateway that is gone', {natGateways: [{id: 'nat-1', state: 'deleted'}]}, [/ends at nat-1, which no longer exists/], []],
  ['no DNS', {dnsSupport: false}, [/DNS support of vpc-1 is off/], [/DNS support of vpc-1 is off/]],
  ['DNS that could not be read', {dnsSupport: null}, [], []],
  ['a group without a rule', {securityGroups: to()}, [/no rule of sg-1 allows/], [/no rule of sg-1 allows/]],
  ['a group that allows DynamoDB', {securityGroups: to('pl-1')}, [/no rule of sg-1 allows/], []],
  ['groups that could not be read', {securityGroups: []}, [], []],
  [
    'an ACL that denies requests',
    {subnets: [subnet({networkAcl: [denies(true, 443), ...subnet().networkAcl]})]},
    [/subnet-a denies outbound HTTPS/],
    [/subnet-a denies outbound HTTPS/],
  ],
  [
    'an ACL that denies responses',
    {subnets: [subnet({networkAcl: [denies(false, 50_000), ...subnet().networkAcl]})]},
    [/subnet-a denies the responses/],
    [/subnet-a denies the responses/],
  ],
  [
    'one ACL of two',
    {subnets: [subnet({networkAcl: [denies(true, 443), ...subnet().networkAcl]}), subnet({subnetId: 'subnet-b'})]},
    [],
    [],
  ],
])('%s', (_, given, internet, dynamodb) => {
  const found = egressOf(given)
  expect(found.internet).toEqual(internet.map(one => expect.stringMatching(one)))
  expect(found.dynamodb).toEqual(dynamodb.map(one => expect.stringMatching(one)))
})
