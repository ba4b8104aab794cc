import {fixCommand} from '../advice/fix-command.ts'
import {formerVersion} from '../advice/former-version.ts'
import {defineCause, type Present, ruledOut, ruledOutBecause} from '../model/cause.ts'
import type {Fix} from '../model/check.ts'
import {precedes} from '../model/derived/changes.ts'
import {maybe} from '../model/derived/derived.ts'
import type {NewestMinute} from '../model/derived/newest-minute.ts'
import type {FunctionMetrics, LambdaFunction, Mapping, RolePolicies, TableMetrics, Version} from '../model/evidence/evidence.ts'
import {points} from '../model/evidence/series.ts'
import {fits} from '../text/glob.ts'
import {minuteMs} from '../text/minutes.ts'
import {count, duration, isoMinute, multiple, number} from '../text/units.ts'
import {beginningLines, isFlooded, mayBegin, orSooner, roseIn, twoMoreMinutes} from './parts/begins.ts'
import {type Coupling, couplingOf} from './parts/correlation.ts'
import {when} from './parts/lines.ts'
import {hasRisen, newestRise, type Rise, riseAround} from './parts/rise-after-release.ts'
import {rollBack} from './parts/roll-back.ts'
import {type Runaway, runsAway} from './parts/runs-away.ts'

const pause = 'Disable the mapping for two minutes, while records wait: the writes of a loop stop with the function, and others continue.'

const text = {
  title: 'The function writes to the table that it reads',
  harm: 'each record causes another one: writes, invocations and cost rise until a limit is reached',
  summary: {
    loop: (changedMs: number, before: number, after: number) =>
      `Writes rose from ${number(before)} to ${number(after)} units a minute when the function was changed at ${isoMinute(changedMs)}.`,
    keepsUp: (changedMs: number) =>
      `The writes to the table grow from minute to minute since a change at ${isoMinute(changedMs)}: the function may write to the table that it reads.`,
    begins: (changedMs: number, times: number) =>
      `The function was changed at ${isoMinute(changedMs)}, and in that minute writes rose to ${multiple(times)} the usual rate.`,
  },
  because: {
    grow: (before: number, now: number, minutes: number) =>
      `Writes rose from ${number(before)} to ${number(now)} units a minute within ${count(minutes, 'minute')}, and grew in nearly all of them.`,
    follows: "Table writes track the function's throughput minute by minute.",
    mayWrite: (table: string) => `Its role may write to ${table}.`,
    undetected: 'Lambda does not detect such loops on DynamoDB Streams.',
    age: (ageSeconds: number) => `Records are up to ${duration(ageSeconds)} old when they are delivered, in the newest published minute.`,
    writes: (ratio: number) => `Writes to the table are at ${multiple(ratio)} the usual rate.`,
  },
  against: {
    elsewhere: 'The writes may come from elsewhere: they rose in the same minutes, and have hardly varied since.',
    inTime: 'Records are delivered in time. The writes may come from elsewhere.',
    oneMinute: 'The writes may come from elsewhere and have risen in the same minute: one minute is not enough.',
  },
  settledBy: {
    pause,
    minutesAndPause: (minutes: string) => `${minutes} ${pause}`,
  },
  fix: 'Disable the mapping until you have rolled back, or until the function ignores its own writes. Records wait in the stream for 24 hours.',
  rollBackDoubt: 'If the writes come from elsewhere, a rollback changes nothing. Run the doctor again after it.',
  ruledOut: {
    mayNotWrite: 'The role of the function may not write to the table.',
    apart: 'The writes do not follow the throughput of the function.',
    notThen: 'The writes did not rise with a change of the function.',
  },
}

/** Where each record makes another one, the work grows until the function no longer keeps up. */
const keepsUp = ['ok', 'idle', 'recovering']
/** New code works from the next batch on, and its writes take some rounds to grow. */
const takesOffMs = minuteMs
const rounds = 5
/** A version is dated by when it was published. AWS does not date the move of an alias, which may be in steps; a mapping that is moved pauses. */
const movesMs = 10 * minuteMs
const moreWritten = 1.5
const writes = ['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'TransactWriteItems'].map(name => `dynamodb:${name}`)

/** The names of actions are compared without case; of ARNs nothing else is expected. */
const matches = (pattern: string, text: string): boolean => fits(pattern.toLowerCase(), text.toLowerCase())

/** Whether the role may write to this table at all; undefined when its policies are not known. */
function mayWrite(policies: RolePolicies | null | undefined, tableArn: string): boolean | undefined {
  return policies?.statements.some(
    ({effect, actions, resources}) =>
      effect === 'Allow' &&
      actions.some(action => writes.some(one => matches(action, one))) &&
      (resources.length === 0 || resources.some(resource => matches(resource, tableArn))),
  )
}

const isMoved = ({qualifier}: Mapping): boolean => qualifier !== null && qualifier !== '$LATEST'

interface Seen {
  releasedMs: number
  rise: Rise
  coupling: Coupling
}

/** Writes and work that rose together when the function was released, not before it and not long after. */
function riseAtRelease(metrics: FunctionMetrics, table: TableMetrics, releasedMs: number | null, withinMs: number): Seen | null {
  const rise = releasedMs === null ? null : riseAround(metrics, table, releasedMs)
  if (releasedMs === null || rise === null || !precedes(releasedMs, rise.fromMs, withinMs, rise.untilMs - rise.fromMs)) return null
  return {releasedMs, rise, coupling: couplingOf(metrics, table, rise)}
}

const hold = (mapping: Mapping): Fix => ({
  summary: text.fix,
  command: fixCommand('configure', mapping, ['--set', 'Enabled=false']),
})

/** Without the loop as much is written per minute as before it. */
const endsLoop = (writesPerMinute: number | null): Pick<Fix, 'carries'> =>
  writesPerMinute === null ? {} : {carries: {like: 'before', writesPerMinute}}

/** The version before first, where there is one: it ends the loop and delivers the waiting records. */
function fixesOf(
  target: LambdaFunction | null | undefined,
  mapping: Mapping,
  versions: Version[] | undefined,
  writesBefore: number | null,
): Fix[] {
  const former = target ? formerVersion(target, mapping, versions) : null
  return [
    ...(target && former !== null ? [{...rollBack(target, mapping, versions), ...endsLoop(writesBefore), doubt: text.rollBackDoubt}] : []),
    hold(mapping),
  ]
}

/** The writes rose in the minute of the release, and the function does not keep up. */
function risesAtRelease(minute: NewestMinute, releasedMs: number): boolean {
  const roseMs = isFlooded(minute) ? roseIn(minute) : null
  const isEnough = minute.roseAtMs === null || (minute.writeRatio ?? 1) >= moreWritten
  return roseMs !== null && isEnough && precedes(releasedMs, roseMs, takesOffMs)
}

interface Begun {
  releasedMs: number
  writeRatio: number
  because: string[]
}

/**
 * A mapping that was moved to another version or alias has no metrics of that name from before, and the table has: its writes rose in the
 * first minutes since, and records wait.
 */
function risesAtMove(metrics: FunctionMetrics, table: TableMetrics, mapping: Mapping, {lateSeconds}: {lateSeconds: number}): Begun | null {
  const movedMs = mapping.lastModifiedMs
  const oldest = points(metrics['Invocations.Sum'])[0]?.atMs
  const age = points(metrics['IteratorAge.Maximum']).at(-1)
  if (!isMoved(mapping) || movedMs === null || oldest === undefined || oldest < movedMs - minuteMs || !age) return null
  const rise = newestRise(table['ConsumedWriteCapacityUnits.Sum'], movedMs)
  if (rise === null || rise.ratio < moreWritten || age.value <= lateSeconds * 1000 || !precedes(movedMs, rise.atMs, takesOffMs)) return null
  return {
    releasedMs: movedMs,
    writeRatio: rise.ratio,
    because: [text.because.age(age.value / 1000), text.because.writes(rise.ratio)],
  }
}

/** The signs in one minute: writes from elsewhere have the same ones. */
const begins = ({releasedMs, writeRatio, because}: Begun, fixes: Fix[]): Present => ({
  kind: 'present',
  confidence: 0.6,
  summary: text.summary.begins(releasedMs, writeRatio),
  because,
  against: [text.against.oneMinute],
  settledBy: text.settledBy.minutesAndPause(twoMoreMinutes),
  fixes,
})

const mayWriteLines = (may: boolean | undefined, {tableName}: Mapping): string[] =>
  when(may === true, text.because.mayWrite(tableName ?? 'the table'))

/** The function keeps up with its own writes: nothing is late yet, and the writes grow. */
const whileItKeepsUp = ({changedMs, before, now, minutes}: Runaway, may: boolean | undefined, mapping: Mapping): Present => ({
  kind: 'present',
  confidence: may ? 0.75 : 0.6,
  summary: text.summary.keepsUp(changedMs),
  because: [text.because.grow(before, now, minutes), ...mayWriteLines(may, mapping), text.because.undetected],
  against: [text.against.inTime],
  settledBy: text.settledBy.pause,
  fixes: [hold(mapping)],
})

export const writeBackLoop = defineCause({
  id: 'write-back-loop',
  text,
  harmful: true,
  needs: ['functionMetrics', 'tableMetrics', 'mapping', 'lag', 'newestMinute'],
  wants: ['function'],
  onDemand: ['rolePolicies'],
  advises: ['versions'],
  weigh: ({functionMetrics, tableMetrics, mapping, lag, newestMinute}, wanted, {nowMs, startMs, thresholds}) => {
    const target = maybe(wanted.function)
    const fixes = (writesBefore: number | null) => fixesOf(target, mapping, maybe(wanted.versions), writesBefore)
    const may = mayWrite(maybe(wanted.rolePolicies), mapping.eventSourceArn.split('/stream/')[0] ?? '')
    const early = () => {
      const releasedMs = target?.lastModifiedMs ?? null
      if (!mayBegin(lag) || may === false) return null
      if (newestMinute === null) {
        const begun = risesAtMove(functionMetrics, tableMetrics, mapping, {lateSeconds: thresholds.iteratorAgeSeconds})
        return begun && begins(begun, fixes(null))
      }
      return releasedMs !== null && risesAtRelease(newestMinute, releasedMs)
        ? begins({releasedMs, writeRatio: newestMinute.writeRatio ?? 1, because: beginningLines(newestMinute)}, fixes(null))
        : null
    }
    if (keepsUp.includes(lag.state)) {
      const away = may === false ? null : runsAway(tableMetrics, [target?.lastModifiedMs, mapping.lastModifiedMs], nowMs)
      return away ? whileItKeepsUp(away, may, mapping) : (early() ?? orSooner(ruledOut, newestMinute, lag))
    }
    if (target === undefined) return hasRisen(tableMetrics, nowMs, startMs) ? {kind: 'absent'} : ruledOut
    const withinMs = takesOffMs + rounds * lag.floorSeconds * 1000 + (isMoved(mapping) ? movesMs : 0)
    const seen = riseAtRelease(functionMetrics, tableMetrics, target?.lastModifiedMs ?? null, withinMs)
    if (may === false) return ruledOutBecause(text.ruledOut.mayNotWrite)
    if (seen?.coupling === 'apart') return ruledOutBecause(text.ruledOut.apart)
    if (!seen) return early() ?? ruledOutBecause(text.ruledOut.notThen)
    const {before, after} = seen.rise
    const follows = seen.coupling === 'follows'
    return {
      kind: 'present',
      confidence: follows ? 0.92 : 0.65,
      summary: text.summary.loop(seen.releasedMs, before, after),
      because: [...when(follows, text.because.follows), ...mayWriteLines(may, mapping), text.because.undetected],
      against: when(!follows, text.against.elsewhere),
      settledBy: follows ? null : text.settledBy.pause,
      fixes: fixes(before),
    }
  },
})
