import type {LabRole} from '../simulation/world.ts'
import {defineIncident} from './incident.ts'
import {type Draw, downstreamAt, functionName, ordinaryPlan, tableArn} from './plan.ts'
import {sceneOf} from './scene.ts'

const id = 'access-denied'

/** Who is denied: the poller that reads the stream, or the handler that calls on. */
type Kind = 'poller' | 'handler'

const kindOf = (draw: Draw): Kind => draw('kind').pick<Kind>(['poller', 'handler'])

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
    'Somebody tidied up the policies of the execution role. Either the mapping may no longer read the stream, and nothing is delivered, or the handler may no longer read the table, and every batch fails.',
  treatment: 'Give the execution role the permission back: the mapping goes on from where it stopped.',
  truth: seed => ({cause: id, causes: [id], lag: kindOf(ordinaryPlan(seed, id).draw) === 'poller' ? 'stopped' : 'stalled'}),
  build(seed) {
    const plan = ordinaryPlan(seed, id)
    const {draw} = plan
    const kind = kindOf(draw)
    const explicitly = draw('explicitly').chance(0.35)
    return sceneOf({
      ...plan,
      downstream: downstreamAt(draw, 'dynamodb'),
      timeline: [
        {
          atSecond: plan.onsetSecond,
          happens: ({world}) => {
            const arn = world.functions.get(functionName)?.role
            for (const role of world.roles.values()) if (role.arn === arn) lock(role, kind, explicitly)
          },
        },
      ],
    })
  },
})
