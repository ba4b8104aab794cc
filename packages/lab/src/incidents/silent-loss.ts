import type {Behaviour} from '../simulation/function/behaviour.ts'
import {deploy} from './deployments.ts'
import {defineIncident} from './incident.ts'
import {overloaded} from './overload.ts'
import {type Draw, ordinaryPlan, type Plan} from './plan.ts'
import {sceneOf} from './scene.ts'

const id = 'silent-loss'

/**
 * Records are dropped because retries are used up, or because they are older than the mapping's limit; or the handler reports those
 * that it cannot process in words that Lambda does not know: a wrong key of the items fails their whole batch until its retries are
 * used up, and so does an identifier that is none of the batch (Lambda Developer Guide, "services-ddb-batchfailurereporting").
 */
type Kind = 'retries' | 'age' | 'wrong item'

const kindOf = (draw: Draw): Kind => (draw('answer').chance(1 / 5) ? 'wrong item' : draw('kind').pick<Kind>(['retries', 'age']))

/**
 * Since a deployment some records cannot be processed; with few retries and no destination their batches are dropped.
 * @param handling how the new version handles such a record.
 */
function retriesPlan(plan: Plan, handling: Partial<Behaviour> = {}): Plan {
  const {draw} = plan
  const bisects = draw('bisect').chance(0.3)
  // Not so many that the shards spend their time on them; to split a batch takes many tries.
  const failuresPerMinute = bisects
    ? draw('failures per minute').between(0.8, 1.6)
    : draw('failures per minute').logBetween(1.5, 6) * Math.sqrt(plan.shards)
  const failsOnShare = Math.min(0.3, failuresPerMinute / (60 * plan.perSecond))
  const behaviour = {failsOnShare, failureDraw: draw('which failure').next(), ...handling}
  return {
    ...plan,
    settings: {
      ...plan.settings,
      MaximumRetryAttempts: draw('retries').pick([0, 1, 1, 2]),
      BisectBatchOnFunctionError: bisects,
    },
    errorBackoff: {baseMs: 500, capMs: plan.errorBackoff.capMs},
    timeline: [{atSecond: plan.onsetSecond, happens: simulation => deploy(simulation, {behaviour})}],
  }
}

/** The handler caught and reported failures before, too. A wrong key shows in no metric of the function: the mapping counts the records that it drops. */
export function answerPlan(plan: Plan, answer: Behaviour['answer']): Plan {
  const reporting = {...plan, behaviour: {...plan.behaviour, poison: 'reports' as const}}
  const made = retriesPlan(reporting, {answer})
  return {...made, settings: {...made.settings, FunctionResponseTypes: ['ReportBatchItemFailures'], Metrics: ['EventCount']}}
}

const plans: Readonly<Record<Kind, (plan: Plan) => Plan>> = {
  retries: plan => retriesPlan(plan),
  age: agePlan,
  'wrong item': plan =>
    answerPlan(
      plan,
      plan.draw('which item').pick(['unknown inner key', 'unknown inner key', 'empty identifier', 'identifier of another batch']),
    ),
}

/** More comes in than the lanes carry, and records older than the limit are dropped: the age stays at the limit. */
function agePlan(ordinary: Plan): Plan {
  const overload = ordinary.draw('overload').between(1.8, 3)
  const {plan, onset} = overloaded(ordinary, overload)
  // Reached well before anybody looks, on the least loaded shard, too.
  const reached = (plan.openSecond - onset) * (1 - 1 / (0.8 * overload)) * 0.6
  const limits = [60, 120, 180, 300, 600, 900].filter(limit => limit === 60 || limit <= reached)
  const limit = plan.draw('age limit').pick(limits)
  const lossSecond = Math.round(onset + limit / (1 - 1 / (0.8 * overload)))
  return {...plan, onsetSecond: lossSecond, settings: {...plan.settings, MaximumRecordAgeInSeconds: limit}}
}

export const silentLoss = defineIncident({
  id,
  story:
    'Records are lost silently. The mapping discards them after few retries, or at an age, and has no on-failure destination. Or the handler reports failed records under a wrong key or identifier. No error remains, and the iterator age of the delivered records looks acceptable.',
  fix: 'Name an on-failure destination, so that discarded records can be read from the stream within 24 hours. Then fix the cause of the failures or of the lag. A handler that reports failures must return {batchItemFailures: [{itemIdentifier}]}.',
  truth(seed) {
    const way = kindOf(ordinaryPlan(seed, id).draw)
    const isAge = way === 'age'
    return {cause: id, causes: isAge ? [id, 'insufficient-throughput'] : [id], lag: isAge ? 'losing' : 'ok', way}
  },
  build(seed) {
    const plan = ordinaryPlan(seed, id)
    return sceneOf(plans[kindOf(plan.draw)](plan))
  },
})
