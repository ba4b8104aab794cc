import type {LabNetwork} from '../simulation/access/network.ts'
import {prefixLists} from '../simulation/access/network.ts'
import type {LabRole, PolicyDocument} from '../simulation/access/roles.ts'
import {attachedPolicy, executionRole} from '../simulation/access/roles.ts'
import type {Draw} from './plan.ts'

/** The surroundings of the pipeline: the roles of the account, and the network that functions can be in. */
export interface Surroundings {
  roles: LabRole[]
  network: LabNetwork
  /** Where the function is placed; empty when it is in no VPC. */
  place: {subnetIds: string[]; securityGroupIds: string[]}
}

/** The pipeline that the surroundings are for. */
export interface Site {
  region: string
  accountId: string
  functionRoleArn: string
  tableArn: string
  queueArns: readonly string[]
}

/** The role that people and tools work with; the caller has taken it on. */
const operatorName = 'ddbstream-operator'

const statement = (Action: string | string[], Resource: string | string[]): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: [{Effect: 'Allow', Action, Resource}],
})

function operatorRole(accountId: string): LabRole {
  const trust: PolicyDocument = {
    Version: '2012-10-17',
    Statement: [{Effect: 'Allow', Principal: {AWS: `arn:aws:iam::${accountId}:root`}, Action: 'sts:AssumeRole'}],
  }
  return {
    name: operatorName,
    arn: `arn:aws:iam::${accountId}:role/${operatorName}`,
    trust,
    inline: new Map(),
    attached: [{arn: 'arn:aws:iam::aws:policy/AdministratorAccess', name: 'AdministratorAccess', document: statement('*', '*')}],
  }
}

/** The function's role: the managed policies, the queue for failed batches, and the table that its handler reads and writes. */
function functionRole(site: Site, inVpc: boolean): LabRole {
  const role = executionRole(site.functionRoleArn, site.queueArns)
  if (inVpc) role.attached.push(attachedPolicy('AWSLambdaVPCAccessExecutionRole'))
  const item = ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem']
  const actions = item.map(name => `dynamodb:${name}`)
  role.inline.set('handler', statement(actions, [site.tableArn, `${site.tableArn}/index/*`]))
  return role
}

/** A VPC with a public subnet, two private ones behind its NAT gateway, and a gateway endpoint for DynamoDB. */
function networkOf(draw: Draw, region: string): LabNetwork {
  const random = draw('network')
  const id = (prefix: string) => `${prefix}-0${random.uuid().replaceAll('-', '').slice(0, 16)}`
  const net = `10.${random.whole(0, 250)}`
  const vpcId = id('vpc')
  const zones = ['a', 'b'].map(letter => `${region}${letter}`)
  const subnet = (zone: string, cidr: string, availableAddresses: number) => ({id: id('subnet'), vpcId, zone, cidr, availableAddresses})
  const open = subnet(zones[0] ?? '', `${net}.0.0/24`, 240)
  const closed = zones.map((zone, i) => subnet(zone, `${net}.${16 * (i + 1)}.0/20`, random.whole(3600, 4080)))
  const nat = id('nat')
  const internet = id('igw')
  const endpoint = id('vpce')
  const local = {destination: `${net}.0.0/16`, target: 'local', state: 'active' as const}
  const route = (destination: string, target: string) => ({destination, target, state: 'active' as const})
  const closedTable = id('rtb')
  const closedIds = closed.map(one => one.id)
  const any = {protocol: '-1', fromPort: -1, toPort: -1, cidr: '0.0.0.0/0'}
  const entry = (egress: boolean) => ({number: 100, egress, allow: true, cidr: '0.0.0.0/0', fromPort: -1, toPort: -1})
  return {
    vpcs: [{id: vpcId, cidr: `${net}.0.0/16`, dnsSupport: true, dnsHostnames: true}],
    subnets: [open, ...closed],
    routeTables: [
      {id: id('rtb'), vpcId, main: true, subnetIds: [], routes: [local]},
      {id: id('rtb'), vpcId, main: false, subnetIds: [open.id], routes: [local, route('0.0.0.0/0', internet)]},
      {
        id: closedTable,
        vpcId,
        main: false,
        subnetIds: closedIds,
        routes: [local, route('0.0.0.0/0', nat), route(prefixLists[0].id, endpoint)],
      },
    ],
    natGateways: [{id: nat, vpcId, subnetId: open.id, state: 'available'}],
    internetGateways: [{id: internet, vpcId}],
    endpoints: [
      {
        id: endpoint,
        vpcId,
        service: `com.amazonaws.${region}.dynamodb`,
        type: 'Gateway',
        state: 'available',
        routeTableIds: [closedTable],
        subnetIds: [],
        groupIds: [],
        privateDns: false,
      },
    ],
    securityGroups: [
      {id: id('sg'), vpcId, name: 'default', egress: [any], ingress: []},
      {id: id('sg'), vpcId, name: 'functions', egress: [any], ingress: []},
    ],
    acls: [{id: id('acl'), vpcId, subnetIds: [open.id, ...closedIds], entries: [entry(false), entry(true)]}],
  }
}

/**
 * All well-formed: an incident brings the flaws.
 * @param placed whether the function is in the VPC; null: in a third of the seeds.
 */
export function surroundingsOf(draw: Draw, site: Site, placed: boolean | null = null): Surroundings {
  const network = networkOf(draw, site.region)
  const inVpc = placed ?? draw('in the VPC').chance(1 / 3)
  const [, ...privateSubnets] = network.subnets
  return {
    roles: [functionRole(site, inVpc), operatorRole(site.accountId)],
    network,
    place: inVpc
      ? {subnetIds: privateSubnets.map(one => one.id), securityGroupIds: network.securityGroups.slice(-1).map(group => group.id)}
      : {subnetIds: [], securityGroupIds: []},
  }
}
