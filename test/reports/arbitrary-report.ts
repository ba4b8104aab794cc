import fc from 'fast-check'
import type {Report} from '../../src/model/report/report.ts'

/** Any text that AWS, a log or a key could hold: words, escapes, wide signs, long unbroken runs. */
export const anyText = fc
  .array(
    fc.oneof(
      fc.string({unit: 'grapheme', maxLength: 12}),
      fc.constantFrom(
        '\u001b[2J',
        '日本語',
        '👨‍👩‍👧',
        'e\u0301',
        '\u009b31m',
        '12',
        '%',
        'arn:aws:lambda:us-east-1:123456789012:function:a-function-with-a-very-long-name:live',
        '\n',
      ),
    ),
    {maxLength: 8},
  )
  .map(words => words.join(' '))
  .filter(words => !/undefined|NaN|null|Infinity|\[object/.test(words))
const name = fc.stringMatching(/^[a-z][a-z-]{2,24}$/).filter(word => !/\b(null|undefined)\b/.test(word))
const action = fc.stringMatching(/^[a-z]{2,12}:[A-Z][A-Za-z]{2,40}$/)
const seconds = fc.integer({min: 0, max: 8 * 86_400})
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, {nil: null})
const startMs = Date.parse('2026-11-23T00:00:00.000Z')
const instant = fc.integer({min: -2 * 86_400, max: 2 * 86_400}).map(s => new Date(startMs + s * 1000).toISOString())
const verdict = fc.constantFrom('critical', 'degraded', 'undecided', 'at-risk', 'healthy')
const severity = fc.constantFrom('info', 'low', 'medium', 'high', 'critical')
/** Commands are marked, because they alone may be wider than the terminal. */
const fix = fc.record({
  summary: anyText,
  command: fc.constantFrom('COMMAND', "aws COMMAND --uuid-COMMAND 'x COMMAND'", 'COMMAND "open', ''),
})

const muted = maybe(fc.record({owner: anyText, reason: anyText, until: fc.constantFrom('2026-11-23', '2027-01-31')}))
const baseline = fc.constantFrom('new', 'known', null)

const series = fc
  .array(maybe(fc.double({min: 0, max: 90_000, noNaN: true})), {maxLength: 200})
  .map(ages => ages.map((max, i) => ({at: new Date(startMs + i * 60_000).toISOString(), max, p50: max, min: max})))

export const anyLag = fc.record({
  state: fc.constantFrom('ok', 'behind', 'slow', 'stalled', 'stopped', 'losing', 'recovering', 'idle', 'unknown'),
  ageSeconds: maybe(seconds),
  minimumAgeSeconds: maybe(seconds),
  slope: maybe(fc.double({min: -5, max: 5, noNaN: true})),
  throughputRatio: maybe(fc.double({min: -4, max: 6, noNaN: true})),
  scope: fc.constantFrom('one-shard', 'some', 'all', 'unknown'),
  drainSeconds: maybe(seconds),
  lossAt: maybe(instant),
  lossBy: maybe(fc.constantFrom('retention', 'age-limit')),
  onsetAt: maybe(instant),
  floorSeconds: seconds,
  thresholdSeconds: seconds,
  because: fc.array(anyText, {maxLength: 3}),
  series,
})

const cause = fc.record({
  id: name,
  title: anyText,
  harm: anyText,
  confidence: fc.double({min: 0, max: 1, noNaN: true}),
  summary: anyText,
  because: fc.array(anyText, {maxLength: 8}),
  against: fc.array(anyText, {maxLength: 3}),
  settledBy: maybe(anyText),
  fixes: fc.array(fix, {maxLength: 2}),
  harmful: fc.boolean(),
  beforeChange: fc.boolean(),
  muted,
  baseline,
})

const finding = fc.record({
  check: name,
  title: anyText,
  status: fc.constantFrom('pass', 'fail', 'unknown', 'skipped', 'bug'),
  severity,
  summary: anyText,
  facts: fc.dictionary(name, fc.oneof(anyText, fc.integer(), fc.boolean(), fc.constant(null), fc.array(anyText, {maxLength: 2})), {
    maxKeys: 3,
  }),
  fix: maybe(fix),
  muted,
  baseline,
})

const plainValue = maybe(fc.oneof(anyText, fc.integer(), fc.boolean()))

const change = fc.record({
  what: fc.constantFrom('mapping', 'function', 'alias', 'concurrency', 'stream', 'shard'),
  at: instant,
  summary: anyText,
  operation: maybe(anyText),
  settings: fc.array(fc.record({name, before: plainValue, after: plainValue}), {maxLength: 2}),
  secondsBeforeOnset: maybe(fc.integer()),
})

const repair = fc.record({
  state: fc.constantFrom('unseen', 'recovering', 'recovered'),
  changedAt: instant,
  since: maybe(instant),
  newestMinute: instant,
  lookAgainAt: maybe(instant),
  because: fc.array(anyText, {maxLength: 3}),
})

const pipeline = fc.record({
  account: maybe(anyText),
  function: anyText,
  qualifier: maybe(anyText),
  table: maybe(anyText),
  streamArn: maybe(anyText),
  mapping: maybe(fc.uuid()),
  region: name,
  tags: fc.constant(null),
  verdict,
  baseline,
  lag: anyLag,
  changes: fc.array(change, {maxLength: 2}),
  repair: maybe(repair),
  causes: fc.array(cause, {maxLength: 3}),
  openCauses: fc.array(name, {maxLength: 3}),
  ruledOut: fc.array(fc.record({id: name, because: name}), {maxLength: 3}),
  openBecause: fc.array(name, {maxLength: 2}),
  findings: fc.array(finding, {maxLength: 6}),
})

/** Any report that the schema allows, within the limits of time and AWS. */
export const anyReport = fc.record({
  schemaVersion: fc.constant(1),
  tool: fc.record({name: fc.constant('ddbstream'), version: fc.constant('0.1.0')}),
  takenAt: instant,
  window: fc.record({start: instant, end: instant}),
  scope: fc.record({account: maybe(anyText), caller: maybe(anyText), regions: fc.array(name, {maxLength: 2})}),
  verdict,
  configuration: maybe(fc.record({file: anyText})),
  failOn: fc.constantFrom('info', 'low', 'medium', 'high', 'critical', 'never'),
  part: maybe(fc.integer({min: 1, max: 9}).chain(of => fc.record({shard: fc.integer({min: 1, max: of}), of: fc.constant(of)}))),
  partial: maybe(anyText),
  whole: fc.boolean(),
  samples: fc.integer({min: 1, max: 5}),
  findings: fc.array(finding, {maxLength: 2}),
  pipelines: fc.array(pipeline, {maxLength: 3}),
  missing: fc.array(
    fc.record({
      mapping: maybe(fc.uuid()),
      evidence: name,
      action,
      reason: fc.constantFrom('denied', 'failed', 'skipped'),
      detail: anyText,
    }),
    {maxLength: 4},
  ),
  usage: fc.record({requests: fc.dictionary(name, fc.nat(500), {maxKeys: 4}), usd: fc.double({min: 0, max: 50, noNaN: true})}),
}) as fc.Arbitrary<Report>
