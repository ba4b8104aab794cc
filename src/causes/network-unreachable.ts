import {regionFlag} from '../advice/region-flag.ts'
import {defineCause, ruledOut} from '../model/cause.ts'
import type {Fix} from '../model/check.ts'
import {maybe} from '../model/derived/derived.ts'
import type {Egress} from '../model/derived/failures.ts'
import type {NetworkPath} from '../model/derived/network-path.ts'
import type {LambdaFunction, Network} from '../model/evidence/evidence.ts'
import {filterOption} from '../text/shell.ts'
import {percent} from '../text/units.ts'
import {failingLine, loggedLines} from './parts/failure-evidence.ts'
import {repairWayOut} from './parts/vpc-egress.ts'

const text = {
  title: 'The function has no network path to the services it calls',
  harm: 'every batch fails and is retried; the shards are blocked',
  summary: {
    host: (share: number, host: string) => `${percent(share)} of the invocations fail: ${host} cannot be reached.`,
    service: (share: number) => `${percent(share)} of the invocations fail because a service that they call cannot be reached.`,
  },
  because: (fault: string) => `${fault[0]?.toUpperCase() ?? ''}${fault.slice(1)}.`,
  settledBy: 'The network of the function: routes, NAT gateway, endpoints, security groups, network ACLs.',
  fix: 'Restore outbound access from the VPC: route, NAT gateway, endpoint, security group, network ACL or DNS support. The batches succeed at their next retry. Polling does not use the VPC: the mapping needs no change.',
  fixDoubt: 'The command shows the routes and changes nothing: the closed part of the network is not known.',
}

const scopes = ['all', 'one-of-one', 'passing']

/** The obstacles on the way to the host that does not answer; those of all ways where it is not known. */
function faultsTo(host: string | null, {internet, dynamodb}: Egress): string[] {
  if (host === null) return dynamodb.length > 0 ? dynamodb : internet
  return host.startsWith('dynamodb.') ? dynamodb : internet
}

function fix(
  target: LambdaFunction,
  host: string | null,
  wanted: {network: Network | null | undefined; path: NetworkPath | undefined},
): Fix {
  const {network, path} = wanted
  const toDynamodb = host?.startsWith('dynamodb.') ?? false
  const repair = network && path ? repairWayOut({network, path, functionArn: target.functionArn, toDynamodb}) : null
  return repair !== null
    ? {...repair, carries: {like: 'before'}}
    : {
        summary: text.fix,
        command: `aws ec2 describe-route-tables${regionFlag(target.functionArn)}${filterOption('vpc-id', [target.vpcId ?? 'VPC'])}`,
        doubt: text.fixDoubt,
      }
}

export const networkUnreachable = defineCause({
  id: 'network-unreachable',
  text,
  harmful: true,
  needs: ['failures'],
  wants: ['function', 'egress', 'networkPath'],
  onDemand: ['logErrors', 'network'],
  weigh: ({failures}, wanted) => {
    const {scope, kind, logged, share} = failures
    if (failures.young) return {kind: 'open', because: failures.young}
    if (!scopes.includes(scope) || kind === 'memory' || kind === 'denied' || kind === 'import') return ruledOut
    const target = maybe(wanted.function)
    if (target === undefined) return {kind: 'open'}
    // Outside a VPC there is no path of the customer's: then the service itself is in trouble.
    if (target === null || target.subnetIds.length === 0) return ruledOut
    if (wanted.logErrors.state === 'missing' && wanted.network.state === 'missing') return {kind: 'open'}
    if (kind !== 'network') return wanted.network.state === 'missing' && kind === 'timeout' ? {kind: 'open'} : ruledOut
    const egress = maybe(wanted.egress)
    const faults = egress ? faultsTo(logged?.host ?? null, egress) : []
    if (egress && faults.length === 0) return ruledOut
    return {
      kind: 'present',
      isSetting: true,
      confidence: egress ? 0.97 : 0.7,
      summary: logged?.host ? text.summary.host(share, logged.host) : text.summary.service(share),
      because: [...faults.map(text.because), failingLine(failures), ...loggedLines(failures)],
      against: [],
      settledBy: egress ? null : text.settledBy,
      fixes: [fix(target, logged?.host ?? null, {network: maybe(wanted.network), path: maybe(wanted.networkPath)})],
    }
  },
})
