import {defineDerived} from '../model/derived.ts'
import type {Network} from '../model/evidence.ts'
import type {Egress} from '../model/failures.ts'

type Subnet = Network['subnets'][number]
type AclEntry = Subnet['networkAcl'][number]
type Rule = Network['securityGroups'][number]['egress'][number]

const httpsPort = 443
const anywhere = ['0.0.0.0/0', '::/0']
/** RFC 1918: no public service has such an address. */
const privateBlock = /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/

const takes = ({protocol, fromPort, toPort}: {protocol: string; fromPort: number | null; toPort: number | null}): boolean =>
  protocol === '-1' || (['tcp', '6'].includes(protocol) && (fromPort ?? 0) <= httpsPort && (toPort ?? 65_535) >= httpsPort)

/** Rules of all groups add up. One to a private block or to another group lets nothing out to a public address. */
const leavesTo = (network: Network, accepts: (to: string) => boolean): boolean =>
  network.securityGroups.length === 0 ||
  network.securityGroups.flatMap(group => group.egress).some((rule: Rule) => takes(rule) && rule.to.some(accepts))

const toPublic = (to: string): boolean => !to.startsWith('sg-') && !privateBlock.test(to) && !to.startsWith('pl-')

function groupFaults(network: Network, dynamodb: boolean): string[] {
  const lists = network.prefixLists.filter(list => list.name.endsWith('.dynamodb')).map(list => list.id)
  return leavesTo(network, to => toPublic(to) || (dynamodb && lists.includes(to)))
    ? []
    : [`no rule of ${network.securityGroups.map(group => group.groupId).join(', ')} lets HTTPS (port ${httpsPort}) out`]
}

/** The first entry that matches decides; those for some addresses only are left out, because which one is called is not known. */
function deniesHttps(entries: readonly AclEntry[]): boolean {
  const egress = entries.filter(entry => entry.egress).sort((a, b) => a.number - b.number)
  const first = egress.find(entry => takes(entry) && anywhere.includes(entry.cidr))
  return egress.length > 0 && !(first?.allow ?? egress.some(entry => entry.allow && takes(entry)))
}

const aclFault = ({subnetId, networkAcl}: Subnet): string[] =>
  deniesHttps(networkAcl) ? [`the network ACL of ${subnetId} denies HTTPS (port ${httpsPort}) to the outside`] : []

/** Where public addresses go from here. Other ways (transit gateway, appliance) cannot be judged and count as open. */
function defaultRouteFault({subnetId, routes}: Subnet, natGateways: Network['natGateways']): string[] {
  const route = routes.find(({destination}) => destination === '0.0.0.0/0')
  if (!route) return [`${subnetId} has no route to the internet`]
  const nat = natGateways.find(({id}) => id === route.target)
  if (route.state === 'blackhole' || (nat && !['available', 'pending'].includes(nat.state)))
    return [`the route of ${subnetId} to the internet ends at ${route.target}, which is ${nat?.state ?? 'gone'}`]
  return route.target.startsWith('igw-') ? [`${subnetId} leads to an internet gateway, and a function in a VPC has no public address`] : []
}

function hasEndpoint({routes}: Subnet, {prefixLists}: Network): boolean {
  const lists = prefixLists.filter(list => list.name.endsWith('.dynamodb')).map(list => list.id)
  return routes.some(
    ({destination, target, state}) =>
      target.startsWith('vpce-') && state === 'active' && (lists.includes(destination) || lists.length === 0),
  )
}

/** A function runs in any of its subnets: the way is closed when it is closed in each. */
function inEach(subnets: readonly Subnet[], faults: (subnet: Subnet) => string[]): string[] {
  const all = subnets.map(faults)
  return all.every(list => list.length > 0) ? all.flat() : []
}

/**
 * What keeps a function in a VPC from calling out, from routes, gateways, security groups, network ACLs and DNS support (Lambda Developer
 * Guide, "Giving Lambda functions access to resources in an Amazon VPC"). Only what surely closes the way counts.
 */
export const egress = defineDerived({
  key: 'egress',
  needs: ['network'],
  wants: [],
  compute: ({network}): Egress => {
    if (network === null) return {internet: [], dynamodb: []}
    const names = network.dnsSupport === false ? [`DNS support of ${network.vpcId} is off, so no name is resolved`] : []
    const {subnets, natGateways} = network
    const acls = inEach(subnets, aclFault)
    const routes = inEach(subnets, subnet => defaultRouteFault(subnet, natGateways))
    const toDynamodb = inEach(subnets, subnet => (hasEndpoint(subnet, network) ? [] : defaultRouteFault(subnet, natGateways)))
    return {
      internet: [...names, ...groupFaults(network, false), ...acls, ...routes],
      dynamodb: [...names, ...groupFaults(network, true), ...acls, ...toDynamodb],
    }
  },
})
