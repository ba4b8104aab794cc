import {loggingOnly} from './logging.ts'
import type {Origin, Origins} from './origins/origins.ts'
import type {SourceModule} from './source-module.ts'
import type {Expr, Func, Stmt} from './syntax.ts'
import {expressionsIn, ownExpressions, statementsIn, within} from './walk.ts'

/** The meaning of an itemIdentifier; `value` is the path that it reads, without the record: `eventID`. */
export interface Identifier {
  kind: 'sequence-number' | 'other' | 'empty' | 'late' | 'not-followed'
  value: string
  at: number
}

/** The identifiers that a module answers. */
export function identifiersIn(module: SourceModule, origins: Origins): Identifier[] {
  const found = module.answering.flatMap(({fn, body}) =>
    [...expressionsIn(body)].flatMap(valuesOf).map(({at, value}) => ({at, ...identify(value, fn, origins)})),
  )
  // Code for several sources names the records of the others by their own keys.
  return found.some(({kind}) => kind === 'sequence-number') ? found.filter(({value}) => !otherSources.has(value)) : found
}

const innerKey = 'itemIdentifier'

/** The values of an expression's own key, with the place of the key. */
function valuesOf(expr: Expr): {at: number; value: Expr}[] {
  if (expr.kind === 'object')
    return expr.entries.flatMap(({key, from, value}) => (key?.toLowerCase() === innerKey.toLowerCase() ? [{at: from, value}] : []))
  // `x.itemIdentifier = …`
  return expr.kind === 'assignment'
    ? expr.targets.flatMap(target => (target.kind === 'member' && target.key === innerKey ? [{at: target.from, value: expr.value}] : []))
    : []
}

type Found = Omit<Identifier, 'at'>

function identify(value: Expr, fn: Func | null, origins: Origins): Found {
  const all = origins.of(value).map(kindOf)
  const hasRight = all.some(({kind}) => kind === 'sequence-number')
  const found = hasRight ? all.filter(one => !otherSources.has(one.value)) : all
  const wrong = found.find(({kind}) => kind === 'other')
  if (wrong) return wrong
  if (found.some(({kind}) => kind === 'not-followed')) return notFollowed
  const right = found.find(({kind}) => kind === 'sequence-number')
  if (right === undefined) return found[0] ?? notFollowed
  return found.some(({kind}) => kind === 'empty') && fn !== null && isLate(value, fn) ? {kind: 'late', value: '""'} : right
}

const notFollowed: Found = {kind: 'not-followed', value: ''}
const right: Found = {kind: 'sequence-number', value: 'dynamodb.SequenceNumber'}

/** Keys of records of other services. */
export const otherSources: ReadonlySet<string> = new Set([
  'messageId',
  'kinesis.sequenceNumber',
  'EventType.SQS',
  'EventType.KinesisDataStreams',
])

function kindOf(origin: Origin): Found {
  if (origin.kind === 'nothing') return {kind: 'empty', value: 'null'}
  if (origin.kind === 'text')
    return origin.value === '' ? {kind: 'empty', value: '""'} : {kind: 'other', value: JSON.stringify(origin.value.slice(0, 40))}
  if (origin.kind === 'first') return firstOf(origin.of.map(one => one.map(kindOf)))
  if (origin.kind !== 'path') return notFollowed
  return ofKeys(origin.keys)
}

/** The first that a record of DynamoDB has: `record.messageId ?? record.dynamodb.SequenceNumber` is right. */
function firstOf(alternatives: readonly Found[][]): Found {
  for (const found of alternatives) {
    const present = found.filter(({kind, value}) => kind !== 'empty' && !isAbsent(value))
    const [one] = present
    if (one) return present.find(({kind}) => kind === 'other') ?? present.find(({kind}) => kind === 'not-followed') ?? one
  }
  return alternatives.flat()[0] ?? notFollowed
}

/** A field that no record of a DynamoDB stream has. */
const isAbsent = (value: string): boolean => otherSources.has(value) || value === 'dynamodb.sequenceNumber'

/** Keys that are no sequence number whatever object they are read from. */
const knownWrong = new Set(['eventID', 'messageId'])

function ofKeys(keys: readonly string[]): Found {
  const start = keys.findIndex((key, i) => key === '[]' || (/^\d+$/.test(key) && keys[i - 1] === 'Records'))
  const isRecord = start > 0 && keys[start - 1] === 'Records'
  const rest = isRecord ? keys.slice(start + 1) : keys.slice(keys.lastIndexOf('[]') + 1)
  const last = rest.at(-1)
  if (last === undefined) return notFollowed
  if (last === 'SequenceNumber') return right
  const place = rest.findIndex(key => key === 'dynamodb' || key === 'kinesis')
  const value = rest.slice(Math.max(0, place)).join('.')
  if (place >= 0 && place < rest.length - 1) return {kind: 'other', value}
  if (knownWrong.has(last)) return {kind: 'other', value: last}
  return isRecord ? {kind: 'other', value: rest.join('.')} : notFollowed
}

/**
 * Whether the name is given the number of a record after the work on it, in the try whose catch answers it: then the first record that
 * fails has none yet.
 */
function isLate(value: Expr, fn: Func): boolean {
  if (value.kind !== 'name') return false
  const {name} = value
  for (const statement of statementsIn(fn.body)) {
    if (statement.kind !== 'try' || !statement.catches.some(({from, to}) => value.from >= from && value.from < to)) continue
    const order = orderIn(statement.body, name)
    if (order !== null) return order === 'late'
  }
  return false
}

/** Whether a name gets its value after other calls, in the innermost loop in which it gets one. */
function orderIn(body: readonly Stmt[], name: string): 'late' | 'early' | null {
  for (const statement of statementsIn(body))
    if (statement.kind === 'loop' && assigns(statement.body, name)) return orderOf(statement.body, name)
  return assigns(body, name) ? orderOf(body, name) : null
}

const assigns = (body: readonly Stmt[], name: string): boolean => [...expressionsIn(body)].some(expr => isAssigned(expr, name))

const isAssigned = (expr: Expr, name: string): boolean =>
  expr.kind === 'assignment' && expr.value.kind !== 'text' && expr.targets.some(target => target.kind === 'name' && target.name === name)

function orderOf(body: readonly Stmt[], name: string): 'late' | 'early' {
  for (const statement of statementsIn(body))
    for (const expr of ownExpressions(statement)) {
      if ([...within(expr)].some(one => isAssigned(one, name))) return 'early'
      if (!loggingOnly([expr])) return 'late'
    }
  return 'early'
}
