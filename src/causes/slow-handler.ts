import {configureFunction} from '../advice/fix-command.ts'
import {formerVersion} from '../advice/former-version.ts'
import {newestInLog} from '../advice/log-command.ts'
import {mappingDefaults} from '../aws-facts/mapping-defaults.ts'
import {defineCause, type Present, type RuledOut, ruledOut, ruledOutBecause} from '../model/cause.ts'
import type {Fix} from '../model/check.ts'
import type {Change, Changes} from '../model/derived/changes.ts'
import {maybe} from '../model/derived/derived.ts'
import type {Lag} from '../model/derived/lag.ts'
import type {Load} from '../model/derived/load.ts'
import type {NewestMinute} from '../model/derived/newest-minute.ts'
import type {LambdaFunction, LogGroup, Mapping, Version} from '../model/evidence/evidence.ts'
import {count, multiple, number, percent} from '../text/units.ts'
import {becomesSlow, beginning, beginningLines, mayBegin, orSooner, slowestKnown, twoMoreMinutes} from './parts/begins.ts'
import {changeLines, changesBefore} from './parts/change-lines.ts'
import {known, when} from './parts/lines.ts'
import {carriesWith, widerFactor} from './parts/more-capacity.ts'
import {rollBack} from './parts/roll-back.ts'
import {throttledAdvice, throttledLines} from './parts/throttled-downstream.ts'
import {notByLag, notByLoad, notByTime, notByWrites} from './parts/why-not.ts'

const memory = 'More memory speeds up code that computes, since CPU grows with it, but not code that waits.'

const text = {
  title: 'The function has become slower',
  harm: 'all shards fall behind',
  summary: {
    slower: (times: number) => `The function needs ${number(times)} times as long per record as before.`,
    throttled: (times: number) =>
      `The function needs ${number(times)} times as long per record as before: a service that it calls throttles it.`,
    begins: (times: number) => `The function needs ${number(times)} times as long per invocation as usual, and records have begun to wait.`,
  },
  because: {
    median: (nowMs: number, beforeMs: number) => `A median invocation takes ${number(nowMs)} ms, and took ${number(beforeMs)} ms before.`,
    writes: (ratio: number) => `Writes to the table are at ${multiple(ratio)} the earlier rate.`,
    busy: (use: number, before: number) => `The shards are busy for ${percent(use)} of the time, and were for ${percent(before)}.`,
    fewErrors: 'Errors and throttles are few: the function is slow, and does not fail.',
    longest: (averageMs: number) =>
      `An invocation takes ${number(averageMs)} ms on average in the newest minute, longer than in any of the minutes before.`,
  },
  against: 'One minute may be chance.',
  settledBy: 'An X-Ray trace of one invocation: it shows the slow call.',
  fix: {
    wider: (batches: number) =>
      `Until the function is fast again, run up to ${count(batches, 'batch', 'batches')} of a shard at once; the order is kept per item. Do not do this while a service that the function calls is overloaded: it gets more calls.`,
    memory: (memoryMb: number) =>
      `Set the memory back to ${number(memoryMb)} MB, the previous value in ddbstream's journal: CPU grows with the memory.`,
    find: `Find the slow part: a new release, or a service that the function calls. ${memory}`,
    findAfterRelease: `Find the slow part: a service that the function calls. ${memory}`,
    rollBack: `The function was changed just before: roll it back, or restore its memory if that was lowered. Otherwise find the slow part: a service that the function calls. ${memory}`,
  },
}

/** The time per record has grown by this much, and more than the writes did. */
const slower = 1.4
/** A fixed time per invocation is spread over fewer records where batches are smaller: the function is slower only where an invocation is. */
const slowerEach = 1.15
const lagging = ['slow', 'behind', 'losing']
const few = 0.05

/** The kinds of changes that make each invocation take longer. */
const kinds = ['function', 'alias'] as const

/** Memory that was lowered, where the journal tells it: the processor shrank with it. */
function loweredMemory(changes: readonly Change[]): number | null {
  const memory = changes.flatMap(({settings}) => settings).find(({name}) => name === 'MemorySize')
  return typeof memory?.before === 'number' && typeof memory.after === 'number' && memory.before > memory.after ? memory.before : null
}

interface Around {
  target: LambdaFunction | null | undefined
  mapping: Mapping | undefined
  /** Published versions of the function; undefined where they could not be read. */
  versions: Version[] | undefined
  logGroup: LogGroup | null | undefined
  lag: Lag
}

/** More concurrent batches carry the load meanwhile, unless a service that is overloaded makes the function slow. */
function wider({mapping, lag}: Around): Fix[] {
  const factor = mapping?.parallelizationFactor ?? mappingDefaults.parallelizationFactor
  const wanted = mapping ? widerFactor(mapping, lag) : factor
  if (!mapping || wanted <= factor) return []
  return [
    {
      summary: text.fix.wider(wanted),
      change: {ParallelizationFactor: wanted},
      ...carriesWith(mapping, wanted),
    },
  ]
}

function fixesOf(around: Around, before: readonly Change[]): Fix[] {
  const {target, mapping, versions, logGroup} = around
  const memoryMb = loweredMemory(before)
  if (target && memoryMb !== null)
    return [
      {
        summary: text.fix.memory(memoryMb),
        command: configureFunction(target, ['--memory', String(memoryMb)]),
        settings: [{name: 'MemorySize', before: target.memoryMb, after: memoryMb}],
        carries: {like: 'before'},
      },
    ]
  const released = target && before.length > 0 && formerVersion(target, mapping, versions) !== null
  return [
    ...(released ? [rollBack(target, mapping, versions)] : wider(around)),
    {
      summary: before.length === 0 ? text.fix.find : released ? text.fix.findAfterRelease : text.fix.rollBack,
      command: newestInLog(target, mapping, logGroup),
    },
  ]
}

/** The signs in one minute, before the lag is one: the age has begun to rise. */
const begins = (minute: NewestMinute, changes: Changes | undefined, fixes: Fix[]): Present => ({
  kind: 'present',
  confidence: beginning,
  summary: text.summary.begins(slowestKnown(minute)),
  because: [
    ...when(minute.isLongest, text.because.longest(minute.load.durationAverageMs ?? 0)),
    ...beginningLines(minute),
    ...changeLines(changes, kinds),
  ],
  against: [text.against],
  settledBy: twoMoreMinutes,
  fixes,
})

/** The facts that exclude it; null where nothing does. */
function excluded(load: Load, lag: Lag): RuledOut | null {
  const {now, before, workRatio, writeRatio} = load
  if (!lagging.includes(lag.state) || lag.stuck !== null || lag.recurring) return notByLag(lag)
  if (now === null || before === null || workRatio === null) return ruledOut
  const fails = notByLoad(now, few)
  if (fails !== null) return fails
  if (workRatio < slower) return notByTime(load)
  if (workRatio < (writeRatio ?? 1)) return notByWrites(load)
  const [nowMs, beforeMs] = [now.durationP50Ms, before.durationP50Ms]
  if (nowMs === null || beforeMs === null || nowMs >= slowerEach * beforeMs) return null
  return ruledOutBecause(text.because.median(nowMs, beforeMs))
}

export const slowHandler = defineCause({
  id: 'slow-handler',
  text,
  harmful: true,
  needs: ['load', 'lag', 'newestMinute'],
  wants: ['function', 'mapping', 'failures', 'changes'],
  onDemand: ['logErrors', 'logGroup'],
  advises: ['versions'],
  weigh: ({load, lag, newestMinute}, wanted) => {
    const target = maybe(wanted.function)
    const mapping = maybe(wanted.mapping)
    const changes = maybe(wanted.changes)
    const around = {target, mapping, versions: maybe(wanted.versions), logGroup: maybe(wanted.logGroup), lag}
    const early = () =>
      newestMinute && mayBegin(lag) && becomesSlow(newestMinute)
        ? begins(newestMinute, changes, fixesOf(around, changesBefore(changes, kinds)))
        : null
    if (lag.state === 'unknown') return early() ?? orSooner({kind: 'open'}, newestMinute, lag)
    const {now, before, workRatio, writeRatio} = load
    const not = excluded(load, lag)
    if (not !== null || now === null || before === null || workRatio === null)
      return early() ?? orSooner(not ?? ruledOut, newestMinute, lag)
    const failures = maybe(wanted.failures)
    const throttled = failures?.throttled ?? null
    const isSure = workRatio >= 1.8 || throttled !== null
    return {
      kind: 'present',
      confidence: isSure ? 0.94 : 0.8,
      summary: text.summary[throttled ? 'throttled' : 'slower'](workRatio),
      because: [
        text.because.median(now.durationP50Ms ?? 0, before.durationP50Ms ?? 0),
        ...known(writeRatio, text.because.writes),
        ...known(now.laneUse, use => text.because.busy(Math.min(1, use), Math.min(1, before.laneUse ?? 0))),
        ...(failures ? throttledLines(failures) : []),
        text.because.fewErrors,
        ...changeLines(changes, kinds),
      ],
      against: [],
      settledBy: isSure ? null : text.settledBy,
      fixes: throttled ? throttledAdvice(throttled, target, mapping) : fixesOf(around, changesBefore(changes, kinds)),
    }
  },
})
