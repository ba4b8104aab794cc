import {defineDerived} from '../../model/derived/derived.ts'
import type {Egress} from '../../model/derived/failures.ts'
import type {NetworkPath, SubnetPath} from '../../model/derived/network-path.ts'

type Path = NonNullable<NetworkPath>

const groupFaults = ({securityGroups}: Path, open: boolean): string[] =>
  open || securityGroups.length === 0 ? [] : [`no rule of ${securityGroups.join(', ')} allows outbound HTTPS (port 443)`]

function aclFault({subnetId, aclBlocks}: SubnetPath): string[] {
  if (aclBlocks === null) return []
  return [
    aclBlocks === 'requests'
      ? `the network ACL of ${subnetId} denies outbound HTTPS (port 443)`
      : `the network ACL of ${subnetId} denies the responses`,
  ]
}

/** Where public addresses go from here. Other ways (transit gateway, appliance) cannot be judged and count as open. */
function routeFault({subnetId, way}: SubnetPath): string[] {
  if (way.kind === 'none') return [`${subnetId} has no route to the internet`]
  if (way.kind === 'blackhole') return [`the route of ${subnetId} to the internet ends at ${way.target}, which no longer exists`]
  return way.kind === 'internet-gateway' ? [`${subnetId} leads to an internet gateway, and a function in a VPC has no public address`] : []
}

/** A function runs in any of its subnets: the way is closed when it is closed in each. */
function inEach(subnets: readonly SubnetPath[], faults: (subnet: SubnetPath) => string[]): string[] {
  const all = subnets.map(faults)
  return all.every(list => list.length > 0) ? all.flat() : []
}

/** The obstacles for the outbound calls of a function in a VPC, in words. Only a surely closed way counts. */
export const egress = defineDerived({
  key: 'egress',
  needs: ['networkPath'],
  wants: [],
  compute: ({networkPath: path}): Egress => {
    if (path === null) return {internet: [], dynamodb: []}
    const names = path.dnsSupport === false ? [`DNS support of ${path.vpcId} is off, so no name is resolved`] : []
    const acls = inEach(path.subnets, aclFault)
    return {
      internet: [...names, ...groupFaults(path, path.httpsOut), ...acls, ...inEach(path.subnets, routeFault)],
      dynamodb: [
        ...names,
        ...groupFaults(path, path.httpsOut || path.httpsToDynamodb),
        ...acls,
        ...inEach(path.subnets, subnet => (subnet.dynamodbEndpoint ? [] : routeFault(subnet))),
      ],
    }
  },
})
