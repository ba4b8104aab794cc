/**
 * deny, expired, throttle, error: AWS's own answers. drop: the connection breaks before the call takes effect;
 * lost-response: it breaks after. stuck: a mapping update takes effect, but the mapping never leaves its transition.
 */
export const faultKinds = ['deny', 'expired', 'throttle', 'error', 'drop', 'lost-response', 'stuck'] as const
export type FaultKind = (typeof faultKinds)[number]

interface Fault {
  /** IAM action, or `*` for all. */
  action: string
  kind: FaultKind
  /** Where alone it strikes; everywhere if it is left out. */
  region?: string | undefined
  /** Share of the calls that it hits, 0–1. */
  share: number
  /** How many calls it still hits. */
  left: number
}

export interface Faults {
  add(fault: Fault): void
  /** The fault that hits this call in this region, if any; takes one from its count. */
  strike(action: string, region: string): FaultKind | null
}

/** An identity policy cannot forbid GetCallerIdentity (STS API reference), so `*` spares it; named outright, something else forbids it. */
const matches = (fault: Fault, action: string, region: string): boolean =>
  (fault.region ?? region) === region &&
  (fault.action === action || (fault.action === '*' && !(fault.kind === 'deny' && action === 'sts:GetCallerIdentity')))

/** Faults to inject, oldest first. `random` gives numbers in [0, 1). */
export function injectedFaults(random: () => number): Faults {
  const faults: Fault[] = []
  return {
    add: fault => {
      faults.push({...fault})
    },
    strike: (action, region) => {
      for (const fault of faults) {
        if (fault.left <= 0 || !matches(fault, action, region)) continue
        if (fault.share < 1 && random() >= fault.share) continue
        fault.left -= 1
        return fault.kind
      }
      return null
    },
  }
}
