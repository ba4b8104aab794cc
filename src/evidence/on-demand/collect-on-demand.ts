import {type Aws, usage} from '../../aws/transport/connection.ts'
import type {Evidence, EvidenceItems, OnDemandKey, Pipeline, Scope} from '../../model/evidence/evidence.ts'
import {evidenceItem, givenOf, isMissing} from '../../model/evidence/evidence-item.ts'
import {type Item, known} from '../../model/evidence/item.ts'
import {attempt, missingFrom} from '../collector.ts'
import {onDemandCollectors} from './index.ts'
import type {AnyOnDemandCollector, Where} from './on-demand.ts'

/** The evidence to read about one pipeline. */
export interface OnDemandRead {
  pipeline: Pipeline
  keys: readonly OnDemandKey[]
}

interface Read {
  scope: Scope
  id: string
  collector: AnyOnDemandCollector
  pipeline: Pipeline
}

/**
 * The second round trip: reads the requested evidence, once for each mapping, function, stream or region, side by side except where one builds
 * on another, and answers the evidence with it. The time of judging stays that of the first round.
 */
export async function collectOnDemand(
  aws: Aws,
  evidence: Evidence,
  asks: readonly OnDemandRead[],
  collectors: readonly AnyOnDemandCollector[] = onDemandCollectors,
): Promise<Evidence> {
  const items = structuredClone(evidence.items) as unknown as EvidenceItems
  const filling = {...evidence, items}
  const reads = new Map<string, Promise<void>>()
  for (const read of readsOf(evidence, asks, collectors)) {
    const first = collectors.filter(({key}) => dependsOn(read.collector, key)).map(one => reads.get(nameOf(one, read.pipeline)))
    const done = Promise.all(first)
      .then(() => answerOf(aws, filling, read))
      .then(item => put(items, read, item))
    reads.set(nameOf(read.collector, read.pipeline), done)
  }
  await Promise.all(reads.values())
  return {...filling, usage: usage(aws)}
}

const dependsOn = ({needs, wants = []}: AnyOnDemandCollector, key: OnDemandKey): boolean => [...needs, ...wants].includes(key)

const nameOf = ({scope, key}: AnyOnDemandCollector, {ids}: Pipeline): string => `${scope} ${ids[scope]} ${key}`

function put(items: EvidenceItems, {scope, id, collector}: Read, item: Item<unknown>): void {
  const ofScope = items[scope] as Record<string, Record<string, Item<unknown>>>
  ofScope[id] = {...ofScope[id], [collector.key]: item}
}

/** Each thing once, whoever requests it, in the order of the collectors; evidence that is known or was tried already is left alone. */
function readsOf(evidence: Evidence, asks: readonly OnDemandRead[], collectors: readonly AnyOnDemandCollector[]): Read[] {
  const reads = new Map<string, Read>()
  for (const {pipeline, keys} of asks)
    for (const collector of collectors.filter(({key}) => keys.includes(key))) {
      const {scope, key} = collector
      const id = pipeline.ids[scope]
      const before = (evidence.items[scope][id] as Record<string, Item<unknown>> | undefined)?.[key]
      if (before === undefined || (before.state === 'missing' && before.reason === 'skipped'))
        reads.set(nameOf(collector, pipeline), {scope, id, collector, pipeline})
    }
  return [...reads.values()].sort((a, b) => collectors.indexOf(a.collector) - collectors.indexOf(b.collector))
}

async function answerOf(aws: Aws, evidence: Evidence, {collector, pipeline}: Read): Promise<Item<unknown>> {
  const given = givenOf(evidence, pipeline, collector.needs)
  if (isMissing(given)) return given
  const where: Where = {
    region: pipeline.region,
    account: evidence.scope.account,
    window: evidence.window,
    nowMs: evidence.takenAt,
  }
  const wanted = Object.fromEntries((collector.wants ?? []).map(key => [key, evidenceItem(evidence, pipeline, key)]))
  const answer = await attempt(collector.actions[0], () => collector.collect(aws, given, where, wanted))
  return answer.ok ? known(answer.value) : missingFrom(answer.error)
}
