import type {Delivery, Message, Stage} from './stage.ts'

/** A batch as the handler got it; the attempts in a row are one. */
export type Batch = Omit<Delivery, 'atMs'>

/** The outcome of a script on one stage. */
export interface Played {
  batches: Batch[]
  /** How often each record was processed, by its place in the stream. */
  processed: number[]
  messages: Record<string, unknown>[]
}

export async function played(stage: Stage): Promise<Played> {
  const written = await stage.written()
  const deliveries = await stage.deliveries()
  const processed = written.map(
    (_, place) => deliveries.filter(({ended, records}) => ended === 'returned' && records.includes(place)).length,
  )
  const messages = (await stage.messages()).map(message => fieldsOf(message, written, stage))
  return {batches: deliveries.reduce<Batch[]>(withoutAttempts, []), processed, messages}
}

function withoutAttempts(batches: Batch[], {atMs: _, ...batch}: Delivery): Batch[] {
  return JSON.stringify(batches.at(-1)) === JSON.stringify(batch) ? batches : [...batches, batch]
}

/** The fields of a message by their path. A count of attempts is 1 or several, because AWS documents no pause between them. Names and times are given by their form, because each stage has its own; sequence numbers by their place. */
function fieldsOf(message: Message, written: readonly string[], {names}: Stage): Record<string, unknown> {
  const form = (value: unknown): unknown => {
    if (typeof value !== 'string') return value
    if (written.includes(value)) return `record ${written.indexOf(value)}`
    return value
      .replaceAll(names.functionName, 'FUNCTION')
      .replaceAll(names.tableName, 'TABLE')
      .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/g, 'TIME')
      .replaceAll(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, 'UUID')
      .replace(/^shardId-\d{20}-[\da-f]{8}$/, 'SHARD')
      .replace(/(?<=TIME)\.\d{3}(?=Z?$)/, '.MS')
      .replace(/:\d{12}:/, ':ACCOUNT:')
  }
  const flat = (path: string, value: unknown): [string, unknown][] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([name, inner]) => flat(path === '' ? name : `${path}.${name}`, inner))
      : [[path, path.endsWith('approximateInvokeCount') && value !== 1 ? 'several' : form(value)]]
  return Object.fromEntries(flat('', message))
}
