import {describe, expect, it} from 'vitest'
import {subnetFrom} from '../../../src/evidence/on-demand/network.ts'
import {known} from '../../../src/model/evidence/item.ts'
import {ask} from '../../support/ask.ts'
import {lambdaFunction} from '../../support/evidence.ts'
import {type Answer, denied} from '../../support/stub-aws.ts'

const placed = {function: lambdaFunction({vpcId: 'vpc-1', subnetIds: ['subnet-1', 'subnet-2'], securityGroupIds: ['sg-1']})}

const subnets = {
  subnetSet: [
    {subnetId: 'subnet-1', availableIpAddressCount: 12},
    {subnetId: 'subnet-2', availableIpAddressCount: 0},
  ],
}

/** A VPC on EC2's wire. */
const vpc: Record<string, Answer> = {
  'ec2:DescribeSubnets': ({NextToken}) =>
    NextToken === undefined ? {subnetSet: subnets.subnetSet.slice(0, 1), nextToken: '2'} : {subnetSet: subnets.subnetSet.slice(1)},
  'ec2:DescribeRouteTables': {
    routeTableSet: [
      {
        routeTableId: 'rtb-main',
        associationSet: [{main: true}],
        routeSet: [{destinationCidrBlock: '10.0.0.0/16', gatewayId: 'local', state: 'active'}],
      },
      {
        routeTableId: 'rtb-1',
        associationSet: [{main: false, subnetId: 'subnet-1'}],
        routeSet: [
          {destinationCidrBlock: '0.0.0.0/0', natGatewayId: 'nat-1', state: 'blackhole'},
          {destinationIpv6CidrBlock: '::/0', egressOnlyInternetGatewayId: 'eigw-1', state: 'active'},
          {destinationPrefixListId: 'pl-1', gatewayId: 'vpce-1', state: 'active'},
        ],
      },
    ],
  },
  'ec2:DescribeNatGateways': {natGatewaySet: [{natGatewayId: 'nat-1', state: 'deleted'}]},
  'ec2:DescribeSecurityGroups': {
    securityGroupInfo: [
      {
        groupId: 'sg-1',
        ipPermissionsEgress: [
          {ipProtocol: '-1', ipRanges: [{cidrIp: '0.0.0.0/0'}], ipv6Ranges: [{cidrIpv6: '::/0'}]},
          {ipProtocol: 'tcp', fromPort: 443, toPort: 443, prefixListIds: [{prefixListId: 'pl-1'}], groups: [{groupId: 'sg-2'}]},
        ],
      },
    ],
  },
  'ec2:DescribeNetworkAcls': {
    networkAclSet: [
      {
        networkAclId: 'acl-1',
        associationSet: [{subnetId: 'subnet-1'}],
        entrySet: [
          {egress: true, ruleNumber: 90, ruleAction: 'deny', protocol: '6', portRange: {from: 443, to: 443}, cidrBlock: '0.0.0.0/0'},
          {egress: false, ruleNumber: 32767, ruleAction: 'deny', protocol: '-1', ipv6CidrBlock: '::/0'},
        ],
      },
    ],
  },
  'ec2:DescribeVpcEndpoints': {
    vpcEndpointSet: [
      {
        vpcEndpointId: 'vpce-2',
        serviceName: 'com.amazonaws.us-east-1.sqs',
        vpcEndpointType: 'Interface',
        state: 'available',
        subnetIdSet: ['subnet-1'],
        privateDnsEnabled: true,
      },
    ],
  },
  'ec2:DescribeManagedPrefixLists': {prefixListSet: [{prefixListId: 'pl-1', prefixListName: 'com.amazonaws.us-east-1.dynamodb'}]},
  'ec2:DescribeVpcAttribute': ({Attribute}) => ({vpcId: 'vpc-1', [String(Attribute)]: {value: Attribute === 'enableDnsSupport'}}),
}

describe('the network of a function', () => {
  it('holds the rules of its subnets and groups', async () => {
    const {item, calls} = await ask('network', placed, vpc)
    expect(item).toEqual(
      known({
        vpcId: 'vpc-1',
        dnsSupport: true,
        subnets: [
          {
            subnetId: 'subnet-1',
            routeTableId: 'rtb-1',
            networkAclId: 'acl-1',
            freeAddresses: 12,
            routes: [
              {destination: '0.0.0.0/0', target: 'nat-1', state: 'blackhole'},
              {destination: '::/0', target: 'eigw-1', state: 'active'},
              {destination: 'pl-1', target: 'vpce-1', state: 'active'},
            ],
            networkAcl: [
              {egress: true, number: 90, allow: false, protocol: 'tcp', fromPort: 443, toPort: 443, cidr: '0.0.0.0/0'},
              {egress: false, number: 32767, allow: false, protocol: '-1', fromPort: null, toPort: null, cidr: '::/0'},
            ],
          },
          {
            subnetId: 'subnet-2',
            routeTableId: 'rtb-main',
            networkAclId: null,
            freeAddresses: 0,
            routes: [{destination: '10.0.0.0/16', target: 'local', state: 'active'}],
            networkAcl: [],
          },
        ],
        securityGroups: [
          {
            groupId: 'sg-1',
            egress: [
              {protocol: '-1', fromPort: null, toPort: null, to: ['0.0.0.0/0', '::/0']},
              {protocol: 'tcp', fromPort: 443, toPort: 443, to: ['pl-1', 'sg-2']},
            ],
          },
        ],
        natGateways: [{id: 'nat-1', state: 'deleted'}],
        endpoints: [
          {
            id: 'vpce-2',
            service: 'com.amazonaws.us-east-1.sqs',
            type: 'Interface',
            state: 'available',
            subnetIds: ['subnet-1'],
            privateDns: true,
          },
        ],
        prefixLists: [{id: 'pl-1', name: 'com.amazonaws.us-east-1.dynamodb'}],
      }),
    )
    expect(calls.find(({action}) => action === 'ec2:DescribeNatGateways')?.input).toMatchObject({
      'Filter.1.Name': 'vpc-id',
      'Filter.1.Value.1': 'vpc-1',
    })
  })

  it.each([
    ['outside of a VPC', {}],
    ['that is gone', {function: null}],
  ])('of one %s is none, and nothing is asked', async (_name, parts) => {
    expect(await ask('network', parts, {})).toMatchObject({item: known(null), calls: []})
  })

  it('is missing when a part of it may not be read, with that action', async () => {
    const action = 'ec2:DescribeNetworkAcls'
    const {item} = await ask('network', placed, {...vpc, [action]: {...denied(action), ...unauthorized}})
    expect(item).toMatchObject({state: 'missing', reason: 'denied', action})
  })
})

const unauthorized = {xml: '<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>no</Message></Error></Errors></Response>'}

it('a subnet without any table known has no routes', () => {
  expect(subnetFrom({SubnetId: 's'}, [], [])).toEqual({
    subnetId: 's',
    routeTableId: null,
    networkAclId: null,
    freeAddresses: null,
    routes: [],
    networkAcl: [],
  })
})
