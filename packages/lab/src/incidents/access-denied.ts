import type {LabKey} from '../simulation/access/kms-keys.ts'
import type {LabRole} from '../simulation/access/roles.ts'
import type {Simulation} from '../simulation/engine/simulation.ts'
import {customerKey} from './customer-key.ts'
import {defineIncident} from './incident.ts'
import {type Draw, downstreamAt, functionName, ordinaryPlan, tableArn, tableName} from './plan.ts'
import {sceneOf} from './scene.ts'

const id = 'access-denied'

/** Who is denied: the poller that reads the stream, or the handler that calls on. */
type Kind = 'poller' | 'handler'

const kindOf = (draw: Draw): Kind => draw('kind').pick<Kind>(['poller', 'handler'])

/** Some tables are encrypted with a key of the customer, and the poller lost its permission for that key. */
const keyOf = (draw: Draw): LabKey | null =>
  kindOf(draw) === 'poller' && draw('key of the table').chance(0.3) ? customerKey(draw, 'alias/orders-table') : null

const wayOf = (draw: Draw): string => (keyOf(draw) !== null ? 'key of the table' : kindOf(draw) === 'poller' ? 'stream' : 'handler')

const keyPolicyName = 'table-key'

function encrypt({world}: Simulation, key: LabKey, role: LabRole): void {
  world.keys.set(key.id, key)
  const table = world.tables.get(tableName)
  if (table !== undefined) table.kmsKeyArn = key.arn
  role.inline.set(keyPolicyName, {
    Version: '2012-10-17',
    Statement: [{Effect: 'Allow', Action: ['kms:Decrypt', 'kms:DescribeKey'], Resource: key.arn}],
  })
}

/** The role lost the key, or everybody did. */
function lockKey(role: LabRole, key: LabKey, explicitly: boolean, switchedOff: boolean): void {
  const {arn} = key
  if (switchedOff) key.state = 'Disabled'
  else if (!explicitly) role.inline.delete(keyPolicyName)
  else
    role.inline.set('guardrail', {
      Version: '2012-10-17',
      Statement: [{Sid: 'Guardrail', Effect: 'Deny', Action: 'kms:Decrypt', Resource: arn}],
    })
}

function roleOf({world}: Simulation): LabRole | undefined {
  const arn = world.functions.get(functionName)?.role
  return [...world.roles.values()].find(role => role.arn === arn)
}

/** A policy was taken away, or one that denies was added. */
function lock(role: LabRole, kind: Kind, explicitly: boolean): void {
  if (explicitly) {
    const [Action, Resource] =
      kind === 'poller'
        ? [['dynamodb:GetRecords', 'dynamodb:GetShardIterator'], `${tableArn}/stream/*`]
        : [['dynamodb:GetItem', 'dynamodb:Query'], tableArn]
    role.inline.set('guardrail', {
      Version: '2012-10-17',
      Statement: [{Sid: 'Guardrail', Effect: 'Deny', Action: Action as string[], Resource: Resource as string}],
    })
  } else if (kind === 'poller') role.attached = role.attached.filter(policy => policy.name !== 'AWSLambdaDynamoDBExecutionRole')
  else role.inline.delete('handler')
}

export const accessDenied = defineIncident({
  id,
  story:
    'Somebody tidied up the policies of the execution role. Either the mapping may no longer read the stream or use the key of the table, and nothing is delivered. Or the handler may no longer read the table, and every batch fails.',
  fix: 'Grant the permission to the execution role again: the mapping resumes from its position.',
  truth(seed) {
    const {draw} = ordinaryPlan(seed, id)
    const isPoller = kindOf(draw) === 'poller'
    return {cause: id, causes: [id], lag: isPoller ? 'stopped' : 'stalled', way: wayOf(draw)}
  },
  build(seed) {
    const plan = ordinaryPlan(seed, id)
    const {draw} = plan
    const kind = kindOf(draw)
    const explicitly = draw('explicitly').chance(0.35)
    const key = keyOf(draw)
    const withRole = (happens: (simulation: Simulation, role: LabRole) => void) => (simulation: Simulation) => {
      const role = roleOf(simulation)
      if (role !== undefined) happens(simulation, role)
    }
    return sceneOf({
      ...plan,
      downstream: downstreamAt(draw, 'dynamodb'),
      timeline: [
        ...(key === null ? [] : [{atSecond: 0, happens: withRole((simulation, role) => encrypt(simulation, key, role))}]),
        {
          atSecond: plan.onsetSecond,
          happens: withRole((_, role) =>
            key === null ? lock(role, kind, explicitly) : lockKey(role, key, explicitly, draw('key switched off').chance(0.3)),
          ),
        },
      ],
    })
  },
})
