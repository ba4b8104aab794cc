import {isLogging} from './logging.ts'
import type {Origins} from './origins/origins.ts'
import type {Expr, Func, Stmt} from './syntax.ts'
import {ownExpressions, returnsOf, statementsIn, within} from './walk.ts'

/** A function that gets the event, or a part of it. */
export interface BatchFunction {
  fn: Func
  /** It is the handler itself. */
  isHandler: boolean
  /** Whether the caller uses its result. */
  isUsed: boolean
}

const mostFunctions = 40

/** Finds the functions that a batch goes through, and the code that touches it. */
export class Batch {
  readonly #origins: Origins
  readonly #known = new Map<Expr, boolean>()
  readonly functions: BatchFunction[] = []

  constructor(handlers: readonly Func[], origins: Origins) {
    this.#origins = origins
    for (const fn of handlers) this.#add({fn: unwrapped(fn), isHandler: true, isUsed: false}, fn)
    for (let i = 0; i < this.functions.length && this.functions.length < mostFunctions; i++)
      this.#spread(this.functions[i] as BatchFunction)
  }

  readonly #roots = new Set<Func>()

  #add(one: BatchFunction, root = one.fn): void {
    this.#roots.add(root)
    const known = this.functions.find(({fn}) => fn === one.fn)
    if (known) known.isUsed ||= one.isUsed
    else this.functions.push(one)
  }

  /** Adds the functions that a function hands the batch, or a part of it, on to. */
  #spread({fn, isUsed}: BatchFunction): void {
    for (const statement of statementsIn(fn.body))
      for (const expr of ownExpressions(statement)) {
        const isKept = statement.kind === 'return' ? isUsed : !(statement.kind === 'do' && !statement.declares) || hasAssignment(expr)
        for (const call of within(expr)) {
          if (call.kind !== 'call' || isLogging(call)) continue
          if (!call.args.some(arg => this.touches(arg)) && !(call.callee.kind === 'member' && this.touches(call.callee.of))) continue
          for (const called of [call.callee, ...call.args].flatMap(one => this.#origins.functions(one)))
            this.#add({fn: called, isHandler: false, isUsed: isKept || hasChain(expr, call)})
        }
      }
  }

  /** Whether an expression touches the batch: its event, its records, or values made of them. */
  touches(expr: Expr): boolean {
    const known = this.#known.get(expr)
    if (known !== undefined) return known
    this.#known.set(expr, false)
    const found = [...within(expr)].some(part => this.#isOfBatch(part))
    this.#known.set(expr, found)
    return found
  }

  #isOfBatch(part: Expr): boolean {
    if (part.kind === 'member') return part.key === 'Records'
    if (part.kind === 'parameter')
      return (this.#roots.has(part.fn) && part.index === 0) || this.#origins.given(part).some(given => this.touches(given))
    return part.kind === 'name' && part.scope.valuesOf(part.name).some(value => value !== part && this.touches(value))
  }
}

const hasAssignment = (expr: Expr): boolean => [...within(expr)].some(({kind}) => kind === 'assignment')

/** Whether a method is called on the call's result, other than to wait for it: `.then(…)`, `.filter(…)`. */
const hasChain = (whole: Expr, call: Expr): boolean =>
  [...within(whole)].some(
    one =>
      one.kind === 'call' &&
      one.callee.kind === 'member' &&
      one.callee.key !== 'catch' &&
      [...within(one.callee.of)].includes(call) &&
      one !== call,
  )

/** Compilers put the body of an async function into a generator, which a function of theirs gets. */
function unwrapped(fn: Func): Func {
  const [value, ...more] = returnsOf(fn)
  const inner = value?.kind === 'call' ? value.args.at(-1) : undefined
  return inner?.kind === 'function' && inner.fn.isGenerator && more.length === 0 ? inner.fn : fn
}

/** Whether statements do something with the batch other than to log it. */
export const worksOn = (batch: Batch, body: readonly Stmt[]): boolean =>
  [...statementsIn(body)].some(statement =>
    ownExpressions(statement).some(expr => [...within(expr)].some(one => one.kind === 'call' && !isLogging(one) && batch.touches(one))),
  )
