import {describe, expect, it} from 'vitest'
import {functionMetrics, lambdaFunction, type Parts, published} from '../support/evidence.ts'
import {loggedOf, network, subnet} from '../support/on-demand.ts'
import {found, weighing} from '../support/weigh.ts'

const blocked = (ago: number) => (ago > 20 ? 1 : (21 - ago) * 60)
const errors = {'Errors.Sum': published(ago => (ago > 20 ? 0 : 60))}
const placed = lambdaFunction({vpcId: 'vpc-1', subnetIds: ['subnet-a', 'subnet-b'], securityGroupIds: ['sg-1']})
const failing: Partial<Parts> = {functionMetrics: functionMetrics(blocked, errors, blocked), function: placed}
const times = {'Duration.Average': published(() => 30_000), 'Duration.Maximum': published(() => 30_000)}
const hanging: Partial<Parts> = {functionMetrics: functionMetrics(blocked, {...errors, ...times}, blocked), function: placed}
const internet = loggedOf('connection-timed-out', {sample: 'connect ETIMEDOUT', host: 'search.example.com:443'})
const dynamodb = loggedOf('connection-timed-out', {sample: 'connect ETIMEDOUT', host: 'dynamodb.us-east-1.amazonaws.com:443'})
const everywhere = {protocol: '-1', fromPort: null, toPort: null, cidr: '0.0.0.0/0'}
const withoutNat = (id: string) => subnet({subnetId: id, routes: [{destination: 'pl-1', target: 'vpce-1', state: 'active'}]})

const closed: [string, Partial<Parts>, RegExp][] = [
  ['no route', {network: network({subnets: [withoutNat('subnet-a'), withoutNat('subnet-b')]})}, /no route to the internet/],
  ['a NAT gateway that is gone', {network: network({natGateways: [{id: 'nat-1', state: 'deleted'}]})}, /nat-1, which no longer exists/],
  [
    'a security group that lets nothing out',
    {
      network: network({
        securityGroups: [{groupId: 'sg-1', egress: [{protocol: 'tcp', fromPort: 5432, toPort: 5432, to: ['10.0.0.0/16']}]}],
      }),
    },
    /no rule of sg-1/i,
  ],
  [
    'a network ACL that denies',
    {
      network: network({
        subnets: ['subnet-a', 'subnet-b'].map(id =>
          subnet({
            subnetId: id,
            networkAcl: [
              {...everywhere, egress: true, number: 100, allow: true},
              {...everywhere, egress: true, number: 90, allow: false, protocol: 'tcp', fromPort: 443, toPort: 443},
            ],
          }),
        ),
      }),
    },
    /ACL of subnet-a denies outbound HTTPS/,
  ],
  ['names that are not resolved', {network: network({dnsSupport: false})}, /DNS support of vpc-1 is off/],
]

describe('network-unreachable', () => {
  const tabled = (given: Partial<Parameters<typeof subnet>[0]> = {}) =>
    ['subnet-a', 'subnet-b'].map(subnetId => subnet({subnetId, routeTableId: 'rtb-1', networkAclId: 'acl-1', ...given}))
  it.each<[string, Partial<Parts>, RegExp]>([
    [
      'DNS',
      {network: network({dnsSupport: false})},
      /^aws ec2 modify-vpc-attribute .*--vpc-id vpc-1 --enable-dns-support '\{"Value":true\}'$/,
    ],
    [
      'a security group',
      {network: network({securityGroups: [{groupId: 'sg-1', egress: []}]})},
      /^aws ec2 authorize-security-group-egress .*--group-id sg-1 .*"FromPort":443/,
    ],
    [
      'a network ACL',
      {network: network({subnets: tabled({networkAcl: [{...everywhere, egress: true, number: 90, allow: false}]})})},
      /^aws ec2 create-network-acl-entry .*--network-acl-id acl-1 --rule-number 89 .*--rule-action allow --egress$/,
    ],
    [
      'no route',
      {network: network({subnets: tabled({routes: []})})},
      /^aws ec2 create-route .*--route-table-id rtb-1 --destination-cidr-block 0\.0\.0\.0\/0 --nat-gateway-id nat-1$/,
    ],
    [
      'a NAT gateway that is gone',
      {network: network({subnets: tabled(), natGateways: [{id: 'nat-1', state: 'deleted'}]})},
      /^aws ec2 replace-route .*--route-table-id rtb-1 .*--nat-gateway-id NAT_GATEWAY_ID$/,
    ],
  ])('prints the one command that opens it: %s', (_name, parts, command) => {
    expect(weighing({...failing, logErrors: internet, ...parts}).causes[0]?.fixes).toEqual([
      expect.objectContaining({command: expect.stringMatching(command)}),
    ])
  })

  it.each(closed)('is found: %s', (_name, parts, words) => {
    const [cause] = weighing({...failing, logErrors: internet, ...parts}).causes
    expect(cause?.id).toBe('network-unreachable')
    expect(cause?.because.join(' ')).toMatch(words)
  })

  it('is found when invocations hang at the timeout and the network is closed', () => {
    expect(found({...hanging, logErrors: loggedOf('timeout'), network: network({natGateways: []}), ...closed[0]?.[1]})[0]).toBe(
      'network-unreachable',
    )
  })

  it('knows that a gateway endpoint serves DynamoDB without a route to the internet', () => {
    expect(found({...failing, logErrors: dynamodb, ...closed[0]?.[1]})).not.toContain('network-unreachable')
  })

  it.each<[string, Partial<Parts>]>([
    ['a healthy pipeline on a closed network', {function: placed, ...closed[0]?.[1]}],
    ['a function in no VPC: the service is down', {...failing, function: lambdaFunction(), logErrors: internet, network: null}],
    ['an open network', {...failing, logErrors: internet, network: network()}],
    [
      'one subnet of two',
      {...failing, logErrors: internet, network: network({subnets: [withoutNat('subnet-a'), subnet({subnetId: 'subnet-b'})]})},
    ],
    ['invocations that hang on an open network', {...hanging, logErrors: loggedOf('timeout'), network: network()}],
    ['another error', {...failing, logErrors: loggedOf('import'), ...closed[0]?.[1]}],
  ])('is not found: %s', (_name, parts) => {
    expect(found(parts)).not.toContain('network-unreachable')
  })

  it('asks for the log and the network, in a VPC only', () => {
    expect(weighing(failing).open).toContain('network-unreachable')
    expect(weighing({...failing, function: lambdaFunction()}).open).not.toContain('network-unreachable')
  })
})
