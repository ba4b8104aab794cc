import {defineCause, ruledOut} from '../model/cause.ts'
import {maybe} from '../model/derived.ts'
import type {FunctionMetrics, LambdaFunction, RolePolicies, TableMetrics} from '../model/evidence.ts'
import {between, type Point, points} from '../model/series.ts'
import {treatmentCommand} from '../model/treatment-command.ts'
import {iso, number} from '../model/units.ts'

const minuteMs = 60_000
/** Minutes before and after a release that are compared. */
const aroundMs = 20 * minuteMs
/** Writes rose at the release by this much, and the function works through more than before. */
const more = 1.5
/** Fewer minutes tell no correlation. */
const leastMinutes = 8
/** As much as this share of the minutes before is usual: a table that is written to in waves rises by itself. */
const usualShare = 0.95
/** A loop goes on until the function is changed again: the newest minutes show it as well. */
const stillMs = 8 * minuteMs
/** Writes that follow what is processed, minute by minute: by chance this is rare with eight minutes and more. */
const follows = 0.5
/** The first minutes of a loop are on the way up. */
const settleMs = minuteMs
const writes = ['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'TransactWriteItems'].map(name => `dynamodb:${name}`)

const rankAt = (list: readonly Point[], share: number): number | null => {
  const sorted = list.map(p => p.value).sort((a, b) => a - b)
  return sorted[Math.floor(share * sorted.length)] ?? null
}

const middle = (list: readonly Point[]): number | null => rankAt(list, 0.5)

interface Rise {
  before: number
  after: number
}

/** The level of a series before an instant and since; null when it is not there on both sides. */
function riseAt(series: TableMetrics['ConsumedWriteCapacityUnits.Sum'], atMs: number): Rise | null {
  const before = middle(between(series, atMs - aroundMs, atMs - minuteMs))
  const after = middle(between(series, atMs + settleMs, atMs + settleMs + aroundMs))
  return before === null || after === null || before <= 0 ? null : {before, after}
}

/** Pearson's correlation of what two series have in the same minutes; null with too few. */
function correlation(a: readonly Point[], b: readonly Point[]): number | null {
  const other = new Map(b.map(p => [p.atMs, p.value]))
  const pairs = a.flatMap(p => (other.has(p.atMs) ? [[p.value, other.get(p.atMs) as number] as const] : []))
  if (pairs.length < leastMinutes) return null
  const mean = (i: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[i], 0) / pairs.length
  const [ma, mb] = [mean(0), mean(1)]
  const [ab, aa, bb] = pairs.reduce(([x, y, z], [p, q]) => [x + (p - ma) * (q - mb), y + (p - ma) ** 2, z + (q - mb) ** 2] as const, [
    0, 0, 0,
  ] as readonly [number, number, number])
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : null
}

const matches = (pattern: string, text: string): boolean =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
    'i',
  ).test(text)

/** Whether the role may write to this table at all; undefined when its policies are not known. */
function mayWrite(policies: RolePolicies | null | undefined, tableArn: string): boolean | undefined {
  return policies?.statements.some(
    ({effect, actions, resources}) =>
      effect === 'Allow' &&
      actions.some(action => writes.some(one => matches(action, one))) &&
      (resources.length === 0 || resources.some(resource => matches(resource, tableArn))),
  )
}

/** Whether more is written than at the start of the window, for whatever reason. */
function hasRisen(table: TableMetrics, nowMs: number, startMs: number): boolean {
  const written = table['ConsumedWriteCapacityUnits.Sum']
  const first = middle(between(written, startMs, startMs + aroundMs))
  const last = middle(between(written, nowMs - aroundMs, nowMs))
  return first === null || last === null || last >= more * first
}

/** Whether the table is written to more than it ever is for long, up to now: neither a wave like those before nor a burst that ended. */
function isNew(written: TableMetrics['ConsumedWriteCapacityUnits.Sum'], {before, after}: Rise, sinceMs: number): boolean {
  const newestMs = points(written).at(-1)?.atMs ?? 0
  const lately = middle(between(written, Math.max(sinceMs, newestMs - stillMs), Number.POSITIVE_INFINITY)) ?? 0
  const usual = rankAt(between(written, Number.NEGATIVE_INFINITY, sinceMs - minuteMs), usualShare) ?? 0
  return after > usual && lately >= more * before
}

interface Seen {
  sinceMs: number
  writes: Rise
  follows: number | null
}

/** Writes and work that rose together when the function was released. */
function riseAtRelease(metrics: FunctionMetrics, table: TableMetrics, target: LambdaFunction | null | undefined): Seen | null {
  const sinceMs = target?.lastModifiedMs ?? null
  if (sinceMs === null) return null
  const written = riseAt(table['ConsumedWriteCapacityUnits.Sum'], sinceMs)
  const invoked = riseAt(metrics['Invocations.Sum'], sinceMs)
  const read = riseAt(table['ReturnedRecordsCount.Sum'], sinceMs) ?? invoked
  if (!written || !read || written.after < more * written.before || read.after < 1.2 * read.before) return null
  if (!isNew(table['ConsumedWriteCapacityUnits.Sum'], written, sinceMs)) return null
  const since = (series: TableMetrics['ConsumedWriteCapacityUnits.Sum']) => between(series, sinceMs + settleMs, Number.POSITIVE_INFINITY)
  const records = since(table['ReturnedRecordsCount.Sum'])
  return {
    sinceMs,
    writes: written,
    follows: correlation(since(table['ConsumedWriteCapacityUnits.Sum']), records.length > 0 ? records : since(metrics['Invocations.Sum'])),
  }
}

export const writeBackLoop = defineCause({
  id: 'write-back-loop',
  title: 'The function writes to the table that it reads',
  harm: 'each record makes another one: writes, invocations and cost rise until something gives',
  harmful: true,
  needs: ['functionMetrics', 'tableMetrics', 'mapping'],
  wants: ['function'],
  asks: ['rolePolicies'],
  weigh: ({functionMetrics, tableMetrics, mapping}, wanted, {nowMs, startMs}) => {
    const target = maybe(wanted.function)
    if (target === undefined) return hasRisen(tableMetrics, nowMs, startMs) ? {is: 'absent'} : ruledOut
    const seen = riseAtRelease(functionMetrics, tableMetrics, target)
    const may = mayWrite(maybe(wanted.rolePolicies), mapping.eventSourceArn.split('/stream/')[0] ?? '')
    if (!seen || may === false) return ruledOut
    const together = (seen.follows ?? 0) >= follows
    const at = iso(seen.sinceMs).slice(0, 16)
    return {
      is: 'present',
      confidence: together ? 0.9 : 0.85,
      summary: `Since the function was changed at ${at}Z, the table is written to ${number(seen.writes.after / seen.writes.before)} times as much, and the function has the more to do.`,
      because: [
        `Writes rose from ${number(seen.writes.before)} to ${number(seen.writes.after)} units a minute when the function was changed.`,
        ...(together ? ['Minute by minute, what is written follows what the function has processed.'] : []),
        ...(may ? [`Its role may write to ${mapping.tableName ?? 'the table'}.`] : []),
        'Lambda does not detect such loops on DynamoDB Streams.',
      ],
      against: together ? [] : ['The writes may come from something that was released at the same time.'],
      settledBy: together ? null : 'The records themselves: are they what the function writes?',
      treatments: [
        {
          summary:
            'Disable the mapping until the version before is back, or the function passes over what it wrote itself. Records wait in the stream for 24 hours.',
          command: treatmentCommand('configure', mapping, ['--set', 'Enabled=false']),
        },
      ],
    }
  },
})
