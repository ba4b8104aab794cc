import {describe, expect, it} from 'vitest'
import {configureCommand} from '../../src/advice/fix-command.ts'
import type {AnyCause, Present, Weighed} from '../../src/model/cause.ts'
import type {Fix} from '../../src/model/check.ts'
import type {Moment, Need, Values} from '../../src/model/derived/derived.ts'
import type {Failures} from '../../src/model/derived/failures.ts'
import type {Lag} from '../../src/model/derived/lag.ts'
import type {Load, LoadWindow} from '../../src/model/derived/load.ts'
import type {NewestMinute, UnpublishedMinute} from '../../src/model/derived/newest-minute.ts'
import {type Item, known, missing} from '../../src/model/evidence/item.ts'
import {healthyParts, mapping, moment, nowMs} from './evidence.ts'

type Partly<T> = T extends readonly (infer E)[] ? readonly E[] : T extends object ? {[K in keyof T]?: Partly<T[K]> | undefined} : T
type Unread = 'denied' | 'failed' | 'skipped'

/** Derived values and evidence for a cause, each as far as it differs. A word stands for a value that was not read. */
export type Situation = {[K in Need]?: Partly<Values[K]> | Unread}

/** How sure the cause is, or why it is none. */
type Verdict = number | 'open' | 'absent' | 'ruled-out'

/** The difference from the first situation of the table, and the verdict. */
type Row = readonly [name: string, differs: Situation, is: Verdict]

export const minutesAgo = (minutes: number): number => nowMs - minutes * 60_000

export const loadWindow = (given: Partial<LoadWindow> = {}): LoadWindow => ({
  fromMs: minutesAgo(13),
  toMs: minutesAgo(3),
  invocationsPerMinute: 60,
  errorShare: 0,
  failingMinutes: 0,
  throttleShare: 0,
  durationAverageMs: 130,
  durationP50Ms: 120,
  durationP99Ms: 300,
  durationMaximumMs: 400,
  recordsPerInvocation: 20,
  millisecondsPerRecord: 6.5,
  batchFill: 0.2,
  laneUse: 0.03,
  concurrencyMaximum: 4,
  writesPerMinute: 1200,
  ...given,
})

/** The newest minute that only the log has: full of work. */
export const unpublishedMinute = (given: Partial<UnpublishedMinute> = {}): UnpublishedMinute => ({
  atMs: minutesAgo(3),
  invocations: 120,
  durationAverageMs: 1000,
  durationRatio: 1,
  invocationRatio: 1,
  isLongest: false,
  laneUse: 0.9,
  isBusiest: true,
  catchesUp: false,
  failedShare: 0,
  ...given,
})

/** The newest published minute of a pipeline that is well. */
export const newestMinute = (given: Partial<NewestMinute> = {}): NewestMinute => ({
  atMs: minutesAgo(4),
  ageSeconds: 1.2,
  usualAgeSeconds: 1.2,
  middleAgeSeconds: 1,
  waits: false,
  load: loadWindow(),
  durationRatio: 1,
  invocationRatio: 1,
  workRatio: 1,
  writeRatio: 1,
  roseAtMs: null,
  leftShare: 0,
  readBeyond: 0,
  isLongest: false,
  usualFill: 0.2,
  usualUse: 0.03,
  writesRise: false,
  isBusiest: false,
  afterPause: false,
  isUnusual: false,
  unpublished: null,
  ...given,
})

/** The oldest age of each of the newest minutes, and one median for all of them; the lag differs in `differs` as well. */
export const ages = (
  max: (minutesAgo: number) => number | null,
  p50: number | null = 1,
  differs: Partial<Lag> = {},
): {lag: Partial<Lag>} => ({
  lag: {...differs, series: Array.from({length: 37}, (_, i) => ({atMs: minutesAgo(40 - i), max: max(40 - i), p50, min: 0.5}))},
})

/** A stream of which one shard was made so many minutes ago, to continue another. */
export const shardBorn = (ago: number, parentShardId: string | null = 'shardId-parent') => ({
  stream: {shards: [{shardId: `shardId-${String(minutesAgo(ago)).padStart(20, '0')}-abcdef01`, parentShardId, open: true}]},
})

/** An error that the log shows. */
export const logged = (given: Partial<NonNullable<Failures['logged']>> = {}): NonNullable<Failures['logged']> => ({
  kind: 'exception',
  type: 'Error',
  count: 12,
  requests: 12,
  firstMs: minutesAgo(30),
  lastMs: minutesAgo(4),
  sample: 'ERROR Error: boom',
  host: null,
  deniedAction: null,
  deniedResource: null,
  sequenceNumbers: [],
  ...given,
})

/** A batch that has stood still for twelve minutes. */
export const stuckLine = (given: Partial<NonNullable<Lag['stuck']>> = {}): NonNullable<Lag['stuck']> => ({
  positionMs: minutesAgo(20),
  atMs: Array.from({length: 12}, (_, i) => minutesAgo(15 - i)),
  ...given,
})

const lag: Lag = {
  state: 'ok',
  ageSeconds: 1.2,
  minimumAgeSeconds: 0.5,
  slope: 0,
  throughputRatio: 1,
  scope: 'unknown',
  drainSeconds: null,
  lossAtMs: null,
  lossBy: null,
  onsetAtMs: null,
  floorSeconds: 10,
  stuck: null,
  recurring: false,
  sharedBy: 0,
  completeUntilMs: minutesAgo(3),
  because: ['the age is 1.2 s'],
  series: Array.from({length: 30}, (_, i) => ({atMs: minutesAgo(33 - i), max: 1.2, p50: 1, min: 0.5})),
}

const load: Load = {
  lanes: 4,
  now: loadWindow(),
  before: loadWindow({fromMs: minutesAgo(60), toMs: minutesAgo(40)}),
  workRatio: 1,
  writeRatio: 1,
  newestWriteRatio: 1,
  newestPeakWriteRatio: 1,
  peakWriteRatio: 1,
  hotWriteMinutes: 0,
  refusedReadMinutes: 0,
}

const failures: Failures = {
  scope: 'none',
  hidden: false,
  begins: false,
  sinceMs: null,
  errors: 0,
  invocations: 600,
  share: 0,
  failingMinutes: 0,
  minutes: 10,
  young: null,
  perhapsOne: null,
  repeating: false,
  fromLog: false,
  kind: null,
  fullBatchSeconds: null,
  logged: null,
  startFails: null,
  throttled: null,
  goodRecordsFail: null,
  halvingKeepsThem: false,
}

/** A pipeline that is well. Evidence on demand was not read. */
const healthy: {[K in Need]?: Values[K]} = {
  ...healthyParts(),
  lag,
  load,
  failures,
  newestMinute: null,
  polling: {kind: 'polling'},
  mappedStream: {kind: 'live'},
  oldStream: null,
  filtering: {kind: 'none'},
  skew: {kind: 'even', because: 'all shards are as late', oldestSeconds: 1.2, medianSeconds: 1, youngestSeconds: 0.5},
  readers: {mappings: ['orders-projector'], pipes: [], timesRead: 1, pollers: 1, least: 1},
  changes: {onsetMs: null, list: [], capacity: null, repair: null},
  runtimeUpdate: null,
}

/** All invocations have failed for twenty minutes on all shards. */
export const failing = (differs: Partial<Failures> = {}) => ({
  failures: {
    ...({scope: 'all', share: 1, errors: 600, invocations: 600, failingMinutes: 10, minutes: 10} satisfies Partial<Failures>),
    sinceMs: minutesAgo(20),
    ...differs,
  },
})

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype

/** The value with the differences put over it, at every depth; lists and values are replaced. */
function over(value: unknown, differs: unknown): unknown {
  if (!isPlain(value) || !isPlain(differs)) return differs
  return {...value, ...Object.fromEntries(Object.entries(differs).map(([key, one]) => [key, over(value[key], one)]))}
}

const words: unknown[] = ['denied', 'failed', 'skipped'] satisfies Unread[]

function itemsOf(situations: readonly Situation[]): (key: Need) => Item<unknown> {
  const values: Record<string, unknown> = situations.reduce<Record<string, unknown>>(
    (all, one) => over(all, one) as Record<string, unknown>,
    healthy,
  )
  return key => {
    if (!(key in values)) return missing('skipped', '', '')
    const value = values[key]
    return words.includes(value) ? missing(value as Unread, 'x:Read', String(value)) : known(value)
  }
}

/** Weighs one cause from its needs and wants, and nothing else. */
function weighOne(cause: AnyCause, situations: readonly Situation[], at: Moment = moment): Weighed {
  const item = itemsOf(situations)
  const given = Object.fromEntries(cause.needs.map(key => [key, (item(key) as {value?: unknown}).value]))
  const wants = [...cause.wants, ...(cause.onDemand ?? []), ...(cause.advises ?? [])]
  return cause.weigh(given, Object.fromEntries(wants.map(key => [key, item(key)])), at)
}

function fixLines({summary, carries, effect, doubt, ...rest}: Fix, of: ReturnType<typeof mapping>): string[] {
  const command = 'change' in rest ? configureCommand(of, rest.change) : rest.command
  const more = Object.entries({settings: 'settings' in rest ? rest.settings : undefined, carries, effect, doubt})
  return [
    `fix: ${summary}`,
    command === '' ? 'no command' : `$ ${command}`,
    ...more.flatMap(([name, value]) =>
      value === undefined ? [] : [`  ${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`],
    ),
  ]
}

function presentLines(present: Present, of: ReturnType<typeof mapping>): string[] {
  const {confidence, summary, because, against, settledBy, fixes, kind: _, ...rest} = present
  return [
    `present ${confidence}${present.isSetting ? ', a setting' : ''}`,
    ...Object.entries(rest).flatMap(([name, value]) => (name === 'isSetting' ? [] : [`${name}: ${value}`])),
    summary,
    ...because.map(line => `+ ${line}`),
    ...against.map(line => `- ${line}`),
    ...(settledBy === null ? [] : [`settled by: ${settledBy}`]),
    ...fixes.flatMap(fix => fixLines(fix, of)),
  ]
}

/** Everything that a cause came to, in lines. */
function linesOf(weighed: Weighed, of = mapping()): string[] {
  if (weighed.kind === 'present') return presentLines(weighed, of)
  const because = 'because' in weighed && weighed.because !== undefined ? [weighed.because] : []
  return [weighed.kind, ...because, ...(weighed.sooner ? [`sooner: ${weighed.sooner}`] : [])]
}

/** The lines that differ from the first; all of them where it is present no longer, or where their order alone differs. */
function difference(first: readonly string[], lines: readonly string[]): string[] {
  if (first[0]?.startsWith('present') !== lines[0]?.startsWith('present')) return lines.map(line => `= ${line}`)
  // The first situation of the file has the whole line.
  const gone = first.filter(line => !lines.includes(line)).map(line => `< ${line.length > 80 ? `${line.slice(0, 79)}…` : line}`)
  const fresh = lines.filter(line => !first.includes(line)).map(line => `> ${line}`)
  if (gone.length + fresh.length > 0) return [...gone, ...fresh]
  return first.join('\n') === lines.join('\n') ? ['as the first'] : lines.map(line => `= ${line}`)
}

/**
 * A table of one cause: a situation that shows it, and rows that each differ in one value, just below and just above where the cause draws a
 * line. The row states the verdict. The golden file holds the rest: all lines of the first, and the difference of each row.
 */
export function causeTable(cause: AnyCause, name: string, first: Situation, is: Verdict, rows: readonly Row[]): void {
  const all: Row[] = [[name, {}, is], ...rows]
  const weighed = (differs: Situation) => weighOne(cause, [first, differs])
  const lines = (differs: Situation) => {
    const of = itemsOf([first, differs])('mapping')
    return linesOf(weighed(differs), of.state === 'known' ? (of.value as ReturnType<typeof mapping>) : mapping())
  }
  describe(`${cause.id}: ${name}`, () => {
    it('has the facts and fixes of each row', async () => {
      const base = lines({})
      const {harmful, passes = false, loses = false} = cause
      const kind = `harmful ${harmful}, passes ${passes}, loses ${loses}`
      const parts = all.map(([row, differs], i) =>
        [`# ${row}`, ...(i === 0 ? [kind, ...base] : difference(base, lines(differs))), ''].join('\n'),
      )
      await expect(parts.join('\n')).toMatchFileSnapshot(`../../golden/limits/${cause.id}-${name.replaceAll(/[^\w]+/g, '-')}.txt`)
    })

    it.each(all)('%s', (_row, differs, expected) => {
      const found = weighed(differs)
      expect(found.kind === 'present' ? found.confidence : found.kind).toBe(expected)
    })
  })
}
