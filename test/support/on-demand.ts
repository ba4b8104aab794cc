import type {
  Alarm,
  Code,
  CustomerKey,
  Destination,
  LogErrors,
  LoggedError,
  LogMinutes,
  LogReports,
  Network,
  RolePermissions,
} from '../../src/model/evidence/evidence.ts'
import {nowMs} from './evidence.ts'

const logGroup = '/aws/lambda/orders-projector'
const hour = {fromMs: nowMs - 3_600_000, toMs: nowMs}

/** REPORT lines of an hour of a function that is well and warm. */
export const logReports = (given: Partial<LogReports> = {}): LogReports => ({
  logGroup,
  ...hour,
  invocations: 3600,
  coldStarts: 2,
  restores: 0,
  initP50Ms: 400,
  initP95Ms: 420,
  initMaximumMs: 420,
  initSumMs: 800,
  durationSumMs: 468_000,
  billedSumMs: 472_000,
  memorySizeMb: 512,
  usedMemoryMaximumMb: 140,
  periods: [],
  bytesScanned: 1_000_000,
  ...given,
})

const loggedError = (given: Partial<LoggedError>): LoggedError => ({
  kind: 'exception',
  type: 'Error',
  count: 12,
  requests: 12,
  firstMs: nowMs - 1_800_000,
  lastMs: nowMs - 240_000,
  sample: 'ERROR Error: boom',
  host: null,
  deniedAction: null,
  deniedResource: null,
  sequenceNumbers: [],
  ...given,
})

export const logErrors = (...errors: Partial<LoggedError>[]): LogErrors => ({
  logGroup,
  ...hour,
  errors: errors.map(loggedError),
  bytesScanned: 1_000_000,
})

/** The newest minutes of the log, each so many minutes ago; those before that are not given have `calm` invocations, and none if it is 0. */
export function logMinutes(given: {ago: number; invocations: number; failed: number}[], calm = 60): LogMinutes {
  const before = [10, 9, 8, 7, 6, 5, 4].filter(ago => calm > 0 && !given.some(one => one.ago === ago))
  const minutes = [...before.map(ago => ({ago, invocations: calm, failed: 0})), ...given].sort((a, b) => b.ago - a.ago)
  return {
    logGroup,
    fromMs: nowMs - 600_000,
    toMs: nowMs,
    minutes: minutes.map(({ago, ...rest}) => ({atMs: nowMs - ago * 60_000, durationSumMs: null, ...rest})),
    bytesScanned: 100_000,
  }
}

/** A log of the newest hour with one kind of error, in every invocation. */
export const loggedOf = (kind: string, given: Partial<LoggedError> = {}): LogErrors =>
  logErrors({kind, type: null, sample: kind, count: 1200, requests: 1200, firstMs: nowMs - 20 * 60_000, lastMs: nowMs - 60_000, ...given})

/** A metric alarm of the function that acts and sees a consumer that is gone. */
export const alarm = (
  metricName: string,
  given: Partial<Alarm> = {},
  dimensions: Record<string, string> = {FunctionName: 'orders-projector'},
): Alarm => ({
  name: `orders-projector ${metricName}`,
  kind: 'metric',
  state: 'OK',
  actionsEnabled: true,
  actions: 1,
  treatMissingData: 'breaching',
  threshold: 30_000,
  comparison: 'GreaterThanThreshold',
  periodSeconds: 60,
  metrics: [{namespace: 'AWS/Lambda', metricName, dimensions, statistic: 'Maximum'}],
  rule: null,
  ...given,
})

type Subnet = Network['subnets'][number]

const aclEntry = (egress: boolean, given: Partial<Subnet['networkAcl'][number]> = {}): Subnet['networkAcl'][number] => ({
  egress,
  number: 100,
  allow: true,
  protocol: '-1',
  fromPort: null,
  toPort: null,
  cidr: '0.0.0.0/0',
  ...given,
})

/** A rule that denies, before the one that allows. */
export const denies = (egress: boolean, port: number) =>
  aclEntry(egress, {number: 90, allow: false, protocol: 'tcp', fromPort: port, toPort: port})

export const route = (destination: string, target: string, state = 'active') => ({destination, target, state})

export const subnet = (given: Partial<Subnet> = {}): Subnet => ({
  subnetId: 'subnet-a',
  freeAddresses: 4000,
  routes: [route('10.0.0.0/16', 'local'), route('0.0.0.0/0', 'nat-1'), route('pl-1', 'vpce-1')],
  networkAcl: [aclEntry(true), aclEntry(false)],
  ...given,
})

/** A private subnet behind a NAT gateway, with a gateway endpoint for DynamoDB. */
export const network = (given: Partial<Network> = {}): Network => ({
  vpcId: 'vpc-1',
  dnsSupport: true,
  subnets: [subnet()],
  securityGroups: [{groupId: 'sg-1', egress: [{protocol: '-1', fromPort: null, toPort: null, to: ['0.0.0.0/0']}]}],
  natGateways: [{id: 'nat-1', state: 'available'}],
  endpoints: [
    {id: 'vpce-1', service: 'com.amazonaws.us-east-1.dynamodb', type: 'Gateway', state: 'available', subnetIds: [], privateDns: null},
  ],
  prefixLists: [{id: 'pl-1', name: 'com.amazonaws.us-east-1.dynamodb'}],
  ...given,
})

/** A simulation of the execution role, all allowed unless an action is given another decision. */
export const rolePermissions = (decisions: Record<string, string> = {}): RolePermissions => {
  const stream = 'arn:aws:dynamodb:us-east-1:123456789012:table/orders/stream/2026-01-05T08:00:00.000'
  const result = (purpose: 'poll' | 'destination', action: string, resource: string) => ({
    purpose,
    action,
    resource,
    decision: decisions[action] ?? 'allowed',
  })
  return {
    role: 'arn:aws:iam::123456789012:role/orders-projector',
    exists: true,
    results: [
      ...['GetRecords', 'GetShardIterator', 'DescribeStream', 'ListStreams'].map(name => result('poll', `dynamodb:${name}`, stream)),
      result('destination', 'sqs:SendMessage', 'arn:aws:sqs:us-east-1:123456789012:orders-failed'),
    ],
  }
}

/** Code that answers failed records rightly. */
/** Of a handler that answers the sequence numbers of the records that failed. */
export const handling = (given: Partial<NonNullable<Code['handling']>> = {}): NonNullable<Code['handling']> => ({
  identifiers: [{kind: 'sequence-number', value: 'dynamodb.SequenceNumber', file: 'index.js', line: 12, column: 7}],
  swallowed: [],
  firstRecordOnly: [],
  notJudged: null,
  ...given,
})

export const code = (given: Partial<Code> = {}): Code => ({
  sizeBytes: 400_000,
  files: 3,
  notRead: null,
  mentionsFailures: true,
  wrongKeys: [],
  handling: handling(),
  ...given,
})

export const destination = (given: Partial<Destination> = {}): Destination => ({
  arn: 'arn:aws:sqs:us-east-1:123456789012:orders-failed',
  kind: 'sqs',
  exists: true,
  fifo: false,
  kmsKey: null,
  policy: null,
  ...given,
})

/** A key that can be used, with the policy that KMS gives a new one: the policies of the account decide. */
export const customerKey = (given: Partial<CustomerKey> = {}): CustomerKey => ({
  arn: 'arn:aws:kms:us-east-1:123456789012:key/1',
  state: 'Enabled',
  policy: '{"Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:root"},"Action":"kms:*","Resource":"*"}]}',
  ...given,
})
