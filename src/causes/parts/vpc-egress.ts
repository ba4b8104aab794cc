import {regionFlag} from '../../advice/region-flag.ts'
import type {Fix} from '../../model/check.ts'
import type {NetworkPath} from '../../model/derived/network-path.ts'
import type {Network} from '../../model/evidence/evidence.ts'
import {listOption, option} from '../../text/shell.ts'

const passes = 'The batches succeed at their next retry. Polling does not use the VPC: the mapping needs no change.'

const text = {
  dns: (vpcId: string) => `Enable the DNS support of ${vpcId}. ${passes}`,
  securityGroup: (id: string) => `Allow outbound HTTPS in the security group ${id}. ${passes}`,
  aclOut: (ids: string) =>
    `Allow outbound HTTPS by an entry of the network ACL ${ids} that comes before the others. First find out who denied it, and why. ${passes}`,
  aclIn: (ids: string) =>
    `Allow the responses by an entry of the network ACL ${ids} that comes before the others. First find out who denied it, and why. ${passes}`,
  endpointRoutes: (endpoint: string, tables: string) => `Restore the routes of the gateway endpoint ${endpoint} in ${tables}. ${passes}`,
  endpoint: (tables: string) => `Create a gateway endpoint for DynamoDB, which is free, with routes in ${tables}. ${passes}`,
  newRoute: (tables: string, gateway: string) => `Add a route to the internet to ${tables}, through the NAT gateway ${gateway}. ${passes}`,
  replaceRoute: (tables: string, target: string, gateway: string) =>
    `Replace the route of ${tables} to ${target}, which no longer exists, with one through the NAT gateway ${gateway}. ${passes}`,
  gatewayToMake: 'that you first create in a public subnet of the VPC; NAT_GATEWAY_ID stands for it',
}

const https = 443

type Path = NonNullable<NetworkPath>

interface OnDemand {
  network: Network
  path: Path
  /** The ARN of the function, for the region. */
  functionArn: string
  toDynamodb: boolean
}

/** The one repair of the way out that is closed; null where it is not known which. An obstacle for all calls comes first. */
export function repairWayOut(asked: OnDemand): Fix | null {
  const {path, toDynamodb} = asked
  if (path.dnsSupport === false) return dns(asked)
  if (path.securityGroups.length > 0 && !path.httpsOut && !(toDynamodb && path.httpsToDynamodb)) return group(asked)
  if (path.subnets.every(({aclBlocks}) => aclBlocks !== null)) return acl(asked)
  return toDynamodb && path.subnets.every(({dynamodbEndpoint}) => !dynamodbEndpoint) ? endpoint(asked) : route(asked)
}

const dns = ({path: {vpcId}, functionArn}: OnDemand): Fix => ({
  summary: text.dns(vpcId),
  command: `aws ec2 modify-vpc-attribute${regionFlag(functionArn)}${option('vpc-id', vpcId)} --enable-dns-support '{"Value":true}'`,
  settings: [{name: 'enableDnsSupport', before: false, after: true}],
})

function group({path: {securityGroups}, functionArn}: OnDemand): Fix {
  const [id = ''] = securityGroups
  const rule = JSON.stringify([{IpProtocol: 'tcp', FromPort: https, ToPort: https, IpRanges: [{CidrIp: '0.0.0.0/0'}]}])
  return {
    summary: text.securityGroup(id),
    command: `aws ec2 authorize-security-group-egress${regionFlag(functionArn)}${option('group-id', id)}${option('ip-permissions', rule)}`,
  }
}

/** An entry with a lower number than any that is there: the first that matches decides. */
function acl({network, path, functionArn}: OnDemand): Fix | null {
  const ids = [...new Set(network.subnets.flatMap(({networkAclId}) => networkAclId ?? []))]
  const isRequest = path.subnets.some(({aclBlocks}) => aclBlocks === 'requests')
  const lowest = Math.min(
    ...network.subnets.flatMap(({networkAcl}) => networkAcl.filter(one => one.egress === isRequest).map(one => one.number)),
  )
  if (ids.length === 0 || !(lowest > 1)) return null
  const ports = isRequest ? {From: https, To: https} : {From: 1024, To: 65_535}
  const number = Math.min(lowest - 1, 32_766)
  const entry = (id: string) =>
    `aws ec2 create-network-acl-entry${regionFlag(functionArn)}${option('network-acl-id', id)} --rule-number ${number} --protocol 6 --port-range From=${ports.From},To=${ports.To} --cidr-block 0.0.0.0/0 --rule-action allow ${isRequest ? '--egress' : '--ingress'}`
  return {
    summary: text[isRequest ? 'aclOut' : 'aclIn'](ids.join(', ')),
    command: ids.map(entry).join(' && '),
  }
}

const tablesOf = ({network}: OnDemand): string[] => [...new Set(network.subnets.flatMap(({routeTableId}) => routeTableId ?? []))]

/** A gateway endpoint costs nothing, and needs no way to the internet. */
function endpoint(asked: OnDemand): Fix | null {
  const {network, path, functionArn} = asked
  const tables = tablesOf(asked)
  if (tables.length === 0) return null
  const present = network.endpoints.find(({service, type}) => service.endsWith('.dynamodb') && type === 'Gateway')
  const region = functionArn.split(':')[3] ?? ''
  if (present)
    return {
      summary: text.endpointRoutes(present.id, tables.join(', ')),
      command: `aws ec2 modify-vpc-endpoint${regionFlag(functionArn)}${option('vpc-endpoint-id', present.id)}${listOption('add-route-table-ids', tables)}`,
    }
  return {
    summary: text.endpoint(tables.join(', ')),
    command: `aws ec2 create-vpc-endpoint${regionFlag(functionArn)}${option('vpc-id', path.vpcId)}${option('service-name', `com.amazonaws.${region}.dynamodb`)}${listOption('route-table-ids', tables)}`,
  }
}

function route(asked: OnDemand): Fix | null {
  const {network, path, functionArn} = asked
  const [way] = path.subnets.map(one => one.way)
  const tables = tablesOf(asked)
  if (!way || (way.kind !== 'none' && way.kind !== 'blackhole') || tables.length === 0) return null
  const nat = network.natGateways.find(({state}) => state === 'available')?.id
  const call = way.kind === 'none' ? 'create-route' : 'replace-route'
  const [names, gateway] = [tables.join(', '), nat ?? text.gatewayToMake]
  return {
    summary: way.kind === 'none' ? text.newRoute(names, gateway) : text.replaceRoute(names, way.target, gateway),
    command: tables
      .map(
        id =>
          `aws ec2 ${call}${regionFlag(functionArn)}${option('route-table-id', id)} --destination-cidr-block 0.0.0.0/0${option('nat-gateway-id', nat ?? 'NAT_GATEWAY_ID')}`,
      )
      .join(' && '),
  }
}
