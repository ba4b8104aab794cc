import {prefixLists} from '../simulation/access/network.ts'
import type {LabRole, PolicyDocument} from '../simulation/access/roles.ts'
import type {Simulation} from '../simulation/engine/simulation.ts'
import type {LabFunction} from '../simulation/engine/world.ts'
import {runOf} from '../simulation/function/releases.ts'
import {defineCareless, type Flaw} from './careless.ts'
import {functionName, type Plan, tableArn} from './plan.ts'

const settled = (plan: Plan, more: Partial<LabFunction>): Plan => ({...plan, settled: {...plan.settled, ...more}})

const statement = (Action: string | string[], Resource: string): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: [{Effect: 'Allow', Action, Resource}],
})

/** The execution role of the function. */
function roleIn(simulation: Simulation): LabRole | undefined {
  const {lab} = runOf(simulation, functionName)
  return [...simulation.world.roles.values()].find(({arn}) => arn === lab.role)
}

/** The permissions that an execution role in a VPC needs, and those for polls; the logs are forgotten. */
const handWritten: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'].map(name => `dynamodb:${name}`),
      Resource: `${tableArn}/stream/*`,
    },
    {
      Effect: 'Allow',
      Action: ['ec2:CreateNetworkInterface', 'ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets', 'ec2:DeleteNetworkInterface'],
      Resource: '*',
    },
  ],
}

const roles: readonly Flaw[] = [
  {
    says: 'The execution role is allowed dynamodb:* on all tables',
    set: simulation => void roleIn(simulation)?.inline.set('handler', statement('dynamodb:*', '*')),
  },
  {
    says: 'The execution role is an administrator',
    set: simulation =>
      void roleIn(simulation)?.attached.push({
        arn: 'arn:aws:iam::aws:policy/AdministratorAccess',
        name: 'AdministratorAccess',
        document: statement('*', '*'),
      }),
  },
  {
    says: 'The execution role has a custom policy in place of the managed ones, and it lacks the actions for logs',
    set(simulation) {
      const role = roleIn(simulation)
      if (role === undefined) return
      role.attached = []
      role.inline.set('stream', handWritten)
    },
  },
]

const classOf = (group: 'INFREQUENT_ACCESS' | 'DELIVERY') => (simulation: Simulation) =>
  void simulation.world.logGroups.set(runOf(simulation, functionName).lab.logGroup, {class: group, retentionDays: 14})

const logs: readonly Flaw[] = [
  {says: 'The log group is of the class INFREQUENT_ACCESS', set: classOf('INFREQUENT_ACCESS')},
  {says: 'The log group is of the class DELIVERY', set: classOf('DELIVERY')},
]

/** Gives the private subnets no route to the endpoint for DynamoDB. */
function dropEndpoint({world}: Simulation): void {
  const [dynamodb] = prefixLists
  for (const table of world.network.routeTables) table.routes = table.routes.filter(({destination}) => destination !== dynamodb.id)
  world.network.endpoints.length = 0
}

const networks: readonly Flaw[] = [
  {
    says: 'The subnets of the function have hardly any free address',
    plan: plan => ({...plan, inVpc: true}),
    set({world}, draw) {
      const lab = world.functions.get(functionName)
      const left = draw('addresses')
      for (const subnet of world.network.subnets) if (lab?.subnetIds.includes(subnet.id)) subnet.availableAddresses = left.whole(0, 7)
    },
  },
  {
    says: 'The VPC has no endpoint for DynamoDB: calls to it use the NAT gateway, which is billed',
    plan: plan => ({...plan, inVpc: true}),
    set: dropEndpoint,
  },
]

export const carelessFunction = defineCareless({
  id: 'careless-function',
  story:
    'The function works, and nobody has maintained it since its deployment: its role, its log, its secrets and its network are those of the first version.',
  fix: 'Nothing is urgent. Move secrets into Secrets Manager and narrow the role first; then give it a log that can be queried, and a network with free addresses.',
  flaws: [
    [
      {
        says: 'Secrets are in environment variables',
        plan: plan =>
          settled(plan, {
            environment: {
              TABLE_NAME: 'orders',
              ...plan.draw('secrets').pick([{DB_PASSWORD: 'hunter2'}, {SEARCH_API_KEY: 'k-123'}, {AUTH_TOKEN: 't', DB_PASSWORD: 'p'}]),
            },
          }),
      },
    ],
    roles,
    logs,
    networks,
    [
      {
        says: 'Provisioned concurrency belongs to another version than the mapping targets',
        set(simulation, draw) {
          const {lab} = runOf(simulation, functionName)
          const [mapping] = simulation.world.mappings.values()
          const qualifier = mapping?.functionArn.split(':')[7]
          const other = qualifier === '1' ? 'live' : '1'
          lab.provisioned = {[other]: draw('provisioned').whole(1, 10)}
        },
      },
    ],
    [
      {
        says: 'The account has the limit of new accounts, ten executions at once, and more shards than that',
        plan: plan => ({
          ...plan,
          shards: plan.draw('many shards').pick([12, 16]),
          perSecond: plan.draw('little').between(1, 4),
          reservedConcurrency: null,
          concurrencyLimit: 10,
          neighbours: () => 0,
          settings: {...plan.settings, ParallelizationFactor: 1},
        }),
      },
    ],
    [
      {
        says: 'The function is on x86_64 with 256 MB, and is not traced',
        plan: plan => settled(plan, {architecture: 'x86_64', memoryMb: 256, tracing: 'PassThrough'}),
      },
      {
        says: 'The function has three times the memory that it needs',
        plan: plan => settled(plan, {memoryMb: plan.draw('much').pick([1769, 2048, 3008])}),
      },
    ],
  ],
  apart: {
    says: 'The runtime is deprecated',
    plan: plan =>
      settled(
        plan,
        plan.draw('old runtime').pick([
          {runtime: 'nodejs18.x', handler: 'index.handler'},
          {runtime: 'nodejs20.x', handler: 'index.handler'},
          {runtime: 'python3.9', handler: 'projector.handler'},
        ]),
      ),
  },
})
