import {defineDerived} from '../../model/derived/derived.ts'
import type {NetworkPath, SubnetPath, Way} from '../../model/derived/network-path.ts'
import type {Network} from '../../model/evidence/evidence.ts'

type Subnet = Network['subnets'][number]
type AclEntry = Subnet['networkAcl'][number]

const httpsPort = 443
/** Answers arrive at a port of the ephemeral range; this one lies in that of every system (EC2 User Guide, "Ephemeral ports"). */
const ephemeralPort = 50_000
const anywhere = '0.0.0.0/0'

const takes = ({protocol, fromPort, toPort}: {protocol: string; fromPort: number | null; toPort: number | null}, port: number): boolean => {
  if (protocol === '-1') return true
  // -1 and no number stand for all ports.
  const [from, to] = [fromPort ?? -1, toPort ?? -1]
  return ['tcp', '6'].includes(protocol) && (from < 0 || (from <= port && to >= port))
}

/** The first entry that matches decides. Entries for some addresses only do not close the way: which one is called is not known. */
function closes(entries: readonly AclEntry[], egress: boolean, port: number): boolean {
  const matching = entries.filter(entry => entry.egress === egress && takes(entry, port)).sort((a, b) => a.number - b.number)
  const decisive = matching.find(entry => entry.cidr === anywhere)
  return !(decisive?.allow ?? false) && !matching.some(entry => entry.allow && (decisive === undefined || entry.number < decisive.number))
}

function aclBlocks({networkAcl}: Subnet): SubnetPath['aclBlocks'] {
  // Without an entry the ACL was not read: each has at least the rule that denies the rest.
  if (networkAcl.length === 0) return null
  if (closes(networkAcl, true, httpsPort)) return 'requests'
  return closes(networkAcl, false, ephemeralPort) ? 'answers' : null
}

function wayOf({routes}: Subnet, {natGateways}: Network): Way {
  const route = routes.find(({destination}) => destination === anywhere)
  if (route === undefined) return {kind: 'none', target: null}
  const {target, state} = route
  const nat = natGateways.find(({id}) => id === target)
  if (state === 'blackhole' || (nat && !['available', 'pending'].includes(nat.state))) return {kind: 'blackhole', target}
  if (target.startsWith('igw-')) return {kind: 'internet-gateway', target}
  return {kind: target.startsWith('nat-') ? 'nat' : 'other', target}
}

const dynamodbLists = ({prefixLists}: Network): string[] => prefixLists.filter(({name}) => name.endsWith('.dynamodb')).map(({id}) => id)

/** Rules of all groups add up. */
const leavesTo = ({securityGroups}: Network, accepts: (to: string) => boolean): boolean =>
  securityGroups.some(group => group.egress.some(rule => takes(rule, httpsPort) && rule.to.some(accepts)))

/** RFC 1918: no public service has such an address. */
const privateBlock = /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/

/** A rule to a private block, a prefix list or another group lets nothing out to a public address. */
const toPublic = (to: string): boolean => !to.startsWith('sg-') && !to.startsWith('pl-') && !privateBlock.test(to)

function subnetPath(subnet: Subnet, network: Network): SubnetPath {
  const lists = dynamodbLists(network)
  return {
    subnetId: subnet.subnetId,
    freeAddresses: subnet.freeAddresses,
    way: wayOf(subnet, network),
    blackholes: subnet.routes.filter(({state}) => state === 'blackhole').map(({destination, target}) => `${destination} → ${target}`),
    dynamodbEndpoint: subnet.routes.some(
      ({destination, target, state}) => target.startsWith('vpce-') && state !== 'blackhole' && lists.includes(destination),
    ),
    aclBlocks: aclBlocks(subnet),
  }
}

/**
 * The hosts that a function in a VPC can reach, subnet by subnet (Lambda Developer Guide, "Giving Lambda functions access to resources in an Amazon
 * VPC"). It holds for the calls of the handler: the polling of the stream does not use the VPC.
 */
export const networkPath = defineDerived({
  key: 'networkPath',
  needs: ['network'],
  wants: [],
  compute: ({network}): NetworkPath =>
    network && {
      vpcId: network.vpcId,
      subnets: network.subnets.map(subnet => subnetPath(subnet, network)),
      httpsOut: leavesTo(network, toPublic),
      httpsToDynamodb: leavesTo(network, to => dynamodbLists(network).includes(to)),
      httpsAnywhere: leavesTo(network, () => true),
      securityGroups: network.securityGroups.map(group => group.groupId),
      interfaceEndpoints: network.endpoints
        .filter(({type, state}) => type === 'Interface' && state.toLowerCase() === 'available')
        .map(({service}) => service),
      dnsSupport: network.dnsSupport,
    },
})
