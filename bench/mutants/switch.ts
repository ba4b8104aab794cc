type Ids = Readonly<Record<string, number>>

const operations: Record<string, (a: never, b: never) => unknown> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '===': (a, b) => a === b,
  '!==': (a, b) => a !== b,
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
}

const compute = (operator: string, left: unknown, right: unknown): unknown => operations[operator]?.(left as never, right as never)

/** A value of a module: how it is read, set and made again. */
interface Constant {
  held: () => unknown
  set: (value: unknown) => void
  make: () => unknown
}

/** The findings of a run without any change: the mutants that would have made a difference, and the files with a function that ran. */
export interface Met {
  mutants: ReadonlySet<number>
  files: ReadonlySet<string>
}

/** A changed program that does not come to an end. */
export class EndlessError extends Error {}

/**
 * Decides at run time which mutant is active. While none is, it notes those whose result would differ from the program's own:
 * no other can be noticed by the test that runs.
 */
export class Switch {
  #active = 0
  #mutants = new Set<number>()
  #files = new Set<string>()
  #calls = 0
  #mostCalls = Number.POSITIVE_INFINITY
  readonly #constants: Constant[] = []

  hit(id: number): boolean {
    if (this.#active === 0) this.#mutants.add(id)
    return this.#active === id && this.#counted()
  }

  compute(operator: string, left: unknown, right: unknown, ids: Ids): unknown {
    const result = compute(operator, left, right)
    for (const other in ids) {
      const id = ids[other]
      if (this.#active === id && this.#counted()) return compute(other, left, right)
      if (this.#active === 0 && !Object.is(compute(other, left, right), result)) this.#mutants.add(id as number)
    }
    return result
  }

  when(value: unknown, ids: Ids): boolean {
    const result = Boolean(value)
    const id = ids[String(!result)]
    if (id === undefined) return result
    if (this.#active === 0) this.#mutants.add(id)
    return this.#active === id && this.#counted() ? !result : result
  }

  touch(file: string): void {
    if (this.#active === 0) this.#files.add(file)
    this.#counted()
  }

  remade(held: Constant['held'], set: Constant['set'], make: Constant['make']): void {
    this.#constants.push({held, set, make})
  }

  /** Runs with nothing changed, and returns the findings. */
  async observe(run: () => unknown): Promise<Met> {
    this.#mutants = new Set()
    this.#files = new Set()
    this.#calls = 0
    this.#mostCalls = Number.POSITIVE_INFINITY
    await run()
    return {mutants: this.#mutants, files: this.#files}
  }

  /** Runs with one mutant, and says whether the run fails. One that takes far longer than the run before does not end. */
  async fails(id: number, isStatic: boolean, usualCalls: number, run: () => unknown): Promise<boolean> {
    this.#active = id
    this.#calls = 0
    this.#mostCalls = 20 * usualCalls + 2000
    try {
      if (isStatic) this.#remake()
      await run()
      return false
    } catch {
      return true
    } finally {
      this.#active = -1
      this.#mostCalls = Number.POSITIVE_INFINITY
      if (isStatic) this.#remake()
      this.#active = 0
    }
  }

  get calls(): number {
    return this.#calls
  }

  #counted(): true {
    if (++this.#calls > this.#mostCalls) throw new EndlessError('does not end')
    return true
  }

  #remake(): void {
    for (const {held, set, make} of this.#constants) renew(held(), make(), set)
  }
}

/** Code that holds the old object must see the new values. */
function renew(old: unknown, fresh: unknown, set: (value: unknown) => void): void {
  if (Array.isArray(old) && Array.isArray(fresh)) old.splice(0, old.length, ...fresh)
  else if (old instanceof Map && fresh instanceof Map)
    refill(old, () => {
      for (const [key, value] of fresh) old.set(key, value)
    })
  else if (old instanceof Set && fresh instanceof Set)
    refill(old, () => {
      for (const value of fresh) old.add(value)
    })
  else if (isPlain(old) && isPlain(fresh) && !Object.isFrozen(old)) Object.assign(old, fresh)
  else if (typeof fresh !== 'object' || fresh === null || fresh instanceof RegExp) set(fresh)
}

function refill(old: {clear: () => void}, fill: () => void): void {
  old.clear()
  fill()
}

const isPlain = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
