import {expression, type Row, Scanner, type Value} from './insights-language.ts'
import {AwsFailure} from './wire.ts'
import type {LogEvent} from './world.ts'

/** The input and the answer of a query. */
export interface QueryAnswer {
  results: {field: string; value: string}[][]
  statistics: {recordsMatched: number; recordsScanned: number; bytesScanned: number}
}

interface Table {
  rows: Row[]
  columns: string[]
}

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'

/** Instants as Logs Insights prints them. */
const printed = (ms: number): string => new Date(ms).toISOString().replace('T', ' ').replace('Z', '')

/** Fields of a JSON line by their paths. */
function flattened(value: object, prefix: string, row: Row): void {
  for (const [name, one] of Object.entries(value)) {
    const path = prefix === '' ? name : `${prefix}.${name}`
    if (typeof one === 'object' && one !== null) flattened(one, path, row)
    else if (one !== null) row[path] = one
  }
}

const requestId = new RegExp(`RequestId: (${uuid})|\\t(${uuid})\\t`)
const lineType = /^(START|END|REPORT|INIT_START|INIT_REPORT|RESTORE_REPORT) /
/** Fields of a report: pattern and factor. */
const measures: [field: string, pattern: RegExp, factor: number][] = [
  ['@duration', /\tDuration: ([\d.]+) ms/, 1],
  ['@billedDuration', /Billed Duration: ([\d.]+) ms/, 1],
  ['@initDuration', /Init Duration: ([\d.]+) ms/, 1],
  ['@memorySize', /Memory Size: (\d+) MB/, 1_000_000],
  ['@maxMemoryUsed', /Max Memory Used: (\d+) MB/, 1_000_000],
]

const known = new WeakMap<LogEvent, Row>()

/** The fields of an event, parsed once for all queries; no command changes a row in place. */
function rowOf(event: LogEvent, log: string): Row {
  const row = known.get(event) ?? discovered(event, log)
  known.set(event, row)
  return row
}

/** The fields that Logs Insights finds in a line of Lambda by itself (CloudWatch Logs User Guide, "CWL_AnalyzeLogData-discoverable-fields"). */
function discovered({timestamp, message, logStream}: LogEvent, log: string): Row {
  const row: Row = {'@timestamp': timestamp, '@message': message, '@logStream': logStream, '@log': log}
  const id = requestId.exec(message)
  if (id !== null) row['@requestId'] = id[1] ?? id[2]
  const type = lineType.exec(message)?.[1]
  if (type !== undefined) row['@type'] = type
  for (const [field, pattern, factor] of type === 'REPORT' ? measures : []) {
    const value = pattern.exec(message)?.[1]
    if (value !== undefined) row[field] = Number(value) * factor
  }
  if (message.startsWith('{')) {
    try {
      flattened(JSON.parse(message), '', row)
    } catch {
      // A line that is cut off is no JSON.
    }
  }
  return row
}

const numeric = (value: Value): number | undefined =>
  value === undefined || value === '' || Number.isNaN(Number(value)) ? undefined : Number(value)

/** Numbers by their size, text by its letters, nothing first. */
function order(a: Value, b: Value): number {
  const [x, y] = [numeric(a), numeric(b)]
  if (x !== undefined && y !== undefined) return x - y
  return String(a ?? '') < String(b ?? '') ? -1 : String(a ?? '') > String(b ?? '') ? 1 : 0
}

type Aggregate = (rows: readonly Row[]) => Value

function aggregate(scanner: Scanner): Aggregate {
  const name = scanner.word().toLowerCase()
  scanner.take('(')
  if (name === 'count' && scanner.takeIf('*')) {
    scanner.take(')')
    return rows => rows.length
  }
  const of = expression(scanner)
  const share = scanner.takeIf(',') ? Number(scanner.number()) / 100 : 0
  scanner.take(')')
  const values = (rows: readonly Row[]) => rows.map(of).filter(value => value !== undefined && value !== '')
  const numbers = (rows: readonly Row[]) =>
    values(rows)
      .map(numeric)
      .filter(value => value !== undefined)
  const sum = (list: readonly number[]) => list.reduce((total, one) => total + one, 0)
  const some =
    (f: (list: number[]) => number): Aggregate =>
    rows => {
      const list = numbers(rows).sort((a, b) => a - b)
      return list.length === 0 ? undefined : f(list)
    }
  const at = (list: readonly number[], part: number) => list[Math.max(0, Math.ceil(part * list.length) - 1)] ?? Number.NaN
  const extreme =
    (sign: 1 | -1): Aggregate =>
    rows => {
      const [first, ...rest] = rows
      if (first === undefined) return undefined
      return of(rest.reduce((best, row) => (sign * (Number(row['@timestamp']) - Number(best['@timestamp'])) > 0 ? row : best), first))
    }
  const known: Record<string, Aggregate> = {
    count: rows => values(rows).length,
    count_distinct: rows => new Set(values(rows)).size,
    sum: some(sum),
    avg: some(list => sum(list) / list.length),
    min: some(list => list[0] ?? Number.NaN),
    max: some(list => list.at(-1) ?? Number.NaN),
    pct: some(list => at(list, share)),
    median: some(list => at(list, 0.5)),
    earliest: extreme(-1),
    latest: extreme(1),
    sortsfirst: rows => [...values(rows)].sort(order)[0],
    sortslast: rows => [...values(rows)].sort(order).at(-1),
  }
  return known[name] ?? scanner.fail(`unknown aggregation ${name}`)
}

/** Aggregates that are calculated with from left to right, as in `max(a) / 1000`. */
function calculation(scanner: Scanner): Aggregate {
  const operand = (): Aggregate => {
    const constant = scanner.numberIf()
    return constant === undefined ? aggregate(scanner) : () => constant
  }
  let left = operand()
  for (let sign = scanner.takeOneOf(['+', '-', '*', '/']); sign !== undefined; sign = scanner.takeOneOf(['+', '-', '*', '/'])) {
    const [a, b, by] = [left, operand(), sign]
    left = rows => {
      const [x, y] = [a(rows), b(rows)]
      if (x === undefined || y === undefined) return undefined
      const [m, n] = [Number(x), Number(y)]
      return by === '+' ? m + n : by === '-' ? m - n : by === '*' ? m * n : m / n
    }
  }
  return left
}

/** `something as name`, separated by commas; the name is its own words unless given. */
function namedList<T>(scanner: Scanner, read: (scanner: Scanner) => T): [string, T][] {
  const list: [string, T][] = []
  do {
    const from = scanner.position
    const one = read(scanner)
    const words = scanner.textFrom(from)
    list.push([scanner.takeWordIf('as') ? scanner.word() : words, one])
  } while (scanner.takeIf(','))
  return list
}

function stats({rows}: Table, scanner: Scanner): Table {
  const aggregates = namedList(scanner, calculation)
  const keys = scanner.takeWordIf('by') ? namedList(scanner, expression) : []
  const groups = new Map<string, {key: Row; rows: Row[]}>()
  for (const row of rows) {
    const key: Row = Object.fromEntries(keys.map(([name, of]) => [name, of(row)]))
    const id = JSON.stringify(key)
    const group = groups.get(id) ?? {key, rows: []}
    group.rows.push(row)
    groups.set(id, group)
  }
  if (keys.length === 0 && groups.size === 0) groups.set('', {key: {}, rows: []})
  return {
    rows: [...groups.values()].map(({key, rows: own}) => ({
      ...key,
      ...Object.fromEntries(aggregates.map(([name, of]) => [name, of(own)])),
    })),
    columns: [...keys.map(([name]) => name), ...aggregates.map(([name]) => name)],
  }
}

/** `parse field /pattern with named groups/`, or `parse field "words * words" as name, name`. */
function parse({rows, columns}: Table, scanner: Scanner): Table {
  const field = scanner.field()
  const pattern = scanner.regexIf() ?? globbed(scanner)
  const names = [...pattern.source.matchAll(/\(\?<(\w+)>/g)].map(([, name]) => name ?? '')
  const read = (row: Row): Row => {
    const groups = pattern.exec(String(row[field] ?? ''))?.groups
    if (groups === undefined) return row
    const made = {...row}
    for (const [name, value] of Object.entries(groups)) if (value !== undefined) made[name] = value
    return made
  }
  return {rows: rows.map(read), columns: [...columns, ...names]}
}

function globbed(scanner: Scanner): RegExp {
  const parts = scanner.string().split('*')
  const names = scanner.takeWordIf('as') ? namedList(scanner, one => one.word()).map(([name]) => name) : []
  const plain = parts.map(part => part.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'))
  return new RegExp(
    plain.reduce((all, part, i) => `${all}(?<${names[i - 1]}>${i === plain.length - 1 && part === '' ? '.*' : '.*?'})${part}`),
    's',
  )
}

function sort({rows, columns}: Table, scanner: Scanner): Table {
  const keys: {of: (row: Row) => Value; sign: number}[] = []
  do {
    const of = expression(scanner)
    const sign = scanner.takeWordIf('desc') ? -1 : 1
    if (sign === 1) scanner.takeWordIf('asc')
    keys.push({of, sign})
  } while (scanner.takeIf(','))
  const compare = (a: Row, b: Row) => keys.reduce((so, {of, sign}) => (so === 0 ? sign * order(of(a), of(b)) : so), 0)
  return {rows: [...rows].sort(compare), columns}
}

const commands: Readonly<Record<string, (table: Table, scanner: Scanner) => Table>> = {
  filter: ({rows, columns}, scanner) => {
    const holds = expression(scanner)
    return {rows: rows.filter(row => Boolean(holds(row))), columns}
  },
  fields: ({rows}, scanner) => {
    const list = namedList(scanner, expression)
    return {
      rows: rows.map(row => ({...row, ...Object.fromEntries(list.map(([name, of]) => [name, of(row)]))})),
      columns: list.map(([name]) => name),
    }
  },
  display: ({rows}, scanner) => ({rows, columns: namedList(scanner, one => one.field()).map(([name]) => name)}),
  dedup: ({rows, columns}, scanner) => {
    const keys = namedList(scanner, expression)
    const seen = new Set<string>()
    const isNew = (row: Row) => {
      const key = JSON.stringify(keys.map(([, of]) => of(row) ?? null))
      return !seen.has(key) && seen.add(key) !== undefined
    }
    return {rows: rows.filter(isNew), columns}
  },
  limit: ({rows, columns}, scanner) => ({rows: rows.slice(0, scanner.number()), columns}),
  stats,
  parse,
  sort,
}

/** Runs a query of Logs Insights over a group's events. It refuses syntax that it does not know, as AWS refuses a text that is no query. */
export function insights(query: string, events: readonly LogEvent[], {log, limit}: {log: string; limit: number}): QueryAnswer {
  const scanner = new Scanner(query)
  let table: Table = {rows: events.map(event => rowOf(event, log)), columns: ['@timestamp', '@message']}
  do {
    const name = scanner.word().toLowerCase()
    const command = commands[name]
    if (command === undefined) throw new AwsFailure('MalformedQueryException', `unexpected symbol found ${name}`)
    table = command(table, scanner)
  } while (scanner.takeIf('|'))
  if (!scanner.isAtEnd()) scanner.fail('unexpected symbol')
  const isInstant = (column: string, value: Value) => column === '@timestamp' || (typeof value === 'number' && value > 1e12)
  const cell = (row: Row) => (field: string) => {
    const value = row[field]
    return value === undefined ? [] : [{field, value: isInstant(field, value) ? printed(Number(value)) : String(value)}]
  }
  return {
    results: table.rows.slice(0, limit).map(row => table.columns.flatMap(cell(row))),
    statistics: {
      recordsMatched: table.rows.length,
      recordsScanned: events.length,
      bytesScanned: events.reduce((sum, {message}) => sum + message.length + 26, 0),
    },
  }
}
