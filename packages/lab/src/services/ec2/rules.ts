import type {LabNetwork, NetworkRule} from '../../simulation/access/network.ts'
import {describe} from './describe.ts'

type Route = LabNetwork['routeTables'][number]['routes'][number]

const destination = (given: string): object =>
  given.startsWith('pl-')
    ? {destinationPrefixListId: given}
    : given.includes(':')
      ? {destinationIpv6CidrBlock: given}
      : {destinationCidrBlock: given}

/** EC2 names the target by its kind; gateway endpoints and `local` stand where gateways do. */
function target(given: string): object {
  if (given.startsWith('nat-')) return {natGatewayId: given}
  if (given.startsWith('tgw-')) return {transitGatewayId: given}
  if (given.startsWith('eni-')) return {networkInterfaceId: given}
  if (given.startsWith('pcx-')) return {vpcPeeringConnectionId: given}
  return {gatewayId: given}
}

const route = (one: Route): object => ({
  ...destination(one.destination),
  ...target(one.target),
  state: one.state,
  origin: one.target === 'local' ? 'CreateRouteTable' : 'CreateRoute',
})

const associationId = (tableId: string, subnetId: string): string => `rtbassoc-${subnetId.slice(-8)}${tableId.slice(-9)}`

export const describeRouteTables = describe(
  {
    action: 'ec2:DescribeRouteTables',
    set: 'routeTableSet',
    ids: {name: 'RouteTableIds', flat: 'RouteTableId'},
    missing: {code: 'InvalidRouteTableID.NotFound', kind: 'routeTable ID'},
    list: ({network, accountId}) =>
      network.routeTables.map(table => {
        const association = (subnetId: string | undefined) => ({
          routeTableAssociationId: associationId(table.id, subnetId ?? table.vpcId),
          routeTableId: table.id,
          subnetId,
          main: subnetId === undefined,
          associationState: {state: 'associated'},
        })
        const associations = [...(table.main ? [association(undefined)] : []), ...table.subnetIds.map(association)]
        return {
          id: table.id,
          wire: {
            routeTableId: table.id,
            vpcId: table.vpcId,
            ownerId: accountId,
            routeSet: table.routes.map(route),
            associationSet: associations,
            propagatingVgwSet: [],
          },
          filters: {
            'route-table-id': [table.id],
            'vpc-id': [table.vpcId],
            'association.subnet-id': table.subnetIds,
            'association.main': associations.map(({main}) => String(main)),
            'association.route-table-id': associations.map(() => table.id),
            'route.destination-cidr-block': table.routes.map(one => one.destination).filter(one => !one.startsWith('pl-')),
            'route.destination-prefix-list-id': table.routes.map(one => one.destination).filter(one => one.startsWith('pl-')),
            'route.nat-gateway-id': table.routes.map(one => one.target).filter(one => one.startsWith('nat-')),
            'route.gateway-id': table.routes.map(one => one.target).filter(one => !one.startsWith('nat-')),
            'route.state': table.routes.map(one => one.state),
          },
        }
      }),
  },
  [
    ...['route-table-id', 'vpc-id', 'association.subnet-id', 'association.main', 'association.route-table-id'],
    ...['route.destination-cidr-block', 'route.destination-prefix-list-id', 'route.nat-gateway-id', 'route.gateway-id', 'route.state'],
  ],
)

const peer = (cidr: string): object => {
  if (cidr.startsWith('sg-')) return {groups: [{groupId: cidr}], ipRanges: [], ipv6Ranges: [], prefixListIds: []}
  if (cidr.startsWith('pl-')) return {groups: [], ipRanges: [], ipv6Ranges: [], prefixListIds: [{prefixListId: cidr}]}
  const v6 = cidr.includes(':')
  return {groups: [], ipRanges: v6 ? [] : [{cidrIp: cidr}], ipv6Ranges: v6 ? [{cidrIpv6: cidr}] : [], prefixListIds: []}
}

const permission = ({protocol, fromPort, toPort, cidr}: NetworkRule): object => ({
  ipProtocol: protocol,
  ...(protocol === '-1' ? {} : {fromPort, toPort}),
  ...peer(cidr),
})

export const describeSecurityGroups = describe(
  {
    action: 'ec2:DescribeSecurityGroups',
    set: 'securityGroupInfo',
    ids: {name: 'GroupIds', flat: 'GroupId'},
    missing: {code: 'InvalidGroup.NotFound', kind: 'security group'},
    list: ({network, accountId, region}) =>
      network.securityGroups.map(({id, vpcId, name, egress, ingress}) => ({
        id,
        wire: {
          groupId: id,
          securityGroupArn: `arn:aws:ec2:${region}:${accountId}:security-group/${id}`,
          groupName: name,
          groupDescription: name === 'default' ? 'default VPC security group' : name,
          ownerId: accountId,
          vpcId,
          ipPermissions: ingress.map(permission),
          ipPermissionsEgress: egress.map(permission),
        },
        filters: {'group-id': [id], 'group-name': [name], 'vpc-id': [vpcId], 'owner-id': [accountId]},
      })),
  },
  ['group-id', 'group-name', 'vpc-id', 'owner-id'],
)

type AclEntry = LabNetwork['acls'][number]['entries'][number]

/** Protocol 6 is TCP, −1 all. The last rule of every ACL denies the rest (VPC User Guide, "Network ACLs"). */
const entry = ({number, egress, allow, cidr, fromPort, toPort}: AclEntry): object => ({
  ruleNumber: number,
  protocol: fromPort === -1 ? '-1' : '6',
  ruleAction: allow ? 'allow' : 'deny',
  egress,
  cidrBlock: cidr,
  ...(fromPort === -1 ? {} : {portRange: {from: fromPort, to: toPort}}),
})

const denyRest = [false, true].map(egress => ({number: 32_767, egress, allow: false, cidr: '0.0.0.0/0', fromPort: -1, toPort: -1}))

export const describeNetworkAcls = describe(
  {
    action: 'ec2:DescribeNetworkAcls',
    set: 'networkAclSet',
    ids: {name: 'NetworkAclIds', flat: 'NetworkAclId'},
    missing: {code: 'InvalidNetworkAclID.NotFound', kind: 'networkAcl ID'},
    list: ({network, accountId}) =>
      network.acls.map(({id, vpcId, subnetIds, entries}, i) => ({
        id,
        wire: {
          networkAclId: id,
          vpcId,
          default: i === 0,
          ownerId: accountId,
          entrySet: [...entries, ...denyRest].map(entry),
          associationSet: subnetIds.map(subnetId => ({
            networkAclAssociationId: `aclassoc-0${subnetId.slice(-16)}`,
            networkAclId: id,
            subnetId,
          })),
        },
        filters: {'network-acl-id': [id], 'vpc-id': [vpcId], 'association.subnet-id': subnetIds, default: [String(i === 0)]},
      })),
  },
  ['network-acl-id', 'vpc-id', 'association.subnet-id', 'default'],
)
