import type {LabFunction} from '../engine/world.ts'
import type {LabNetwork} from './network.ts'

/** Where a function's code calls: DynamoDB, or a service on the internet. */
export type Place = 'dynamodb' | 'internet'

/** The outcome of a connection: made, dropped without an answer, or never tried because the name is not resolved. */
export type Reach = 'reached' | 'dropped' | 'unresolved'

const anywhere = '0.0.0.0/0'
const httpsPort = 443
/** Answers come back to one of these ports (VPC User Guide, "Network ACLs"). */
const answerPorts = {from: 1024, to: 65_535}

/** Gateway endpoints are found by a route to a prefix list. */
const isPrefixList = (destination: string): boolean => destination.startsWith('pl-')

/** Whether code in this subnet of the function's reaches the place; a function outside of a VPC always does. */
export function reachOf(network: LabNetwork, fn: LabFunction, subnetId: string | undefined, place: Place): Reach {
  const subnet = network.subnets.find(one => one.id === subnetId)
  if (subnetId === undefined) return 'reached'
  if (subnet === undefined) return 'dropped'
  const vpc = network.vpcs.find(one => one.id === subnet.vpcId)
  if (vpc?.dnsSupport === false) return 'unresolved'
  const isOpen = groupsAllow(network, fn, place) && aclAllows(network, subnet.id)
  return isOpen && (routedTo(network, subnet, place) ?? false) ? 'reached' : 'dropped'
}

function groupsAllow({securityGroups}: LabNetwork, fn: LabFunction, place: Place): boolean {
  return securityGroups
    .filter(group => fn.securityGroupIds.includes(group.id))
    .flatMap(group => group.egress)
    .some(
      ({protocol, fromPort, toPort, cidr}) =>
        (protocol === '-1' || protocol === 'tcp' || protocol === '6') &&
        (fromPort === -1 || (fromPort <= httpsPort && toPort >= httpsPort)) &&
        (cidr === anywhere || (place === 'dynamodb' && isPrefixList(cidr))),
    )
}

/** Rules in the order of their numbers: the first that matches decides, and traffic that matches none is denied. */
function aclAllows({acls}: LabNetwork, subnetId: string): boolean {
  const acl = acls.find(one => one.subnetIds.includes(subnetId))
  if (acl === undefined) return true
  const decides = (egress: boolean, from: number, to: number): boolean =>
    [...acl.entries]
      .sort((a, b) => a.number - b.number)
      .find(one => one.egress === egress && one.cidr === anywhere && (one.fromPort === -1 || (one.fromPort <= from && one.toPort >= to)))
      ?.allow ?? false
  return decides(true, httpsPort, httpsPort) && decides(false, answerPorts.from, answerPorts.to)
}

function tableOf({routeTables}: LabNetwork, subnet: LabNetwork['subnets'][number]) {
  return (
    routeTables.find(table => table.subnetIds.includes(subnet.id)) ?? routeTables.find(table => table.main && table.vpcId === subnet.vpcId)
  )
}

/** The more specific route wins: that of a gateway endpoint before the default route. null: there is none. */
function routedTo(network: LabNetwork, subnet: LabNetwork['subnets'][number], place: Place): boolean | null {
  const routes = tableOf(network, subnet)?.routes ?? []
  const toEndpoint =
    place === 'dynamodb' ? routes.find(route => isPrefixList(route.destination) && leadsToDynamodb(network, route.target)) : undefined
  if (toEndpoint !== undefined) return toEndpoint.state === 'active'
  const out = routes.find(route => route.destination === anywhere)
  if (out === undefined) return null
  // A function has no public address: an internet gateway does not lead it anywhere (Lambda Developer Guide, "configuration-vpc").
  if (out.state !== 'active' || out.target.startsWith('igw-')) return false
  if (!out.target.startsWith('nat-')) return true
  const nat = network.natGateways.find(one => one.id === out.target)
  return nat !== undefined && nat.state === 'available' && isPublic(network, nat.subnetId)
}

const leadsToDynamodb = ({endpoints}: LabNetwork, target: string): boolean =>
  endpoints.some(one => one.id === target && one.type === 'Gateway' && one.service.endsWith('.dynamodb'))

function isPublic(network: LabNetwork, subnetId: string): boolean {
  const subnet = network.subnets.find(one => one.id === subnetId)
  const routes = subnet === undefined ? [] : (tableOf(network, subnet)?.routes ?? [])
  return routes.some(({destination, target, state}) => destination === anywhere && target.startsWith('igw-') && state === 'active')
}
