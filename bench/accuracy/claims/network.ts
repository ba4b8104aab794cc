import type {LabTruth} from '../../../packages/lab/src/entrance.ts'
import type {Claim} from './claim.ts'

const anywhere = '0.0.0.0/0'
const httpsPort = 443

/** The route table of a subnet: its own, or the main one of its VPC. */
function routesOf({network}: LabTruth, subnetId: string) {
  const vpcId = network.subnets.find(({id}) => id === subnetId)?.vpcId
  const tables = network.routeTables.filter(one => one.vpcId === vpcId)
  return (tables.find(({subnetIds}) => subnetIds.includes(subnetId)) ?? tables.find(({main}) => main))?.routes ?? []
}

/** The obstacle between the function and the service that it calls. */
export const ofNetwork: readonly Claim[] = [
  {
    pattern: /^The route of (?<subnet>subnet-\w+) to the internet ends at (?<target>\S+), which no longer exists\.$/,
    holds: ({truth}, {subnet = '', target}) => {
      const route = routesOf(truth, subnet).find(({destination}) => destination === anywhere)
      const nat = truth.network.natGateways.find(({id}) => id === target)
      return route?.target === target && (route?.state === 'blackhole' || nat?.state !== 'available')
    },
  },
  {
    pattern: /^(?<subnet>subnet-\w+) has no route to the internet\.$/i,
    holds: ({truth}, {subnet = ''}) => !routesOf(truth, subnet.toLowerCase()).some(({destination}) => destination === anywhere),
  },
  {
    pattern: /^No rule of (?<groups>sg-\w+(?:, sg-\w+)*) allows outbound HTTPS \(port 443\)\.$/,
    holds: ({truth}, {groups = ''}) =>
      truth.network.securityGroups
        .filter(({id}) => groups.split(', ').includes(id))
        .every(
          ({egress}) =>
            !egress.some(
              ({cidr, fromPort, toPort}) => cidr === anywhere && (fromPort < 0 || (fromPort <= httpsPort && httpsPort <= toPort)),
            ),
        ),
  },
  {
    pattern: /^DNS support of (?<vpc>vpc-\w+) is off/,
    holds: ({truth}, {vpc}) => truth.network.vpcs.find(({id}) => id === vpc)?.dnsSupport === false,
  },
  {
    pattern: /^The network ACL of (?<subnet>subnet-\w+) denies (?<how>outbound HTTPS \(port 443\)|the responses)\.$/,
    holds: ({truth}, {subnet = '', how = ''}) => {
      const acl = truth.network.acls.find(({subnetIds}) => subnetIds.includes(subnet))
      const [egress, port] = how.startsWith('outbound') ? [true, httpsPort] : [false, 50_000]
      const first = acl?.entries
        .filter(one => one.egress === egress && one.cidr === anywhere && (one.fromPort < 0 || (one.fromPort <= port && port <= one.toPort)))
        .sort((a, b) => a.number - b.number)[0]
      return first?.allow !== true
    },
  },
]
