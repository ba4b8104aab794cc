import {functionName, type Incident, tableName} from '../../../packages/lab/src/incidents/index.ts'
import {createWorld} from '../../../packages/lab/src/simulation/engine/create-world.ts'
import type {World} from '../../../packages/lab/src/simulation/engine/world.ts'
import type {Opened} from './opened.ts'

/** An operator's view of a pipeline, without ids, names and dates. */
export interface Sample {
  /** The values that are the same or not. */
  facts: Record<string, unknown>
  /** The values that differ by their amounts, step by step. */
  amounts: Record<string, readonly number[]>
}

/** Amounts that differ less than this share of the larger one look alike to a person. */
const noticed = 0.2

/** Summed over the steps: of two charts side by side, how much of the area is not in both. */
function apart(a: readonly number[] = [], b: readonly number[] = []): number {
  let more = 0
  let less = 0
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    more += Math.max(a[i] ?? 0, b[i] ?? 0)
    less += Math.min(a[i] ?? 0, b[i] ?? 0)
  }
  return more === 0 ? 0 : 1 - less / more
}

/** The names of the differences by which a person could distinguish two pipelines. */
export function differences(one: Sample, other: Sample): string[] {
  const facts = Object.keys(one.facts).filter(name => JSON.stringify(one.facts[name]) !== JSON.stringify(other.facts[name]))
  const amounts = Object.keys({...one.amounts, ...other.amounts}).filter(name => apart(one.amounts[name], other.amounts[name]) > noticed)
  return [...facts, ...amounts]
}

/** The two looks that have the fewest differences. */
export function mostAlike(looks: readonly Sample[]): {pair: [number, number]; differ: string[]} {
  const pairs = looks.flatMap((one, i) =>
    looks.slice(i + 1).map((other, n) => ({pair: [i, i + 1 + n] as [number, number], differ: differences(one, other)})),
  )
  return pairs.reduce((least, next) => (next.differ.length < least.differ.length ? next : least))
}

/** Settings of the mapping, how it names its function, and the shards of its stream. */
function factsOf(world: World): Sample['facts'] {
  const [mapping] = world.mappings.values()
  const {FunctionName = '', ...settings} = mapping?.settings ?? {}
  const stream = world.tables.get(tableName)?.streams.at(-1)
  const {memoryMb, timeoutSeconds, reservedConcurrency} = world.functions.get(functionName) ?? {}
  return {
    ...settings,
    target: FunctionName.split(':')[7]?.replace(/\d+/, 'version'),
    shards: stream?.shards.length,
    viewType: stream?.viewType,
    ...{memoryMb, timeoutSeconds, reservedConcurrency},
  }
}

const startMs = Date.UTC(2026, 10, 2, 9, 0)

/** An incident as it is built, by its parameters alone: nothing is simulated. */
export function lookOfParameters({build, truth}: Incident, seed: number): Sample {
  const {setup, onsetSecond, openSecond} = build(seed)
  const {tables, functions, ...rest} = setup(startMs)
  const writesAt = (second: number) => (tables[0]?.partitions ?? []).reduce((sum, {rateAt}) => sum + rateAt(second), 0)
  const writes = Array.from({length: openSecond / 60}, (_, minute) => writesAt(60 * minute + 15) + writesAt(60 * minute + 45))
  return {
    facts: factsOf(createWorld({tables, functions, ...rest}, startMs)),
    amounts: {
      writes,
      ...(truth(seed).cause !== null && {onset: [openSecond - onsetSecond]}),
      ...(Math.max(...writes) > 0 && {duration: [functions[0]?.behaviours.$LATEST?.baseMs ?? 0]}),
    },
  }
}

/** An incident as somebody finds it: its settings, and the last hour of its metrics. */
export function sampleOf({world, recent, minutely}: Opened): Sample {
  const course = (name: string, statistic: 'Sum' | 'Maximum' | 'Average') => recent(name, statistic, 60).map(point => point.value)
  return {
    facts: factsOf(world),
    amounts: {
      writes: minutely('ConsumedWriteCapacityUnits').slice(-60),
      invocations: course('Invocations', 'Sum'),
      age: course('IteratorAge', 'Maximum'),
      duration: course('Duration', 'Average'),
      errors: course('Errors', 'Sum'),
    },
  }
}
