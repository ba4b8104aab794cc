import {checks} from '../../src/checks/index.ts'
import {derivedValues} from '../../src/derived/index.ts'
import {runCheck, weighCauses} from '../../src/diagnosis/judge.ts'
import {lookupOf} from '../../src/diagnosis/lookup.ts'
import type {Need} from '../../src/model/derived/derived.ts'
import {evidence, moment, nowMs, type Parts} from './evidence.ts'

const lookupIn = (parts: Partial<Parts>) => {
  const all = evidence(parts)
  return lookupOf(all, all.pipelines[0] as (typeof all.pipelines)[number], moment)
}

const dropped = new Set(['series', 'because', 'atMs', 'words', 'why', 'sample'])

/** The numbers and names of a value without its sentences: times in minutes before now, other numbers with four digits. */
function digest(value: unknown): unknown {
  if (typeof value === 'number') {
    if (value > 1e12) return `-${Number(((nowMs - value) / 60_000).toPrecision(4))} min`
    return Number.isFinite(value) ? Number(value.toPrecision(4)) : String(value)
  }
  if (typeof value === 'string') return /^[\w-]{1,30}$/.test(value) ? value : undefined
  if (Array.isArray(value)) return value.map(digest).filter(one => one !== undefined)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).flatMap(([key, one]) => (dropped.has(key) || one === null ? [] : [[key, digest(one)]])))
}

/** In one line: the state of the lag, which shards, the failures, the causes with their confidence, and the open ones. */
export function outcomeLine(parts: Partial<Parts>): string {
  const lookup = lookupIn(parts)
  const lag = lookup('lag')
  const failures = lookup('failures')
  const {causes, open} = weighCauses(lookup, moment)
  return [
    lag.state === 'known' ? `${lag.value.state}/${lag.value.scope}` : 'no lag',
    failures.state === 'known' ? `${failures.value.scope}/${failures.value.kind ?? '-'}` : 'no failures',
    causes.map(({id, confidence}) => `${id} ${confidence}`).join(', ') || '-',
    `open: ${open.join(' ') || '-'}`,
  ].join(' | ')
}

/** All derived values, the advice of each cause, and the facts of each check that fails: as lines of JSON. */
export function outcomeNumbers(parts: Partial<Parts>): string {
  const lookup = lookupIn(parts)
  const {causes, onDemand} = weighCauses(lookup, moment)
  const derived = Object.keys(derivedValues).flatMap(key => {
    const item = lookup(key as Need)
    return item.state === 'known' ? [`${key} ${JSON.stringify(digest(item.value))}`] : []
  })
  const advised = causes.map(({id, confidence, fixes}) => {
    const each = fixes.map(
      ({command, settings, effect, doubt}) =>
        `${command} ${JSON.stringify(settings ?? null)} ${effect ? 'effect' : ''}${doubt ? 'doubt' : ''}`,
    )
    return `cause ${id} ${confidence}: ${each.join(' ; ')}`
  })
  const facts = checks.flatMap(check =>
    runCheck(check, lookup, moment)
      .filter(({status}) => status === 'fail')
      .map(({severity, facts: found, fix}) => `check ${check.id} ${severity} ${JSON.stringify(digest(found))} ${fix?.command ?? ''}`),
  )
  return [...derived, ...advised, `asks ${onDemand.join(' ')}`, ...facts].join('\n')
}
