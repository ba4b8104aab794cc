import {isUnfinished, type Operation} from '../../../src/model/plan/plan.ts'
import type {Facts, Invariant, Shown} from '../facts.ts'
import {isSame, keyed, put, settled, type Values} from '../targets.ts'
import {operationsOf} from './once.ts'

/** Nothing restores a mapping whose transition never ends, and an operation that was closed by hand is left as it is. */
function isLeft({drawn, phases}: Facts): boolean {
  const faults = [...drawn.troubles, ...drawn.undoTroubles]
  return faults.some(one => one.kind === 'aws' && one.fault === 'stuck') || phases.some(({name}) => name === 'forget')
}

/** A change that succeeded and is not undone. */
const stays = ({status}: Operation): boolean => status === 'done'

/** The settings that an operation changes, by target and setting. */
function settingsOf({steps}: Operation): Values {
  const values: Values = new Map()
  for (const {key, step} of keyed(steps)) put(values, key, step.after)
  return values
}

/** The values that changes which stay have set, and the one that somebody set by hand. */
function expectedOf(facts: Facts, operations: readonly Operation[]): Values {
  const values: Values = new Map(operations.filter(stays).flatMap(one => [...settingsOf(one)]))
  if (facts.byHand !== null) put(values, facts.byHand.target, facts.byHand.settings)
  return values
}

/** Settings that two have changed: who was the last is a matter of chance. */
function contested({byHand}: Facts, operations: readonly Operation[]): Set<string> {
  const others: Values = new Map()
  if (byHand !== null) put(others, byHand.target, byHand.settings)
  const changers = [[...others.keys()], ...operations.map(one => [...settingsOf(one).keys()])]
  return new Set(changers.flatMap((names, i) => names.filter(name => changers.some((other, j) => i !== j && other.includes(name)))))
}

const isOfStream = (operations: readonly Operation[]): boolean =>
  operations.some(({steps}) => steps.some(({target}) => target.kind === 'stream-mapping'))

/** By their stream: a mapping that was deleted and is made again is another one, and starts where the undo lets it start. */
function byStream(shown: Shown): Shown {
  return Object.fromEntries(
    Object.entries(shown).map(([name, {StartingPosition: _, ...settings}]) => [
      name.startsWith('mapping ') ? `mapping on ${settings.EventSourceArn}` : name,
      settings,
    ]),
  )
}

/** The settings that are not as expected. */
function unlike(before: Shown, after: Shown, expected: Values, doubtful: ReadonlySet<string>): string[] {
  const targets = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...targets].flatMap(target => {
    const settings = new Set([...Object.keys(before[target] ?? {}), ...Object.keys(after[target] ?? {})])
    return [...settings].flatMap(setting => {
      const name = `${target} ${setting}`
      const is = settled(after[target]?.[setting])
      const wanted = expected.has(name) ? expected.get(name)?.value : settled(before[target]?.[setting])
      return doubtful.has(name) || isSame(wanted, is) ? [] : [`${name} is ${JSON.stringify(is)}, not ${JSON.stringify(wanted)}`]
    })
  })
}

/** After the last undo all settings, aliases and alarms are as before, but for changes that stay and those of others. */
export const restored: Invariant = facts => {
  const {start, phases, byHand, drawn} = facts
  const last = phases.at(-1)?.after
  if (last === undefined || isLeft(facts)) return []
  const operations = operationsOf(facts)
  const open = operations.filter(isUnfinished)
  const isShared = byHand !== null || drawn.other !== null
  // Where somebody else changed the same setting, undo refuses and the operation stays open.
  if (isShared && open.length > 0) return []
  const stillOpen = open.map(({id, status}) => `${id} is still ${status}`)
  if (!isOfStream(operations))
    return [...unlike(start.shown, last.shown, expectedOf(facts, operations), contested(facts, operations)), ...stillOpen]
  if (isShared || operations.some(stays)) return stillOpen
  return [...unlike(byStream(start.shown), byStream(last.shown), new Map(), new Set()), ...stillOpen]
}
