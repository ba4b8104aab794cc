import type {Wire} from './stand-in/wire.ts'

/** A VPC with two subnets, as EC2 describes it; parts that are not given are in order. */
export interface Network {
  /** Of the route table of both subnets, beside the local one. */
  routes: Wire[]
  natGateways?: Wire[]
  endpoints?: Wire[]
  /** The outbound rules of the function's security group. */
  egress?: Wire[]
  /** Rules of the network ACL before the last one. */
  aclEntries?: Wire[]
  freeAddresses?: number
  mapPublicIp?: boolean
}

const subnets = ['subnet-0a11', 'subnet-0b22']
const vpcId = 'vpc-0c33'

export const inNetwork: Wire = {VpcConfig: {VpcId: vpcId, SubnetIds: subnets, SecurityGroupIds: ['sg-0d44']}}

export const everywhere: Wire = {ipProtocol: '-1', groups: [], ipRanges: [{cidrIp: '0.0.0.0/0'}], ipv6Ranges: [], prefixListIds: []}

export const natGateway = (id: string, state: string): Wire => ({
  natGatewayId: id,
  vpcId,
  subnetId: 'subnet-0f66',
  state,
  connectivityType: 'public',
  natGatewayAddressSet: [],
})

const aclRule = (egress: boolean, ruleNumber: number, ruleAction: string): Wire => ({
  ruleNumber,
  protocol: '-1',
  ruleAction,
  egress,
  cidrBlock: '0.0.0.0/0',
})

const openAcl = [aclRule(true, 100, 'allow'), aclRule(false, 100, 'allow')]

export function network({routes, natGateways = [], endpoints = [], egress = [everywhere], aclEntries = openAcl, ...more}: Network) {
  const {freeAddresses = 200, mapPublicIp = false} = more
  const associated = (name: string) => subnets.map((subnetId, i) => ({[name]: `${name}-${i}`, subnetId}))
  return {
    Subnets: {
      subnetSet: subnets.map((subnetId, i) => ({
        subnetId,
        vpcId,
        availableIpAddressCount: freeAddresses,
        availabilityZone: `us-east-1${'ab'[i]}`,
        mapPublicIpOnLaunch: mapPublicIp,
        state: 'available',
        cidrBlock: `10.1.${i}.0/24`,
      })),
    },
    RouteTables: {
      routeTableSet: [
        {
          routeTableId: 'rtb-0e55',
          vpcId,
          routeSet: [{destinationCidrBlock: '10.1.0.0/16', gatewayId: 'local', state: 'active', origin: 'CreateRouteTable'}, ...routes],
          associationSet: associated('routeTableAssociationId').map(one => ({...one, routeTableId: 'rtb-0e55', main: false})),
          tagSet: [],
        },
      ],
    },
    SecurityGroups: {
      securityGroupInfo: [{groupId: 'sg-0d44', groupName: 'indexer', vpcId, ipPermissions: [], ipPermissionsEgress: egress}],
    },
    NetworkAcls: {
      networkAclSet: [
        {
          networkAclId: 'acl-0a77',
          vpcId,
          default: false,
          entrySet: [...aclEntries, aclRule(true, 32_767, 'deny'), aclRule(false, 32_767, 'deny')],
          associationSet: associated('networkAclAssociationId').map(one => ({...one, networkAclId: 'acl-0a77'})),
        },
      ],
    },
    NatGateways: {natGatewaySet: natGateways},
    VpcEndpoints: {vpcEndpointSet: endpoints},
    ManagedPrefixLists: {
      prefixListSet: [
        {
          prefixListId: 'pl-02cd2c6b',
          prefixListName: 'com.amazonaws.us-east-1.dynamodb',
          addressFamily: 'IPv4',
          state: 'create-complete',
          ownerId: 'AWS',
        },
        {
          prefixListId: 'pl-63a5400a',
          prefixListName: 'com.amazonaws.us-east-1.s3',
          addressFamily: 'IPv4',
          state: 'create-complete',
          ownerId: 'AWS',
        },
      ],
    },
  } satisfies Record<string, Wire>
}
