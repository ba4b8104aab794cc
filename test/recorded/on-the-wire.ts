import {now} from './clock.ts'
import {names, withNames} from './names.ts'

/** A value for each kind that AWS chooses. */
const examples: Readonly<Record<string, unknown>> = {
  uuid: '6f1d2c3b-0000-4000-8000-000000000001',
  hash: 'aGFzaA==',
  hex: 'ab12',
  time: '2026-11-02T12:00:00.000+0000',
  url: 'https://example.com/code',
  digits: '1',
  shard: 'shardId-00000001763899200000-aaaaaaaa',
  text: 'text',
  number: 1,
  instant: now / 1000,
  flag: true,
  structure: {},
}

const known = {...names, streamArn: `${names.tableArn}/stream/2026-11-01T00:00:00.000`, mapping: String(examples.uuid)}

/** A recorded answer as AWS would write it in JSON, with a value in each place that the recording leaves open. */
export const onTheWire = (recorded: object): object => valued(withNames(recorded, known)) as object

function valued(value: unknown): unknown {
  if (typeof value === 'string') return textOrValue(value)
  if (Array.isArray(value)) return value.map(valued)
  if (typeof value !== 'object' || value === null) return value
  if ('among' in value) return valued(value.among)
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [textOrValue(name), valued(item)]))
}

function textOrValue(pattern: string): unknown {
  const [, only = ''] = /^<([a-z]+)(?::[\w-]+)?>$/.exec(pattern) ?? []
  if (only in examples) return examples[only]
  return pattern.replace(/<([a-z]+)(?::[\w-]+)?>/g, (_, kind: string) => String(examples[kind]))
}
