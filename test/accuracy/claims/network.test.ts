import {ofNetwork} from '../../../bench/accuracy/claims/network.ts'
import type {LabTruth} from '../../../packages/lab/src/entrance.ts'
import {judgesAll, type Row} from '../../support/lab-truth.ts'

type Network = LabTruth['network']
type Route = Network['routeTables'][number]['routes'][number]

const out: Route = {destination: '0.0.0.0/0', target: 'nat-1', state: 'active'}
const entry = {number: 100, egress: true, allow: true, cidr: '0.0.0.0/0', fromPort: -1, toPort: -1}

/** One subnet that leads out, with these changes. */
const network = ({
  routes = [out],
  nat = 'available',
  https = 443,
  dnsSupport = true,
  entries = [entry],
}: {
  routes?: Route[]
  nat?: string
  https?: number
  dnsSupport?: boolean
  entries?: (typeof entry)[]
}) => ({
  network: {
    vpcs: [{id: 'vpc-1', cidr: '10.0.0.0/16', dnsSupport, dnsHostnames: true}],
    subnets: [{id: 'subnet-1', vpcId: 'vpc-1', cidr: '10.0.0.0/24', zone: 'a', availableAddresses: 9}],
    routeTables: [{id: 'rtb-1', vpcId: 'vpc-1', main: true, subnetIds: [], routes}],
    natGateways: [{id: 'nat-1', vpcId: 'vpc-1', subnetId: 'subnet-2', state: nat}],
    internetGateways: [],
    endpoints: [],
    securityGroups: [
      {id: 'sg-1', vpcId: 'vpc-1', name: 'a', ingress: [], egress: [{protocol: 'tcp', fromPort: https, toPort: https, cidr: '0.0.0.0/0'}]},
    ],
    acls: [{id: 'acl-1', vpcId: 'vpc-1', subnetIds: ['subnet-1'], entries}],
  } satisfies Network,
})

const gone = 'The route of subnet-1 to the internet ends at nat-1, which no longer exists.'
const noRule = 'No rule of sg-1 allows outbound HTTPS (port 443).'
const denies = 'The network ACL of subnet-1 denies outbound HTTPS (port 443).'
const answers = 'The network ACL of subnet-1 denies the responses.'

const rows: Row[] = [
  [gone, network({nat: 'deleted'}), 'true'],
  [gone, network({routes: [{...out, state: 'blackhole'}]}), 'true'],
  [gone, network({}), 'false'],
  [gone, network({nat: 'deleted', routes: [{...out, target: 'nat-2'}]}), 'false'],
  ['Subnet-1 has no route to the internet.', network({routes: []}), 'true'],
  ['Subnet-1 has no route to the internet.', network({}), 'false'],
  [noRule, network({https: 442}), 'true'],
  [noRule, network({https: 443}), 'false'],
  [noRule, network({https: -1}), 'false'],
  ['DNS support of vpc-1 is off, so no name is resolved.', network({dnsSupport: false}), 'true'],
  ['DNS support of vpc-1 is off, so no name is resolved.', network({}), 'false'],
  [denies, network({entries: [{...entry, number: 99, allow: false}, entry]}), 'true'],
  [denies, network({entries: [{...entry, number: 101, allow: false}, entry]}), 'false'],
  [answers, network({}), 'true'],
  [answers, network({entries: [{...entry, egress: false, fromPort: 1024, toPort: 65_535}]}), 'false'],
]

judgesAll('the network', ofNetwork, rows)
