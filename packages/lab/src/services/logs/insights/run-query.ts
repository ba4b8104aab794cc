import {dedup, limit, newestFirst, sort} from './barriers.ts'
import {compile, type Scope} from './evaluate.ts'
import {make, type Row} from './rows.ts'
import {type Barrier, stats} from './stats.ts'
import type {Command, Item} from './syntax.ts'
import {isTrue, textOf} from './values.ts'

/** The outcome of a query: its rows, not yet printed, and how many events its conditions left. */
export interface Outcome {
  rows: Row[]
  columns: string[]
  /** Events that passed the filters before the first command that sorts, counts or cuts. */
  matched: number
}

/** Changes a row or refuses it. */
type Pass = (row: Row) => boolean

interface Stage {
  passes: Pass[]
  barrier: Barrier
}

/**
 * Runs a checked query over events.
 * @param left hears of each event that the filters before the first command that sorts, counts or cuts leave.
 */
export function runQuery(
  text: string,
  commands: readonly Command[],
  events: Iterable<Row>,
  nowMs: number,
  left: (row: Row) => void = () => undefined,
): Outcome {
  const {stages, columns} = plan(text, commands, nowMs)
  let matched: number | null = null
  let rows: Iterable<Row> = events
  for (const {passes, barrier} of stages) {
    let passed = 0
    for (const row of rows) {
      if (!passesAll(passes, row)) continue
      passed += 1
      if (matched === null) left(row)
      barrier.add(row)
    }
    matched ??= passed
    rows = barrier.end()
  }
  return {rows: [...rows], columns, matched: matched ?? 0}
}

function passesAll(passes: readonly Pass[], row: Row): boolean {
  for (const pass of passes) if (!pass(row)) return false
  return true
}

function plan(text: string, commands: readonly Command[], nowMs: number): {stages: Stage[]; columns: string[]} {
  const scope: Scope = {text, nowMs, columns: null}
  const shown = shownColumns()
  const stages: Stage[] = []
  let passes: Pass[] = []
  const close = (barrier: Barrier) => {
    stages.push({passes, barrier})
    passes = []
  }
  let ordered = false
  for (const command of commands) {
    shown.note(command)
    if (command.kind === 'stats') {
      close(stats(command, scope))
      scope.columns = new Set(shown.columns())
      ordered = true
    } else if (command.kind === 'sort') {
      close(sort(command, {...scope}))
      ordered = true
    } else if (command.kind === 'limit' || command.kind === 'dedup') {
      if (!ordered) close(newestFirst())
      ordered = true
      close(command.kind === 'limit' ? limit(command) : dedup(command, {...scope}))
    } else passes.push(...passesOf(command, {...scope}))
  }
  close(ordered ? everything() : newestFirst())
  return {stages, columns: shown.columns()}
}

function everything(): Barrier {
  const rows: Row[] = []
  return {add: row => rows.push(row), end: () => rows}
}

function passesOf(command: Extract<Command, {kind: 'fields' | 'display' | 'filter' | 'parse'}>, scope: Scope): Pass[] {
  if (command.kind === 'filter') {
    const condition = compile(command.condition, scope)
    return [row => isTrue(condition(row))]
  }
  if (command.kind === 'parse') return [parse(command, scope)]
  return command.items.filter(isComputed).map(({expression, name}) => {
    const value = compile(expression, scope)
    return row => {
      make(row, name, value(row))
      return true
    }
  })
}

const isComputed = ({expression, name}: Item): boolean => expression.kind !== 'field' || expression.name !== name

/** Adds the captured texts as fields; an event that does not match keeps its fields. */
function parse({source, pattern, names}: Extract<Command, {kind: 'parse'}>, scope: Scope): Pass {
  const text = compile(source, scope)
  return row => {
    const found = pattern.exec(textOf(text(row)) ?? '')
    if (found === null) return true
    for (const [i, name] of names.entries()) {
      const captured = found.groups === undefined ? found[i + 1] : found.groups[name]
      if (captured !== undefined) make(row, name, captured)
    }
    return true
  }
}

/**
 * The columns of the answer: the fields of all `fields` commands and of `parse`, @timestamp and @message when none were
 * named; after stats, its columns; the list of `display`, when there is one.
 */
function shownColumns() {
  let named = new Set<string>()
  let parsed = new Set<string>()
  let displayed: string[] | null = null
  return {
    note: (command: Command): void => {
      if (command.kind === 'parse') for (const name of command.names) parsed.add(name)
      if (command.kind === 'fields') for (const {name} of command.items) named.add(name)
      if (command.kind === 'display') displayed = command.items.map(({name}) => name)
      if (command.kind === 'stats') {
        named = new Set([...command.by, ...command.items].map(({name}) => name))
        parsed = new Set()
        displayed = null
      }
    },
    columns: (): string[] => displayed ?? [...new Set([...(named.size > 0 ? named : ['@timestamp', '@message']), ...parsed])],
  }
}
