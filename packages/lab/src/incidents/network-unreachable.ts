import type {LabNetwork} from '../simulation/access/network.ts'
import type {Simulation} from '../simulation/engine/simulation.ts'
import {defineIncident} from './incident.ts'
import {type Draw, downstreamAt, ordinaryPlan} from './plan.ts'
import {sceneOf} from './scene.ts'

const id = 'network-unreachable'

/** The changes that somebody made in the VPC. */
const breaks = {
  /** The NAT gateway was deleted; the routes to it lead nowhere. */
  nat(network: LabNetwork) {
    for (const nat of network.natGateways) nat.state = 'deleted'
    for (const route of network.routeTables.flatMap(table => table.routes)) if (route.target.startsWith('nat-')) route.state = 'blackhole'
  },
  /** The private subnets lost their default route. */
  route(network: LabNetwork) {
    for (const table of network.routeTables) table.routes = table.routes.filter(route => !route.target.startsWith('nat-'))
  },
  /** The security group of the functions lets nothing out but to the database. */
  'security-group'(network: LabNetwork) {
    for (const group of network.securityGroups)
      group.egress = [{protocol: 'tcp', fromPort: 5432, toPort: 5432, cidr: network.vpcs[0]?.cidr ?? ''}]
  },
  /** A rule with a lower number denies HTTPS to the outside. */
  acl(network: LabNetwork) {
    for (const {entries} of network.acls)
      entries.push({number: 90, egress: true, allow: false, cidr: '0.0.0.0/0', fromPort: 443, toPort: 443})
  },
  /** The VPC resolves no names any more. */
  dns(network: LabNetwork) {
    for (const vpc of network.vpcs) vpc.dnsSupport = false
  },
  /** The gateway endpoint for DynamoDB lost its route, and there is no other way out. */
  endpoint(network: LabNetwork) {
    for (const table of network.routeTables) table.routes = table.routes.filter(route => !route.target.startsWith('vpce-'))
  },
} as const

type Kind = keyof typeof breaks

const kindOf = (draw: Draw): Kind =>
  draw('kind').pick<Kind>(['nat', 'nat', 'route', 'security-group', 'security-group', 'acl', 'dns', 'endpoint'])

/** Security groups, network ACLs and names are in the way of all calls; routes of those that take them. */
const placeOf = (draw: Draw, kind: Kind) =>
  kind === 'endpoint' ? 'dynamodb' : kind === 'nat' || kind === 'route' ? 'internet' : draw('place').pick(['dynamodb', 'internet'] as const)

export const networkUnreachable = defineIncident({
  id,
  story:
    'The function is in a VPC, and since a change of its network it no longer reaches its services: connections time out, or names are not resolved. The mapping polls as before, and every batch fails.',
  fix: 'Restore outbound access from the VPC: the route, the NAT gateway, the endpoint, the security group, the network ACL or the DNS support.',
  truth: seed => ({cause: id, causes: [id], lag: 'stalled', way: kindOf(ordinaryPlan(seed, id).draw)}),
  build(seed) {
    const plan = ordinaryPlan(seed, id)
    const {draw} = plan
    const kind = kindOf(draw)
    // A VPC whose only way out is the endpoint has no NAT gateway from the start.
    const closed = ({world}: Simulation) => {
      breaks.route(world.network)
      world.network.natGateways.length = 0
    }
    return sceneOf({
      ...plan,
      inVpc: true,
      downstream: downstreamAt(draw, placeOf(draw, kind)),
      timeline: [
        ...(kind === 'endpoint' ? [{atSecond: 0, happens: closed}] : []),
        {atSecond: plan.onsetSecond, happens: ({world}) => breaks[kind](world.network)},
      ],
    })
  },
})
