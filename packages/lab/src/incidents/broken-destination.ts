import type {LabKey} from '../simulation/access/kms-keys.ts'
import type {PolicyDocument} from '../simulation/access/roles.ts'
import type {Simulation} from '../simulation/engine/simulation.ts'
import {updateMapping} from '../simulation/poller/mappings.ts'
import {customerKey} from './customer-key.ts'
import {defineIncident} from './incident.ts'
import {bucketArn, bucketName, type Draw, ordinaryPlan, type Plan, queueArn, queueName, topicArn, topicName} from './plan.ts'
import {sceneOf} from './scene.ts'

const id = 'broken-destination'
/** As `executionRole` calls it. */
const policyName = 'failed-batches'

/** The places for discarded batches, and the permissions that the role needs for them. */
const places = {
  queue: {arn: queueArn, statements: [{Action: 'sqs:SendMessage', Resource: queueArn}]},
  topic: {arn: topicArn, statements: [{Action: 'sns:Publish', Resource: topicArn}]},
  bucket: {
    arn: bucketArn,
    statements: [
      {Action: 's3:PutObject', Resource: `${bucketArn}/*`},
      {Action: 's3:ListBucket', Resource: bucketArn},
    ],
  },
} as const

type Place = keyof typeof places
type Statement = PolicyDocument['Statement'][number]

/** The customer's key that the place is encrypted with, in some of the accounts. */
const keyOf = (draw: Draw): LabKey | null =>
  draw('encrypted').chance(0.4) ? customerKey(draw, draw('key name').pick(['alias/failed-batches', 'alias/orders'])) : null

/** The permissions of the role for the key. */
const keyStatement = (place: Place, {arn}: LabKey): Statement => ({
  Effect: 'Allow',
  Action: place === 'bucket' ? ['kms:GenerateDataKey'] : ['kms:GenerateDataKey', 'kms:Decrypt'],
  Resource: arn,
})

const placeOf = (draw: Draw): Place => (draw('elsewhere').chance(0.4) ? draw('place').pick<Place>(['topic', 'bucket']) : 'queue')

/** The role may write to the place, and to no other. */
const open =
  (place: Place, key: LabKey | null) =>
  ({world}: Simulation): void => {
    const Statement: Statement[] = places[place].statements.map(one => ({Effect: 'Allow' as const, ...one}))
    if (key !== null) {
      world.keys.set(key.id, key)
      const taker = {queue: world.queues.get(queueName), topic: world.topics.get(topicName), bucket: world.buckets.get(bucketName)}[place]
      // People name keys by their alias; a bucket's settings hold the ARN.
      if (taker !== undefined) taker.kmsKey = place === 'bucket' ? key.arn : key.alias
      Statement.push(keyStatement(place, key))
    }
    for (const role of world.roles.values()) {
      if (role.inline.has(policyName)) role.inline.set(policyName, {Version: '2012-10-17', Statement})
    }
  }

/** How the destination broke. */
type Break = (simulation: Simulation) => void

/** It was deleted. */
const remove =
  (place: Place): Break =>
  ({world}) => {
    if (place === 'queue') world.queues.delete(queueName)
    if (place === 'topic') world.topics.delete(topicName)
    if (place === 'bucket') world.buckets.delete(bucketName)
  }

/** A clean-up took from the function's role its permissions for the place, or for its key. */
const forbid =
  (what: 'place' | 'key'): Break =>
  ({world}) => {
    const keys = [...world.keys.values()].map(({arn}) => arn)
    for (const role of world.roles.values()) {
      const policy = role.inline.get(policyName)
      if (policy === undefined) continue
      const Statement = policy.Statement.filter(({Resource}) => keys.includes(String(Resource)) !== (what === 'key'))
      if (Statement.length > 0) role.inline.set(policyName, {...policy, Statement})
      else role.inline.delete(policyName)
    }
  }

/** A FIFO queue took the place of the standard one: it cannot be a destination of a stream. */
const makeFifo: Break = ({world}) => {
  const fifo = `${queueName}.fifo`
  const [known] = world.queues.values()
  world.queues.set(fifo, {name: fifo, url: `${known?.url ?? ''}.fifo`, arn: `${queueArn}.fifo`, messages: []})
  for (const uuid of world.mappings.keys()) updateMapping(world, uuid, {OnFailureDestination: `${queueArn}.fifo`})
}

/** Somebody thought that nobody uses the key. */
const disableKey: Break = ({world}) => {
  for (const key of world.keys.values()) key.state = 'Disabled'
}

const breaks = {
  removed: remove,
  forbidden: () => forbid('place'),
  FIFO: () => makeFifo,
  'key disabled': () => disableKey,
  'key forbidden': () => forbid('key'),
} as const satisfies Record<string, (place: Place) => Break>

type Way = keyof typeof breaks

function wayOf(draw: Draw): Way {
  if (keyOf(draw) !== null && draw('by the key').chance(0.6)) return draw('key break').pick(['key disabled', 'key forbidden'] as const)
  const drawn = draw('break').pick(['removed', 'forbidden', 'FIFO'] as const)
  return drawn === 'FIFO' && placeOf(draw) !== 'queue' ? 'removed' : drawn
}

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
    'Now and then an order cannot be read; the mapping discards it after a few retries and sends it to the on-failure destination. The destination is gone, denies the function’s role, is of an unsupported kind, or its key cannot be used: discarded batches are lost.',
  fix: 'Name an existing standard queue, topic or bucket that the execution role may write to, with its key if it has one. Batches dropped meanwhile stay in the stream for 24 hours.',
  truth: seed => ({cause: id, causes: [id], lag: 'ok', way: wayOf(ordinaryPlan(seed, id).draw)}),
  build(seed) {
    const ordinary = ordinaryPlan(seed, id)
    const {draw} = ordinary
    const onset = ordinary.onsetSecond
    const place = placeOf(draw)
    const key = keyOf(draw)
    const shards = Math.min(ordinary.shards, 6)
    const plan = {...ordinary, shards, perSecond: Math.max(ordinary.perSecond, shards * 0.5)}
    return sceneOf({
      ...plan,
      settings: {
        ...plan.settings,
        MaximumRetryAttempts: draw('retries').pick([0, 1, 2]),
        BisectBatchOnFunctionError: true,
        OnFailureDestination: places[place].arn,
      },
      errorBackoff: {baseMs: draw('short back-off').pick([300, 500, 1000]), capMs: plan.errorBackoff.capMs},
      writes: {poisons: drawPoisons(plan, onset)},
      timeline: [
        {atSecond: 0, happens: open(place, key)},
        {atSecond: onset, happens: breaks[wayOf(draw)](place)},
      ],
    })
  },
})
