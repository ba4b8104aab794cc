import type {
  EC2Client,
  Filter,
  ManagedPrefixList,
  NatGateway,
  NetworkAcl,
  RouteTable,
  SecurityGroup,
  Subnet,
  VpcEndpoint,
} from '@aws-sdk/client-ec2'
import {required} from './transport/aws-error.ts'
import {call, clientOf} from './transport/client.ts'
import type {Aws} from './transport/connection.ts'
import {allPages} from './transport/paging.ts'

export type SubnetAnswer = Subnet
export type RouteTableAnswer = RouteTable
export type SecurityGroupAnswer = SecurityGroup
export type NetworkAclAnswer = NetworkAcl
export type NatGatewayAnswer = NatGateway
export type VpcEndpointAnswer = VpcEndpoint
export type PrefixListAnswer = ManagedPrefixList

/** The largest client by far: only who asks about a VPC loads it. */
const sdk = () => import('@aws-sdk/client-ec2')
type Sdk = Awaited<ReturnType<typeof sdk>>

const ec2Client = (aws: Aws): Promise<EC2Client> => clientOf(aws, 'ec2', 'ec2', async () => (await sdk()).EC2Client)

interface Ask {
  client: EC2Client
  sdk: Sdk
  input: {Filters?: Filter[]; NextToken?: string}
  options: {abortSignal: AbortSignal}
}

/** All pages of one Describe operation. A filter leaves out a resource that does not exist, where an id would be an error. */
const describe = <T>(
  aws: Aws,
  operation: string,
  filters: Readonly<Record<string, readonly string[]>>,
  read: (ask: Ask) => Promise<{items: T[] | undefined; NextToken: string | undefined}>,
): Promise<T[]> =>
  call(aws, `ec2:${operation}`, async abortSignal => {
    const [client, loaded] = [await ec2Client(aws), await sdk()]
    const Filters = Object.entries(filters).map(([Name, values]) => ({Name, Values: [...values]}))
    return allPages(async NextToken => {
      const input = {...(Filters.length > 0 && {Filters}), ...(NextToken !== undefined && {NextToken})}
      const page = await read({client, sdk: loaded, input, options: {abortSignal}})
      return {items: required(page.items, operation.replace('Describe', '')), next: page.NextToken}
    })
  })

export const describeSubnets = (aws: Aws, subnetIds: readonly string[]): Promise<SubnetAnswer[]> =>
  describe(aws, 'DescribeSubnets', {'subnet-id': subnetIds}, async ({client, sdk, input, options}) => {
    const {Subnets, NextToken} = await client.send(new sdk.DescribeSubnetsCommand(input), options)
    return {items: Subnets, NextToken}
  })

export const describeRouteTables = (aws: Aws, vpcId: string): Promise<RouteTableAnswer[]> =>
  describe(aws, 'DescribeRouteTables', {'vpc-id': [vpcId]}, async ({client, sdk, input, options}) => {
    const {RouteTables, NextToken} = await client.send(new sdk.DescribeRouteTablesCommand(input), options)
    return {items: RouteTables, NextToken}
  })

export const describeSecurityGroups = (aws: Aws, groupIds: readonly string[]): Promise<SecurityGroupAnswer[]> =>
  describe(aws, 'DescribeSecurityGroups', {'group-id': groupIds}, async ({client, sdk, input, options}) => {
    const {SecurityGroups, NextToken} = await client.send(new sdk.DescribeSecurityGroupsCommand(input), options)
    return {items: SecurityGroups, NextToken}
  })

export const describeNetworkAcls = (aws: Aws, vpcId: string): Promise<NetworkAclAnswer[]> =>
  describe(aws, 'DescribeNetworkAcls', {'vpc-id': [vpcId]}, async ({client, sdk, input, options}) => {
    const {NetworkAcls, NextToken} = await client.send(new sdk.DescribeNetworkAclsCommand(input), options)
    return {items: NetworkAcls, NextToken}
  })

export const describeNatGateways = (aws: Aws, vpcId: string): Promise<NatGatewayAnswer[]> =>
  describe(aws, 'DescribeNatGateways', {}, async ({client, sdk, input, options}) => {
    // This operation alone calls its filters "Filter".
    const filtered = {...input, Filter: [{Name: 'vpc-id', Values: [vpcId]}]}
    const {NatGateways, NextToken} = await client.send(new sdk.DescribeNatGatewaysCommand(filtered), options)
    return {items: NatGateways, NextToken}
  })

export const describeVpcEndpoints = (aws: Aws, vpcId: string): Promise<VpcEndpointAnswer[]> =>
  describe(aws, 'DescribeVpcEndpoints', {'vpc-id': [vpcId]}, async ({client, sdk, input, options}) => {
    const {VpcEndpoints, NextToken} = await client.send(new sdk.DescribeVpcEndpointsCommand(input), options)
    return {items: VpcEndpoints, NextToken}
  })

/** The customer's lists of addresses and AWS's own. */
export const describeManagedPrefixLists = (aws: Aws): Promise<PrefixListAnswer[]> =>
  describe(aws, 'DescribeManagedPrefixLists', {}, async ({client, sdk, input, options}) => {
    const {PrefixLists, NextToken} = await client.send(new sdk.DescribeManagedPrefixListsCommand(input), options)
    return {items: PrefixLists, NextToken}
  })

/** Whether the VPC resolves names (enableDnsSupport); AWS answers one attribute at a time. */
export const vpcResolves = (aws: Aws, vpcId: string): Promise<boolean | null> =>
  call(aws, 'ec2:DescribeVpcAttribute', async abortSignal => {
    const [client, {DescribeVpcAttributeCommand}] = [await ec2Client(aws), await sdk()]
    const answer = await client.send(new DescribeVpcAttributeCommand({VpcId: vpcId, Attribute: 'enableDnsSupport'}), {abortSignal})
    return answer.EnableDnsSupport?.Value ?? null
  })

/** The regions that are enabled for the account. */
export const describeRegions = (aws: Aws): Promise<string[]> =>
  call(aws, 'ec2:DescribeRegions', async abortSignal => {
    const [client, {DescribeRegionsCommand}] = [await ec2Client(aws), await sdk()]
    const {Regions} = await client.send(new DescribeRegionsCommand({}), {abortSignal})
    return required(Regions, 'Regions').flatMap(({RegionName}) => RegionName ?? [])
  })
