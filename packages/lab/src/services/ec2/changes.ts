import type {LabNetwork} from '../../simulation/access/network.ts'
import {prefixLists} from '../../simulation/access/network.ts'
import type {World} from '../../simulation/engine/world.ts'
import {AwsError} from '../protocol/errors.ts'
import {operation} from '../protocol/operation.ts'
import {flag, list, oneOf, required, structure, text, whole} from '../protocol/shapes.ts'

/** EC2's words for an ID that it does not know. */
function byId<T extends {id: string}>(things: readonly T[], id: string, code: string, kind: string): T {
  const found = things.find(one => one.id === id)
  if (found === undefined) throw new AwsError(code, `The ${kind} ID '${id}' does not exist`)
  return found
}

const routeTable = ({network}: World, id: string) => byId(network.routeTables, id, 'InvalidRouteTableID.NotFound', 'routeTable')

type RouteTarget = {NatGatewayId?: string | undefined; GatewayId?: string | undefined}

function targetOf({network}: World, {NatGatewayId, GatewayId}: RouteTarget): string {
  const target = NatGatewayId ?? GatewayId
  if (target === undefined) throw new AwsError('MissingParameter', 'The request must contain a target of the route')
  const known = [...network.natGateways.filter(({state}) => state === 'available'), ...network.internetGateways]
  if (!known.some(({id}) => id === target))
    throw new AwsError(
      NatGatewayId === undefined ? 'InvalidGatewayID.NotFound' : 'InvalidNatGatewayID.NotFound',
      `The gateway ID '${target}' does not exist`,
    )
  return target
}

const routeInput = {
  RouteTableId: required(text()),
  DestinationCidrBlock: required(text()),
  NatGatewayId: text(),
  GatewayId: text(),
}

export const createRoute = operation({
  action: 'ec2:CreateRoute',
  input: routeInput,
  run: ({RouteTableId, DestinationCidrBlock, ...target}, {world}) => {
    const table = routeTable(world, RouteTableId)
    if (table.routes.some(({destination}) => destination === DestinationCidrBlock))
      throw new AwsError('RouteAlreadyExists', `The route identified by ${DestinationCidrBlock} already exists.`)
    table.routes.push({destination: DestinationCidrBlock, target: targetOf(world, target), state: 'active'})
    return {return: true}
  },
})

export const replaceRoute = operation({
  action: 'ec2:ReplaceRoute',
  input: routeInput,
  run: ({RouteTableId, DestinationCidrBlock, ...target}, {world}) => {
    const route = routeTable(world, RouteTableId).routes.find(({destination}) => destination === DestinationCidrBlock)
    if (route === undefined)
      throw new AwsError('InvalidParameterValue', `There is no route defined for '${DestinationCidrBlock}' in the route table.`)
    Object.assign(route, {target: targetOf(world, target), state: 'active'})
    return {return: true}
  },
})

/** A NAT gateway of the lab is ready at once. */
export const createNatGateway = operation({
  action: 'ec2:CreateNatGateway',
  input: {SubnetId: required(text()), AllocationId: text()},
  run: ({SubnetId}, {world: {network}}) => {
    const {vpcId} = byId(network.subnets, SubnetId, 'InvalidSubnetID.NotFound', 'subnet')
    const id = `nat-0${String(network.natGateways.length + 1).padStart(16, 'a')}`
    network.natGateways.push({id, vpcId, subnetId: SubnetId, state: 'available'})
    return {natGateway: {natGatewayId: id, vpcId, subnetId: SubnetId, state: 'available'}}
  },
})

const permission = structure({
  IpProtocol: text(),
  FromPort: whole(),
  ToPort: whole(),
  IpRanges: list(structure({CidrIp: text()}), {flat: 'IpRanges'}),
})

export const authorizeSecurityGroupEgress = operation({
  action: 'ec2:AuthorizeSecurityGroupEgress',
  input: {GroupId: required(text()), IpPermissions: list(permission, {flat: 'IpPermissions'})},
  run: ({GroupId, IpPermissions = []}, {world: {network}}) => {
    const group = byId(network.securityGroups, GroupId, 'InvalidGroup.NotFound', 'security group')
    for (const {IpProtocol = '-1', FromPort = -1, ToPort = -1, IpRanges = []} of IpPermissions)
      for (const {CidrIp = ''} of IpRanges) group.egress.push({protocol: IpProtocol, fromPort: FromPort, toPort: ToPort, cidr: CidrIp})
    return {return: true}
  },
})

export const createNetworkAclEntry = operation({
  action: 'ec2:CreateNetworkAclEntry',
  input: {
    NetworkAclId: required(text()),
    RuleNumber: required(whole({min: 1, max: 32_766})),
    Protocol: required(text()),
    RuleAction: required(oneOf('allow', 'deny')),
    Egress: required(flag),
    CidrBlock: text(),
    PortRange: structure({From: whole(), To: whole()}),
  },
  run: ({NetworkAclId, RuleNumber, RuleAction, Egress, CidrBlock = '', PortRange}, {world: {network}}) => {
    const acl = byId(network.acls, NetworkAclId, 'InvalidNetworkAclID.NotFound', 'networkAcl')
    if (acl.entries.some(({number, egress}) => number === RuleNumber && egress === Egress))
      throw new AwsError('NetworkAclEntryAlreadyExists', `The network acl entry identified by ${RuleNumber} already exists.`)
    acl.entries.push({
      number: RuleNumber,
      egress: Egress,
      allow: RuleAction === 'allow',
      cidr: CidrBlock,
      fromPort: PortRange?.From ?? -1,
      toPort: PortRange?.To ?? -1,
    })
    return {return: true}
  },
})

export const modifyVpcAttribute = operation({
  action: 'ec2:ModifyVpcAttribute',
  input: {VpcId: required(text()), EnableDnsSupport: structure({Value: flag}), EnableDnsHostnames: structure({Value: flag})},
  run: ({VpcId, EnableDnsSupport, EnableDnsHostnames}, {world: {network}}) => {
    const vpc = byId(network.vpcs, VpcId, 'InvalidVpcID.NotFound', 'vpc')
    if (EnableDnsSupport?.Value !== undefined) vpc.dnsSupport = EnableDnsSupport.Value
    if (EnableDnsHostnames?.Value !== undefined) vpc.dnsHostnames = EnableDnsHostnames.Value
    return {return: true}
  },
})

/** The gateway endpoint writes a route to its service's prefix list into these tables. */
function addRoutes(world: World, endpoint: LabNetwork['endpoints'][number], tableIds: readonly string[]): void {
  const prefixList = prefixLists.find(({name}) => name === endpoint.service)
  for (const id of tableIds) {
    const table = routeTable(world, id)
    if (!endpoint.routeTableIds.includes(id)) endpoint.routeTableIds.push(id)
    if (prefixList && !table.routes.some(({destination}) => destination === prefixList.id))
      table.routes.push({destination: prefixList.id, target: endpoint.id, state: 'active'})
  }
}

export const modifyVpcEndpoint = operation({
  action: 'ec2:ModifyVpcEndpoint',
  input: {VpcEndpointId: required(text()), AddRouteTableIds: list(text(), {flat: 'AddRouteTableId'})},
  run: ({VpcEndpointId, AddRouteTableIds = []}, {world}) => {
    addRoutes(world, byId(world.network.endpoints, VpcEndpointId, 'InvalidVpcEndpointId.NotFound', 'VpcEndpoint'), AddRouteTableIds)
    return {return: true}
  },
})

export const createVpcEndpoint = operation({
  action: 'ec2:CreateVpcEndpoint',
  input: {VpcId: required(text()), ServiceName: required(text()), RouteTableIds: list(text(), {flat: 'RouteTableId'})},
  run: ({VpcId, ServiceName, RouteTableIds = []}, {world}) => {
    const {network} = world
    byId(network.vpcs, VpcId, 'InvalidVpcID.NotFound', 'vpc')
    const endpoint = {
      id: `vpce-0${String(network.endpoints.length + 1).padStart(16, 'a')}`,
      vpcId: VpcId,
      service: ServiceName,
      type: 'Gateway' as const,
      state: 'available',
      routeTableIds: [],
      subnetIds: [],
      groupIds: [],
      privateDns: false,
    }
    network.endpoints.push(endpoint)
    addRoutes(world, endpoint, RouteTableIds)
    return {vpcEndpoint: {vpcEndpointId: endpoint.id, vpcId: VpcId, serviceName: ServiceName, state: 'available'}}
  },
})
