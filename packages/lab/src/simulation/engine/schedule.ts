/** Something with one next moment. `at` is when `run` is called; Infinity means not until someone wakes it. */
export interface Actor {
  at: number
  /** Breaks ties, so that a run can be repeated exactly. */
  readonly order: number
  /** Place in the heap, kept by the schedule. */
  place: number
  /** Called at `at`; must leave the next moment in `at`. */
  run(nowMs: number): void
}

/** A binary heap of actors, soonest first. */
export interface Schedule {
  add(actor: Actor): void
  remove(actor: Actor): void
  /** To be called after `at` was changed from outside of `run`. */
  moved(actor: Actor): void
  /** Calls `run` of all actors that are due up to this instant, in order; `tell` hears each instant first. */
  runUntil(atMs: number, tell: (nowMs: number) => void): void
  /** A fresh tie breaker. */
  nextOrder(): number
}

const before = (a: Actor, b: Actor): boolean => a.at < b.at || (a.at === b.at && a.order < b.order)

export function createSchedule(): Schedule {
  const heap: Actor[] = []
  let orders = 0
  const put = (actor: Actor, place: number) => {
    heap[place] = actor
    actor.place = place
  }
  const down = (actor: Actor, from: number) => {
    let place = from
    for (;;) {
      const left = 2 * place + 1
      const first = heap[left]
      if (first === undefined) break
      const second = heap[left + 1]
      const child = second !== undefined && before(second, first) ? second : first
      if (!before(child, actor)) break
      const hole = child.place
      put(child, place)
      place = hole
    }
    put(actor, place)
  }
  const up = (actor: Actor, from: number) => {
    let place = from
    while (place > 0) {
      const parent = heap[(place - 1) >> 1] as Actor
      if (!before(actor, parent)) break
      const hole = parent.place
      put(parent, place)
      place = hole
    }
    put(actor, place)
  }
  const moved = (actor: Actor) => {
    up(actor, actor.place)
    down(actor, actor.place)
  }
  return {
    nextOrder: () => orders++,
    moved,
    add(actor) {
      heap.push(actor)
      up(actor, heap.length - 1)
    },
    remove(actor) {
      const last = heap.pop()
      if (last === undefined || last === actor) return
      put(last, actor.place)
      moved(last)
    },
    runUntil(atMs, tell) {
      for (let top = heap[0]; top !== undefined && top.at <= atMs; top = heap[0]) {
        const due = top.at
        tell(due)
        top.run(due)
        // `run` may have added, woken or removed others, itself included.
        if (heap[top.place] === top) moved(top)
      }
    },
  }
}
