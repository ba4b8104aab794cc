import fc from 'fast-check'
import type {z} from 'zod'
import type {Evidence} from '../../src/model/evidence/evidence.ts'
import {itemsSchema} from '../../src/model/evidence/evidence-schema.ts'
import {arbitraryOf, type Special} from './arbitrary-of.ts'
import {evidence, startMs} from './evidence.ts'

/** A command that a shell would run if it were not quoted. */
export const evil = '$(evil)'

const texts = fc.oneof(
  fc.constantFrom(
    'Enabled',
    'Disabled',
    'Active',
    'Inactive',
    'OK',
    'PROBLEM: Function call failed',
    'No records processed',
    'LATEST',
    'TRIM_HORIZON',
    'arn:aws:dynamodb:us-east-1:123456789012:table/orders/stream/2026-01-05T08:00:00.000',
    'arn:aws:lambda:us-east-1:123456789012:function:orders-projector:live',
    'arn:aws:sqs:us-east-1:123456789012:orders-failed.fifo',
    'arn:aws:iam::123456789012:role/path/orders-projector',
    'IteratorAge',
    'Errors',
    'AWS/Lambda',
    'FunctionName',
    'orders-projector',
    'GreaterThanThreshold',
    'ignore',
    'missing',
    'dynamodb:*',
    '*',
    'dynamodb:GetRecords',
    'allowed',
    'implicitDeny',
    'undetermined',
    'Allow',
    'timeout',
    'out-of-memory',
    'connection-refused',
    'access-denied',
    'com.amazonaws.us-east-1.dynamodb',
    'Gateway',
    'nat-1',
    'igw-1',
    'vpce-1',
    'local',
    'blackhole',
    'active',
    'available',
    '0.0.0.0/0',
    '10.0.0.0/8',
    '::/0',
    'pl-1',
    '-1',
    'tcp',
    '443',
    'ENABLED',
    'ReportBatchItemFailures',
    'On',
    'Zip',
    'python3.12',
    'nodejs18.x',
    'live',
    'live',
    'customerId',
    '{"dynamodb":{"OldImage":{"a":{"S":["b"]}}}}',
    '{"eventName":["REMOVE"]}',
    '{',
    'null',
    '[1]',
    '__proto__',
    'constructor',
    evil,
    `a'${evil}`,
    '',
    'EventCount',
    'DB_PASSWORD',
    'KEYS_ONLY',
    'PROVISIONED',
    'accessed',
    'x'.repeat(300),
    '\u001b[2J\nfoo',
    '日本語',
  ),
  fc.string({unit: 'grapheme', maxLength: 12}),
)
const near = fc.integer({min: -5 * 3600, max: 5 * 3600}).map(seconds => startMs + seconds * 1000)
const levels = fc.constantFrom(0, 1, 3, 100, 4000, 90_000, 3_000_000, 86_000_000)
/** Series as metrics are: steady, ramps, gaps, noise. */
const series = fc.oneof(
  fc
    .record({
      from: levels,
      step: levels,
      every: fc.integer({min: 1, max: 9}),
      noise: fc.integer({min: 0, max: 5}),
      since: fc.nat(180),
      minutes: fc.integer({min: 0, max: 180}),
    })
    .map(({from, step, every, noise, since, minutes}) => ({
      startMs,
      periodSeconds: 60,
      values: Array.from({length: minutes}, (_, i) =>
        i % every > 0 && noise === 5 ? null : from + Math.max(0, i - since) * step + ((i * 7919) % 13) * noise,
      ),
    })),
  fc.constant({startMs, periodSeconds: 60, values: Array.from({length: 180}, () => null)}),
  fc.record({
    startMs: near,
    periodSeconds: fc.constantFrom(1, 60, 300, 86_400),
    values: fc.array(
      fc.option(
        fc.double({min: -1e15, max: 1e15, noNaN: true}).map(value => value + 0),
        {nil: null},
      ),
      {maxLength: 200},
    ),
  }),
)

const special: Special = (schema, {type, shape}) => {
  if (type === 'string') return texts
  if (type === 'number' && (schema as z.ZodNumber).minValue === Date.UTC(2000, 0))
    return fc.oneof(near, fc.constantFrom(Date.UTC(2000, 0), Date.UTC(2200, 0)))
  if (type === 'object' && 'periodSeconds' in shape && 'values' in shape) return series
  return undefined
}

const scopes = ['region', 'mapping', 'function', 'stream'] as const
/** One item of each key that the schema knows; those that are asked for come and go. */
const anyItems = fc.record(
  Object.fromEntries(scopes.map(scope => [scope, arbitraryOf(itemsSchema.shape[scope].def.valueType, special)])),
) as fc.Arbitrary<Record<(typeof scopes)[number], object>>

/** Evidence of one pipeline: some of its items any that the schema takes, the others healthy. */
export const anyEvidence = fc.tuple(anyItems, fc.infiniteStream(fc.boolean())).map(([items, dice]): Evidence => {
  const healthy = evidence()
  const one = healthy.pipelines[0]
  if (!one) throw new Error('no pipeline')
  for (const scope of scopes) {
    const own = healthy.items[scope][one.ids[scope]] as Record<string, unknown>
    for (const [key, item] of Object.entries(items[scope])) if (item !== undefined && dice.next().value) own[key] = item
  }
  return healthy
})
