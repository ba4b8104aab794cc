/**
 * deny, expired, throttle, error: AWS's own answers. drop: the connection breaks before the call takes effect;
 * lost-response: it breaks after. stuck: a mapping update takes effect, but the mapping never leaves its transition.
 * jump: the clock jumps before the call takes effect, as on a machine that slept; late: it jumps after, before the answer.
 * skew: the `Date` header of the answer is wrong.
 */
export const faultKinds = ['deny', 'expired', 'throttle', 'error', 'drop', 'lost-response', 'stuck', 'jump', 'late', 'skew'] as const
export type FaultKind = (typeof faultKinds)[number]

/** The kinds that need `seconds`. */
export const timedKinds: ReadonlySet<FaultKind> = new Set(['jump', 'late', 'skew'])

interface Fault {
  /** IAM action, or `*` for all. */
  action: string
  kind: FaultKind
  /** Where alone it strikes; everywhere if it is left out. */
  region?: string | undefined
  /** Share of the calls that it hits, 0–1. */
  share: number
  /** How many calls it still spares first. */
  spares?: number | undefined
  /** How many calls it still hits. */
  left: number
  /** By how much a timed kind moves the clock, or its answer's date; the date may be earlier. */
  seconds?: number | undefined
}

/** A fault that hits a call. `seconds` is 0 but for the timed kinds. */
export interface Strike {
  kind: FaultKind
  seconds: number
}

export interface Faults {
  add(fault: Fault): void
  /** Removes all faults. */
  clear(): void
  /** The fault that hits this call in this region, if any; takes one from its count. */
  strike(action: string, region: string): Strike | null
}

/** An identity policy cannot forbid GetCallerIdentity (STS API reference), so `*` spares it; named outright, something else forbids it. */
const matches = (fault: Fault, action: string, region: string): boolean =>
  (fault.region ?? region) === region &&
  (fault.action === action || (fault.action === '*' && !(fault.kind === 'deny' && action === 'sts:GetCallerIdentity')))

/** Whether the fault lets this call pass because it spares the first ones. */
function spares(fault: Fault): boolean {
  if (!fault.spares) return false
  fault.spares -= 1
  return true
}

/** Faults to inject, oldest first. `random` gives numbers in [0, 1). */
export function injectedFaults(random: () => number): Faults {
  const faults: Fault[] = []
  return {
    add: fault => {
      faults.push({...fault})
    },
    clear: () => {
      faults.length = 0
    },
    strike: (action, region) => {
      for (const fault of faults) {
        if (fault.left <= 0 || !matches(fault, action, region) || spares(fault)) continue
        if (fault.share < 1 && random() >= fault.share) continue
        fault.left -= 1
        return {kind: fault.kind, seconds: fault.seconds ?? 0}
      }
      return null
    },
  }
}
