import {
  describeManagedPrefixLists,
  describeNatGateways,
  describeNetworkAcls,
  describeRouteTables,
  describeSecurityGroups,
  describeSubnets,
  describeVpcEndpoints,
  type NatGatewayAnswer,
  type NetworkAclAnswer,
  type PrefixListAnswer,
  type RouteTableAnswer,
  type SecurityGroupAnswer,
  type SubnetAnswer,
  type VpcEndpointAnswer,
  vpcResolves,
} from '../../aws/ec2.ts'
import type {Network} from '../../model/evidence/evidence.ts'
import {defineOnDemand} from './on-demand.ts'

type Route = Network['subnets'][number]['routes'][number]
type AclEntry = Network['subnets'][number]['networkAcl'][number]
type Rule = Network['securityGroups'][number]['egress'][number]

/** The network settings that decide where the function in a VPC can connect to. The polling of the stream does not pass here. */
export const network = defineOnDemand({
  key: 'network',
  scope: 'function',
  needs: ['function'],
  actions: [
    'ec2:DescribeSubnets',
    'ec2:DescribeRouteTables',
    'ec2:DescribeNatGateways',
    'ec2:DescribeSecurityGroups',
    'ec2:DescribeNetworkAcls',
    'ec2:DescribeVpcEndpoints',
    'ec2:DescribeVpcAttribute',
    'ec2:DescribeManagedPrefixLists',
  ],
  collect: async (aws, given) => {
    const {vpcId = null, subnetIds = [], securityGroupIds = []} = given.function ?? {}
    if (vpcId === null) return null
    const [subnets, routeTables, natGateways, securityGroups, networkAcls, endpoints, prefixLists, dnsSupport] = await Promise.all([
      describeSubnets(aws, subnetIds),
      describeRouteTables(aws, vpcId),
      describeNatGateways(aws, vpcId),
      describeSecurityGroups(aws, securityGroupIds),
      describeNetworkAcls(aws, vpcId),
      describeVpcEndpoints(aws, vpcId),
      describeManagedPrefixLists(aws),
      vpcResolves(aws, vpcId),
    ])
    return {
      vpcId,
      dnsSupport,
      subnets: subnets.map(subnet => subnetFrom(subnet, routeTables, networkAcls)),
      securityGroups: securityGroups.map(securityGroupFrom),
      natGateways: natGateways.map(natGatewayFrom),
      endpoints: endpoints.map(endpointFrom),
      prefixLists: prefixLists.map(prefixListFrom),
    }
  },
})

/** A subnet with the routes and the network ACL that hold for it. */
export function subnetFrom(
  {SubnetId, AvailableIpAddressCount}: SubnetAnswer,
  tables: readonly RouteTableAnswer[],
  acls: readonly NetworkAclAnswer[],
): Network['subnets'][number] {
  // A subnet without a table of its own uses the main one of its VPC.
  const table =
    tables.find(({Associations}) => Associations?.some(one => one.SubnetId === SubnetId)) ??
    tables.find(({Associations}) => Associations?.some(({Main}) => Main))
  const acl = acls.find(({Associations}) => Associations?.some(one => one.SubnetId === SubnetId))
  return {
    subnetId: SubnetId ?? '',
    routeTableId: table?.RouteTableId ?? null,
    networkAclId: acl?.NetworkAclId ?? null,
    freeAddresses: AvailableIpAddressCount ?? null,
    routes: (table?.Routes ?? []).map(routeFrom),
    networkAcl: (acl?.Entries ?? []).map(aclEntryFrom),
  }
}

function routeFrom(route: NonNullable<RouteTableAnswer['Routes']>[number]): Route {
  const target =
    route.NatGatewayId ??
    route.GatewayId ??
    route.TransitGatewayId ??
    route.VpcPeeringConnectionId ??
    route.EgressOnlyInternetGatewayId ??
    route.NetworkInterfaceId ??
    route.InstanceId ??
    route.LocalGatewayId ??
    route.CarrierGatewayId ??
    route.CoreNetworkArn
  return {
    destination: route.DestinationCidrBlock ?? route.DestinationIpv6CidrBlock ?? route.DestinationPrefixListId ?? '',
    target: target ?? '',
    state: route.State ?? '',
  }
}

/** IANA's numbers of the protocols that have names at AWS. */
const protocolNames: Readonly<Record<string, string>> = {'1': 'icmp', '6': 'tcp', '17': 'udp', '58': 'icmpv6'}
const protocolOf = (protocol = ''): string => protocolNames[protocol] ?? protocol

const aclEntryFrom = (entry: NonNullable<NetworkAclAnswer['Entries']>[number]): AclEntry => ({
  egress: entry.Egress ?? false,
  number: entry.RuleNumber ?? 0,
  allow: entry.RuleAction === 'allow',
  protocol: protocolOf(entry.Protocol),
  fromPort: entry.PortRange?.From ?? null,
  toPort: entry.PortRange?.To ?? null,
  cidr: entry.CidrBlock ?? entry.Ipv6CidrBlock ?? '',
})

export const securityGroupFrom = ({GroupId, IpPermissionsEgress}: SecurityGroupAnswer): Network['securityGroups'][number] => ({
  groupId: GroupId ?? '',
  egress: (IpPermissionsEgress ?? []).map(ruleFrom),
})

const ruleFrom = (rule: NonNullable<SecurityGroupAnswer['IpPermissionsEgress']>[number]): Rule => ({
  protocol: protocolOf(rule.IpProtocol),
  fromPort: rule.FromPort ?? null,
  toPort: rule.ToPort ?? null,
  to: [
    ...(rule.IpRanges ?? []).map(({CidrIp}) => CidrIp),
    ...(rule.Ipv6Ranges ?? []).map(({CidrIpv6}) => CidrIpv6),
    ...(rule.PrefixListIds ?? []).map(({PrefixListId}) => PrefixListId),
    ...(rule.UserIdGroupPairs ?? []).map(({GroupId}) => GroupId),
  ].flatMap(peer => peer ?? []),
})

export const natGatewayFrom = ({NatGatewayId, State}: NatGatewayAnswer) => ({id: NatGatewayId ?? '', state: State ?? ''})

export const endpointFrom = (endpoint: VpcEndpointAnswer): Network['endpoints'][number] => ({
  id: endpoint.VpcEndpointId ?? '',
  service: endpoint.ServiceName ?? '',
  type: endpoint.VpcEndpointType ?? '',
  state: endpoint.State ?? '',
  subnetIds: endpoint.SubnetIds ?? [],
  privateDns: endpoint.PrivateDnsEnabled ?? null,
})

export const prefixListFrom = ({PrefixListId, PrefixListName}: PrefixListAnswer) => ({id: PrefixListId ?? '', name: PrefixListName ?? ''})
