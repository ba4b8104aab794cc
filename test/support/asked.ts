import type {Destination, LogErrors, LoggedError, LogReports, Network, RolePermissions} from '../../src/model/evidence.ts'
import {nowMs} from './evidence.ts'

const logGroup = '/aws/lambda/orders-projector'

/** A log of the newest hour with one kind of failure. */
export const logErrors = (kind: string, given: Partial<LoggedError> = {}): LogErrors => ({
  logGroup,
  fromMs: nowMs - 3_600_000,
  toMs: nowMs,
  errors: [
    {
      kind,
      type: null,
      count: 1200,
      requests: 1200,
      firstMs: nowMs - 20 * 60_000,
      lastMs: nowMs - 60_000,
      sample: kind,
      host: null,
      deniedAction: null,
      deniedResource: null,
      sequenceNumbers: [],
      ...given,
    },
  ],
  bytesScanned: 1_000_000,
})

export const logReports = (given: Partial<LogReports> = {}): LogReports => ({
  logGroup,
  fromMs: nowMs - 3_600_000,
  toMs: nowMs,
  invocations: 3600,
  coldStarts: 4,
  restores: 0,
  initP50Ms: 400,
  initP95Ms: 500,
  initP99Ms: 500,
  initMaximumMs: 520,
  initSumMs: 1700,
  durationSumMs: 430_000,
  billedSumMs: 440_000,
  memorySizeMb: 512,
  usedMemoryMaximumMb: 140,
  periods: [],
  bytesScanned: 1_000_000,
  ...given,
})

/** Two private subnets behind a NAT gateway, with a gateway endpoint for DynamoDB: all open. */
export const network = (given: Partial<Network> = {}): Network => ({
  vpcId: 'vpc-1',
  dnsSupport: true,
  dnsHostnames: true,
  subnets: [subnet('subnet-a'), subnet('subnet-b')],
  securityGroups: [{groupId: 'sg-1', egress: [{protocol: '-1', fromPort: null, toPort: null, to: ['0.0.0.0/0']}]}],
  natGateways: [{id: 'nat-1', state: 'available'}],
  endpoints: [],
  prefixLists: [{id: 'pl-1', name: 'com.amazonaws.us-east-1.dynamodb'}],
  ...given,
})

type Subnet = Network['subnets'][number]

export const subnet = (subnetId: string, given: Partial<Subnet> = {}): Subnet => ({
  subnetId,
  freeAddresses: 4000,
  routes: [
    {destination: '10.0.0.0/16', target: 'local', state: 'active'},
    {destination: '0.0.0.0/0', target: 'nat-1', state: 'active'},
    {destination: 'pl-1', target: 'vpce-1', state: 'active'},
  ],
  networkAcl: [
    {egress: true, number: 100, allow: true, protocol: '-1', fromPort: null, toPort: null, cidr: '0.0.0.0/0'},
    {egress: true, number: 32_767, allow: false, protocol: '-1', fromPort: null, toPort: null, cidr: '0.0.0.0/0'},
  ],
  ...given,
})

const streamArn = 'arn:aws:dynamodb:us-east-1:123456789012:table/orders/stream/2026-01-05T08:00:00.000'
const queueArn = 'arn:aws:sqs:us-east-1:123456789012:orders-failed'

/** All allowed but the actions that are named. */
export const rolePermissions = (decisions: Record<string, string> = {}): RolePermissions => ({
  role: 'arn:aws:iam::123456789012:role/orders-projector',
  exists: true,
  results: [
    ...['GetRecords', 'GetShardIterator', 'DescribeStream', 'ListStreams'].map(name => ({
      purpose: 'poll' as const,
      action: `dynamodb:${name}`,
      resource: streamArn,
    })),
    {purpose: 'destination' as const, action: 'sqs:SendMessage', resource: queueArn},
  ].map(wish => ({...wish, decision: decisions[wish.action] ?? 'allowed'})),
})

export const destination = (given: Partial<Destination> = {}): Destination => ({
  arn: queueArn,
  kind: 'sqs',
  exists: true,
  fifo: false,
  kmsKey: null,
  policy: null,
  ...given,
})
