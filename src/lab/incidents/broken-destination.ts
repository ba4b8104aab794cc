import {updateMapping} from '../simulation/mappings.ts'
import type {Simulation} from '../simulation/simulation.ts'
import {defineIncident} from './incident.ts'
import {ordinaryPlan, type Plan, queueArn, queueName} from './plan.ts'
import {sceneOf} from './scene.ts'

const id = 'broken-destination'

/** How the destination broke. */
const breaks: ((simulation: Simulation) => void)[] = [
  // The queue was deleted.
  ({world}) => {
    world.queues.delete(queueName)
  },
  // A clean-up took the permission to send from the function's role.
  ({world}) => {
    for (const role of world.roles.values()) {
      for (const [name, document] of role.inline) {
        if (JSON.stringify(document).includes('sqs:SendMessage')) role.inline.delete(name)
      }
    }
  },
  // A FIFO queue took the place of the standard one: it cannot be a destination of a stream.
  ({world}) => {
    const fifo = `${queueName}.fifo`
    const [known] = world.queues.values()
    world.queues.set(fifo, {name: fifo, url: `${known?.url ?? ''}.fifo`, arn: `${queueArn}.fifo`, messages: []})
    for (const uuid of world.mappings.keys()) updateMapping(world, uuid, {OnFailureDestination: `${queueArn}.fifo`})
  },
]

/** Every few minutes an order that the handler cannot read, before the destination broke and since. */
function drawPoisons({draw, shards, openSecond}: Plan, onset: number): {partition: number; atSecond: number}[] {
  const random = draw('poisons')
  const gap = draw('gap').between(60, 170)
  const poisons: {partition: number; atSecond: number}[] = []
  for (let atSecond = Math.max(60, onset - 1200); atSecond < openSecond; atSecond += gap * random.between(0.6, 1.4)) {
    poisons.push({partition: random.whole(0, shards - 1), atSecond: Math.round(atSecond)})
  }
  return poisons
}

export const brokenDestination = defineIncident({
  id,
  story:
    'Now and then an order cannot be read; the mapping gives it up after a few tries and sends it to the on-failure destination. The destination is gone, closed to the function’s role, or of a kind that takes nothing: what is given up is lost.',
  treatment:
    'Name a standard queue that exists and that the execution role may send to. What was dropped meanwhile is in the stream for 24 hours.',
  truth: () => ({cause: id, causes: [id], lag: 'ok'}),
  build(seed) {
    const ordinary = ordinaryPlan(seed, id)
    const {draw} = ordinary
    const onset = ordinary.onsetSecond
    const shards = Math.min(ordinary.shards, 6)
    const plan = {...ordinary, shards, perSecond: Math.max(ordinary.perSecond, shards * 0.5)}
    return sceneOf({
      ...plan,
      settings: {
        ...plan.settings,
        MaximumRetryAttempts: draw('retries').pick([0, 1, 2]),
        BisectBatchOnFunctionError: true,
        OnFailureDestination: queueArn,
      },
      errorBackoff: {baseMs: draw('short back-off').pick([300, 500, 1000]), capMs: plan.errorBackoff.capMs},
      writes: {poisons: drawPoisons(plan, onset)},
      timeline: [{atSecond: onset, happens: draw('break').pick(breaks)}],
    })
  },
})
