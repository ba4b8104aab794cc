import {prefixLists} from '../../simulation/access/network.ts'
import type {LabFunction, World} from '../../simulation/engine/world.ts'
import {type Described, describe} from './describe.ts'

/** Lambda shares one interface among the functions of a subnet and a set of security groups (Lambda Developer Guide, "Hyperplane ENIs"). */
function interfacesOf({functions, network, accountId}: World): Described[] {
  const placed = new Map<string, {fn: LabFunction; subnetId: string}>()
  for (const fn of functions.values()) {
    for (const subnetId of fn.subnetIds) placed.set(`${subnetId} ${fn.securityGroupIds.join()}`, {fn, subnetId})
  }
  return [...placed.values()].map(({fn, subnetId}, i) => {
    const subnet = network.subnets.find(one => one.id === subnetId)
    const id = `eni-0${subnetId.slice(-16)}`
    const description = `AWS Lambda VPC ENI-${fn.name}-${subnetId.slice(-12)}`
    const address = `${subnet?.cidr.split('.').slice(0, 3).join('.') ?? '10.0.0'}.${20 + i}`
    return {
      id,
      wire: {
        networkInterfaceId: id,
        subnetId,
        vpcId: subnet?.vpcId,
        availabilityZone: subnet?.zone,
        description,
        ownerId: accountId,
        requesterManaged: true,
        status: 'in-use',
        interfaceType: 'lambda',
        privateIpAddress: address,
        groupSet: fn.securityGroupIds.map(groupId => ({groupId})),
      },
      filters: {
        'network-interface-id': [id],
        'subnet-id': [subnetId],
        'vpc-id': [subnet?.vpcId ?? ''],
        'group-id': fn.securityGroupIds,
        'interface-type': ['lambda'],
        description: [description],
        status: ['in-use'],
      },
    }
  })
}

export const describeNetworkInterfaces = describe(
  {
    action: 'ec2:DescribeNetworkInterfaces',
    set: 'networkInterfaceSet',
    ids: {name: 'NetworkInterfaceIds', flat: 'NetworkInterfaceId'},
    missing: {code: 'InvalidNetworkInterfaceID.NotFound', kind: 'networkInterface ID'},
    list: interfacesOf,
  },
  ['network-interface-id', 'subnet-id', 'vpc-id', 'group-id', 'interface-type', 'description', 'status'],
)

export const describeManagedPrefixLists = describe(
  {
    action: 'ec2:DescribeManagedPrefixLists',
    set: 'prefixListSet',
    ids: {name: 'PrefixListIds', flat: 'PrefixListId'},
    missing: {code: 'InvalidPrefixListID.NotFound', kind: 'prefix list ID'},
    list: ({region}) =>
      prefixLists.map(({id, name}) => ({
        id,
        wire: {
          prefixListId: id,
          addressFamily: 'IPv4',
          prefixListArn: `arn:aws:ec2:${region}:aws:prefix-list/${id}`,
          prefixListName: name,
          ownerId: 'AWS',
        },
        filters: {'prefix-list-id': [id], 'prefix-list-name': [name], 'owner-id': ['AWS']},
      })),
  },
  ['prefix-list-id', 'prefix-list-name', 'owner-id'],
)

export const describePrefixLists = describe(
  {
    action: 'ec2:DescribePrefixLists',
    set: 'prefixListSet',
    ids: {name: 'PrefixListIds', flat: 'PrefixListId'},
    missing: {code: 'InvalidPrefixListId.NotFound', kind: 'prefix list ID'},
    list: () =>
      prefixLists.map(({id, name, cidrs}) => ({
        id,
        wire: {prefixListId: id, prefixListName: name, cidrSet: [...cidrs]},
        filters: {'prefix-list-id': [id], 'prefix-list-name': [name]},
      })),
  },
  ['prefix-list-id', 'prefix-list-name'],
)
