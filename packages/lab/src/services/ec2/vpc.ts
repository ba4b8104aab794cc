import type {World} from '../../simulation/engine/world.ts'
import {AwsError} from '../protocol/errors.ts'
import {operation} from '../protocol/operation.ts'
import {oneOf, required, text} from '../protocol/shapes.ts'
import {describe} from './describe.ts'

/** AWS keeps five addresses of each subnet. */
const size = (cidr: string): number => 2 ** (32 - Number(cidr.split('/')[1]))

export const describeVpcs = describe(
  {
    action: 'ec2:DescribeVpcs',
    set: 'vpcSet',
    ids: {name: 'VpcIds', flat: 'VpcId'},
    missing: {code: 'InvalidVpcID.NotFound', kind: 'vpc ID'},
    list: ({network, accountId}) =>
      network.vpcs.map(({id, cidr}) => ({
        id,
        wire: {
          ownerId: accountId,
          instanceTenancy: 'default',
          isDefault: false,
          vpcId: id,
          state: 'available',
          cidrBlock: cidr,
          dhcpOptionsId: 'dopt-0a1b2c3d',
        },
        filters: {
          'vpc-id': [id],
          cidr: [cidr],
          state: ['available'],
          isDefault: ['false'],
          'is-default': ['false'],
          'owner-id': [accountId],
        },
      })),
  },
  ['vpc-id', 'cidr', 'state', 'isDefault', 'is-default', 'owner-id'],
)

export const describeVpcAttribute = operation({
  action: 'ec2:DescribeVpcAttribute',
  input: {
    VpcId: required(text()),
    Attribute: required(oneOf('enableDnsSupport', 'enableDnsHostnames', 'enableNetworkAddressUsageMetrics')),
  },
  resource: ({VpcId}, {world}) => `arn:aws:ec2:${world.region}:${world.accountId}:vpc/${VpcId}`,
  run: ({VpcId, Attribute}, {world}) => {
    const vpc = world.network.vpcs.find(one => one.id === VpcId)
    if (vpc === undefined) throw new AwsError('InvalidVpcID.NotFound', `The vpc ID '${VpcId}' does not exist`)
    const value = {enableDnsSupport: vpc.dnsSupport, enableDnsHostnames: vpc.dnsHostnames, enableNetworkAddressUsageMetrics: false}[
      Attribute
    ]
    return {vpcId: VpcId, [Attribute]: {value}}
  },
})

export const describeSubnets = describe(
  {
    action: 'ec2:DescribeSubnets',
    set: 'subnetSet',
    ids: {name: 'SubnetIds', flat: 'SubnetId'},
    missing: {code: 'InvalidSubnetID.NotFound', kind: 'subnet ID'},
    list: ({network, accountId, region}) =>
      network.subnets.map(({id, vpcId, zone, cidr, availableAddresses}) => ({
        id,
        wire: {
          subnetId: id,
          subnetArn: `arn:aws:ec2:${region}:${accountId}:subnet/${id}`,
          state: 'available',
          ownerId: accountId,
          vpcId,
          cidrBlock: cidr,
          availableIpAddressCount: Math.min(availableAddresses, size(cidr) - 5),
          availabilityZone: zone,
          defaultForAz: false,
          mapPublicIpOnLaunch: false,
        },
        filters: {
          'subnet-id': [id],
          'vpc-id': [vpcId],
          'availability-zone': [zone],
          'cidr-block': [cidr],
          state: ['available'],
          'available-ip-address-count': [String(availableAddresses)],
        },
      })),
  },
  ['subnet-id', 'vpc-id', 'availability-zone', 'cidr-block', 'state', 'available-ip-address-count'],
)

export const describeInternetGateways = describe(
  {
    action: 'ec2:DescribeInternetGateways',
    set: 'internetGatewaySet',
    ids: {name: 'InternetGatewayIds', flat: 'InternetGatewayId'},
    missing: {code: 'InvalidInternetGatewayID.NotFound', kind: 'internetGateway ID'},
    list: ({network, accountId}) =>
      network.internetGateways.map(({id, vpcId}) => ({
        id,
        wire: {internetGatewayId: id, ownerId: accountId, attachmentSet: [{vpcId, state: 'available'}]},
        filters: {'internet-gateway-id': [id], 'attachment.vpc-id': [vpcId], 'attachment.state': ['available'], 'owner-id': [accountId]},
      })),
  },
  ['internet-gateway-id', 'attachment.vpc-id', 'attachment.state', 'owner-id'],
)

export const describeNatGateways = describe(
  {
    action: 'ec2:DescribeNatGateways',
    set: 'natGatewaySet',
    ids: {name: 'NatGatewayIds', flat: 'NatGatewayId'},
    missing: {code: 'NatGatewayNotFound', kind: 'NAT gateway'},
    list: ({network}) =>
      network.natGateways.map(({id, vpcId, subnetId, state}) => ({
        id,
        wire: {natGatewayId: id, subnetId, vpcId, state, connectivityType: 'public'},
        filters: {'nat-gateway-id': [id], 'subnet-id': [subnetId], 'vpc-id': [vpcId], state: [state]},
      })),
  },
  ['nat-gateway-id', 'subnet-id', 'vpc-id', 'state'],
)

export const endpointPolicy = JSON.stringify({
  Version: '2008-10-17',
  Statement: [{Effect: 'Allow', Principal: '*', Action: '*', Resource: '*'}],
})

export const describeVpcEndpoints = describe(
  {
    action: 'ec2:DescribeVpcEndpoints',
    set: 'vpcEndpointSet',
    ids: {name: 'VpcEndpointIds', flat: 'VpcEndpointId'},
    missing: {code: 'InvalidVpcEndpointId.NotFound', kind: 'Vpc Endpoint Id'},
    list: ({network, accountId}) =>
      network.endpoints.map(one => ({
        id: one.id,
        wire: {
          vpcEndpointId: one.id,
          vpcEndpointType: one.type,
          vpcId: one.vpcId,
          serviceName: one.service,
          state: one.state,
          policyDocument: endpointPolicy,
          routeTableIdSet: one.routeTableIds,
          subnetIdSet: one.subnetIds,
          groupSet: one.groupIds.map(groupId => ({groupId, groupName: groupNameOf(network, groupId)})),
          privateDnsEnabled: one.privateDns,
          requesterManaged: false,
          ownerId: accountId,
        },
        filters: {
          'vpc-endpoint-id': [one.id],
          'vpc-id': [one.vpcId],
          'service-name': [one.service],
          'vpc-endpoint-type': [one.type],
          'vpc-endpoint-state': [one.state],
        },
      })),
  },
  ['vpc-endpoint-id', 'vpc-id', 'service-name', 'vpc-endpoint-type', 'vpc-endpoint-state'],
)

const groupNameOf = (network: World['network'], id: string): string => network.securityGroups.find(group => group.id === id)?.name ?? ''
