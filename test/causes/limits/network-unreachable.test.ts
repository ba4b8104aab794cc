import {networkUnreachable} from '../../../src/causes/network-unreachable.ts'
import type {NetworkPath, SubnetPath} from '../../../src/model/derived/network-path.ts'
import {causeTable, failing, logged} from '../../support/cause-table.ts'
import {loggedOf, network, subnet} from '../../support/on-demand.ts'

const pathOf = (given: Partial<NonNullable<NetworkPath>> = {}, ...subnets: Partial<SubnetPath>[]): NonNullable<NetworkPath> => ({
  vpcId: 'vpc-1',
  subnets: (subnets.length === 0 ? [{}] : subnets).map(one => ({
    subnetId: 'subnet-a',
    freeAddresses: 100,
    way: {kind: 'none', target: null},
    blackholes: [],
    dynamodbEndpoint: false,
    aclBlocks: null,
    ...one,
  })),
  httpsOut: true,
  httpsToDynamodb: true,
  httpsAnywhere: true,
  securityGroups: ['sg-1', 'sg-2'],
  interfaceEndpoints: [],
  dnsSupport: true,
  ...given,
})
const path = (given: Partial<NonNullable<NetworkPath>> = {}, ...subnets: Partial<SubnetPath>[]) => ({
  networkPath: pathOf(given, ...subnets),
})
const tabled = subnet({routeTableId: 'rtb-1', networkAclId: 'acl-1'})
const other = subnet({subnetId: 'subnet-b', routeTableId: 'rtb-2', networkAclId: 'acl-2'})
const dynamodb = {failures: {logged: logged({host: 'dynamodb.us-east-1.amazonaws.com:443'})}}
const blackhole = {kind: 'blackhole', target: 'nat-0'} as const
const acl = (number: number, egress: boolean) => ({
  network: network({
    subnets: [
      subnet({
        networkAclId: 'acl-1',
        networkAcl: [
          {egress, number, allow: true, protocol: '-1', fromPort: null, toPort: null, cidr: '0.0.0.0/0'},
          {egress: !egress, number: 5, allow: true, protocol: '-1', fromPort: null, toPort: null, cidr: '0.0.0.0/0'},
        ],
      }),
    ],
  }),
})

causeTable(
  networkUnreachable,
  'no route',
  {
    ...failing({
      kind: 'network',
      logged: logged({kind: 'connection-timed-out', sample: 'connect ETIMEDOUT', host: 'search.example.com:443'}),
    }),
    function: {vpcId: 'vpc-1', subnetIds: ['subnet-a'], securityGroupIds: ['sg-1']},
    logErrors: loggedOf('connection-timed-out'),
    network: network({
      subnets: [tabled, other],
      natGateways: [
        {id: 'nat-0', state: 'deleted'},
        {id: 'nat-1', state: 'available'},
      ],
    }),
    egress: {internet: ['subnet-a has no route to the internet'], dynamodb: []},
    networkPath: pathOf(),
  },
  0.97,
  [
    ['too few minutes are known', {failures: {young: 'two minutes are published'}}, 'open'],
    ['no invocation fails', {failures: {scope: 'none'}}, 'ruled-out'],
    ['one shard fails', {failures: {scope: 'one-lane'}}, 'ruled-out'],
    ['the only shard fails', {failures: {scope: 'one-of-one'}}, 0.97],
    ['some fail', {failures: {scope: 'passing'}}, 0.97],
    ['out of memory', {failures: {kind: 'memory'}, network: 'skipped'}, 'ruled-out'],
    ['denied', {failures: {kind: 'denied'}, network: 'skipped'}, 'ruled-out'],
    ['an import fails', {failures: {kind: 'import'}, network: 'skipped'}, 'ruled-out'],
    ['it runs into the timeout', {failures: {kind: 'timeout'}}, 'ruled-out'],
    ['it runs into the timeout, and the network was not read', {failures: {kind: 'timeout'}, network: 'skipped'}, 'open'],
    ['an exception, and the network was not read', {failures: {kind: 'exception'}, network: 'skipped'}, 'ruled-out'],
    [
      'an exception, and neither log nor network was read',
      {failures: {kind: 'exception'}, network: 'skipped', logErrors: 'skipped'},
      'open',
    ],
    ['an exception, and the log was not read', {failures: {kind: 'exception'}, logErrors: 'skipped'}, 'ruled-out'],
    ['the function is not known', {function: 'denied'}, 'open'],
    ['the function does not exist', {function: null as never}, 'ruled-out'],
    ['it is in no VPC', {function: {subnetIds: []}}, 'ruled-out'],
    ['the network was not read', {network: 'skipped', egress: 'skipped', networkPath: 'skipped'}, 0.7],
    [
      'the network was not read, and no host is known',
      {network: 'skipped', egress: 'skipped', networkPath: 'skipped', failures: {logged: null}},
      0.7,
    ],
    ['the VPC is not known', {network: 'skipped', egress: 'skipped', networkPath: 'skipped', function: {vpcId: null}}, 0.7],
    ['the way is open', {egress: {internet: []}}, 'ruled-out'],
    ['the way to DynamoDB is closed, and another host is called', {egress: {internet: [], dynamodb: ['no endpoint']}}, 'ruled-out'],
    ['the way to DynamoDB is closed', {...dynamodb, egress: {internet: [], dynamodb: ['no endpoint']}}, 0.97],
    ['the way to the internet is closed, and DynamoDB is called', dynamodb, 'ruled-out'],
    ['no host is known', {failures: {logged: logged()}}, 0.97],
    [
      'no host is known, and the way to DynamoDB is closed',
      {failures: {logged: logged()}, egress: {dynamodb: ['no endpoint', 'no route']}},
      0.97,
    ],
    [
      'no host is known, and the way to DynamoDB alone is closed',
      {failures: {logged: logged()}, egress: {internet: [], dynamodb: ['no endpoint']}},
      0.97,
    ],
    ['no host is known, and both ways are closed', {failures: {logged: logged()}, egress: {dynamodb: ['no endpoint']}}, 0.97],
    ['nothing of the log is known', {failures: {logged: null}}, 0.97],
    ['the path is not known', {networkPath: 'denied'}, 0.97],
    ['DNS support is off', path({dnsSupport: false}), 0.97],
    ['DNS support is not known', path({dnsSupport: null}), 0.97],
    ['the security group is closed', path({httpsOut: false}), 0.97],
    ['the only security group is closed', path({httpsOut: false, securityGroups: ['sg-1']}), 0.97],
    ['no security group is known', path({httpsOut: false, securityGroups: []}), 0.97],
    ['the security group is open to DynamoDB, which is not called', path({httpsOut: false, httpsToDynamodb: true}), 0.97],
    [
      'the security group is closed to DynamoDB',
      {...dynamodb, egress: {dynamodb: ['x']}, ...path({httpsOut: false, httpsToDynamodb: false})},
      0.97,
    ],
    ['the security group is open to DynamoDB alone', {...dynamodb, egress: {dynamodb: ['x']}, ...path({httpsOut: false})}, 0.97],
    ['an endpoint without routes', {...dynamodb, egress: {dynamodb: ['x']}}, 0.97],
    ['no endpoint', {...dynamodb, egress: {dynamodb: ['x']}, network: {endpoints: []}}, 0.97],
    [
      'an interface endpoint alone',
      {
        ...dynamodb,
        egress: {dynamodb: ['x']},
        network: {
          endpoints: [
            {
              id: 'vpce-2',
              service: 'com.amazonaws.us-east-1.dynamodb',
              type: 'Interface',
              state: 'available',
              subnetIds: [],
              privateDns: null,
            },
          ],
        },
      },
      0.97,
    ],
    [
      'an endpoint of another service',
      {
        ...dynamodb,
        egress: {dynamodb: ['x']},
        network: {
          endpoints: [
            {id: 'vpce-2', service: 'com.amazonaws.us-east-1.s3', type: 'Gateway', state: 'available', subnetIds: [], privateDns: null},
          ],
        },
      },
      0.97,
    ],
    ['an endpoint, and no route table is known', {...dynamodb, egress: {dynamodb: ['x']}, network: {subnets: [subnet()]}}, 0.97],
    [
      'one of two subnets has the routes of the endpoint',
      {...dynamodb, egress: {dynamodb: ['x']}, ...path({}, {dynamodbEndpoint: true}, {})},
      0.97,
    ],
    ['the network ACL blocks requests', {...path({}, {aclBlocks: 'requests'}), ...acl(100, true)}, 0.97],
    ['the network ACL blocks answers', {...path({}, {aclBlocks: 'answers'}), ...acl(100, false)}, 0.97],
    [
      'the lowest entry comes second',
      {
        ...path({}, {aclBlocks: 'requests'}),
        network: {
          subnets: [
            subnet({
              networkAclId: 'acl-1',
              networkAcl: [100, 90].map(number => ({
                egress: true,
                number,
                allow: true,
                protocol: '-1',
                fromPort: null,
                toPort: null,
                cidr: '0.0.0.0/0',
              })),
            }),
          ],
        },
      },
      0.97,
    ],
    [
      'the ACLs of two subnets block',
      {...path({}, {aclBlocks: 'answers'}, {aclBlocks: 'requests'}), network: {subnets: [tabled, other, tabled]}},
      0.97,
    ],
    ['the ACL of one of two subnets blocks', path({}, {aclBlocks: 'answers'}, {}), 0.97],
    ['an entry of the highest number', {...path({}, {aclBlocks: 'requests'}), ...acl(40_000, true)}, 0.97],
    ['an entry of number 2', {...path({}, {aclBlocks: 'requests'}), ...acl(2, true)}, 0.97],
    ['an entry of number 1', {...path({}, {aclBlocks: 'requests'}), ...acl(1, true)}, 0.97],
    ['the ACL is not known', {...path({}, {aclBlocks: 'requests'}), network: {subnets: [subnet()]}}, 0.97],
    ['a route that leads nowhere', path({}, {way: blackhole}), 0.97],
    ['no NAT gateway', {network: {natGateways: [{id: 'nat-0', state: 'deleted'}]}}, 0.97],
    ['no NAT gateway, and a route that leads nowhere', {...path({}, {way: blackhole}), network: {natGateways: []}}, 0.97],
    ['a route through a NAT gateway', path({}, {way: {kind: 'nat', target: 'nat-1'}}), 0.97],
    ['no route table is known', {network: {subnets: [subnet()]}}, 0.97],
    ['no subnet is known', {networkPath: {...pathOf(), subnets: []}}, 0.97],
  ],
)
