import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {openLab} from '../../packages/lab/src/entrance.ts'
import {checkIds, diagnose, onDemandKeysOf} from '../../src/diagnosis/diagnose.ts'
import {collectors, onDemandCollectors} from '../../src/evidence/index.ts'
import type {Evidence, EvidenceItems, OnDemandKey, Scope} from '../../src/model/evidence/evidence.ts'
import {type Item, missing} from '../../src/model/evidence/item.ts'
import {examine, look} from '../support/examine.ts'
import {sample, times} from '../support/sample.ts'

const incidents = [
  'poison-record',
  'access-denied',
  'broken-destination',
  'silent-loss',
  'filter-drops-all',
  'throttled-concurrency',
  'write-back-loop',
  'hot-partition',
]
const tool = {name: 'ddbstream', version: '0.0.0'} as const
/** With all checks, and with none: then the causes alone keep the verdict from being healthy. */
const selections = [
  {only: [], skip: []},
  {only: [], skip: checkIds},
]
const verdictOf = (evidence: Evidence, selection = selections[0] as (typeof selections)[number]) =>
  diagnose(evidence, selection, tool).verdict

/** The keys that need each action, and the other keys through which they do. */
const all = [
  ...collectors.map(({key, actions}) => ({key, actions, needs: [] as readonly string[]})),
  ...onDemandCollectors.map(({key, actions, needs}) => ({key, actions, needs})),
]
const actions = [...new Set(all.flatMap(collector => [...collector.actions]))]

/** The keys that cannot be read without these actions; without the list of mappings nothing that hangs on one. */
function deniedKeys(denied: readonly string[]): Set<string> {
  const keys = new Set<string>()
  const withMapping = denied.includes('lambda:ListEventSourceMappings')
    ? [
        'mapping',
        'siblings',
        'mappingMetrics',
        'stream',
        'table',
        'tableMetrics',
        'hotKeys',
        'pipes',
        'timeToLive',
        'destination',
        'rolePermissions',
      ]
    : []
  for (const key of withMapping) keys.add(key)
  for (const {key, actions: own, needs} of all)
    if (own.some(action => denied.includes(action)) || needs.some(need => keys.has(need))) keys.add(key)
  return keys
}

type Items = Record<Scope, Record<string, Record<string, Item<unknown>>>>

/** The evidence with each item as `change` wants it; undefined leaves it out, as if nobody had asked. */
function changed(evidence: Evidence, change: (key: string, item: Item<unknown>) => Item<unknown> | undefined): Evidence {
  const of = (things: Items[Scope]) =>
    Object.fromEntries(
      Object.entries(things).map(([id, items]) => [
        id,
        Object.fromEntries(
          Object.entries(items).flatMap(([key, item]) => {
            const next = change(key, item)
            return next ? [[key, next]] : []
          }),
        ),
      ]),
    )
  const {region, mapping, function: target, stream} = evidence.items as unknown as Items
  const items = {region: of(region), mapping: of(mapping), function: of(target), stream: of(stream)}
  return {...evidence, items: items as unknown as EvidenceItems}
}

/** The report of a run when these actions are denied, or fail: a first round, and a second one for the evidence of its causes. */
function runWithout(denied: readonly string[], deep: Evidence, reason: 'denied' | 'failed' = 'denied'): Evidence {
  const keys = deniedKeys(denied)
  const askedKeys = new Set<string>(onDemandCollectors.map(({key}) => key))
  const hidden = missing(reason, 'x:Read', reason)
  const first = changed(deep, (key, item) => (askedKeys.has(key) ? undefined : keys.has(key) ? hidden : item))
  const asks = new Set<OnDemandKey>(first.pipelines.flatMap(pipeline => onDemandKeysOf(first, pipeline)))
  return changed(deep, (key, item) => {
    if (askedKeys.has(key) && !asks.has(key as OnDemandKey)) return undefined
    return keys.has(key) ? hidden : item
  })
}

const deepLook = async (incident: string): Promise<Evidence> => (await look(openLab({incident, seed: 3}), {deep: true})).evidence

describe('any actions denied or failing', () => {
  it.each(sample(incidents, 3))('%s is never healthy', async incident => {
    const evidence = await deepLook(incident)
    expect(verdictOf(runWithout([], evidence))).not.toBe('healthy')
    const bad = selections.filter(selection => verdictOf(runWithout([], evidence), selection) !== 'healthy')
    fc.assert(
      fc.property(fc.subarray(actions), fc.constantFrom('denied' as const, 'failed' as const), (unread, reason) => {
        const run = runWithout(unread, evidence, reason)
        return bad.every(selection => verdictOf(run, selection) !== 'healthy')
      }),
      {numRuns: times(6, 40)},
    )
  })

  it.each(sample(['poison-record', 'silent-loss', 'access-denied'], 1))(
    '%s: a run that AWS refuses says the same as the one that is thought of here',
    async incident => {
      const denied = ['logs:StartQuery', 'lambda:GetFunction', 'dynamodb:DescribeStream', 'iam:SimulatePrincipalPolicy']
      expect((await examine(incident, 3, denied)).report.verdict).toBe(verdictOf(runWithout(denied, await deepLook(incident))))
    },
  )
})

describe('a healthy pipeline', () => {
  it.each(['healthy', 'healthy-bursty', 'idle'])('%s costs eight requests and no second round', async incident => {
    const {report} = await examine(incident, 2)
    expect(Object.values(report.usage.requests).reduce((sum, n) => sum + n, 0)).toBeLessThanOrEqual(8)
  })
})
