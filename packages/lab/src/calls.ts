/** The requests that the lab got, per IAM action; those that took effect, whatever became of their answer; and those that it does not have. */
export interface Calls {
  requests: Record<string, number>
  taken: Record<string, number>
  unknown: string[]
}

export const noCalls = (): Calls => ({requests: {}, taken: {}, unknown: []})

const count = (counts: Record<string, number>, action: string): void => {
  counts[action] = (counts[action] ?? 0) + 1
}

export const countCall = ({requests}: Calls, action: string): void => count(requests, action)

export const countTaken = ({taken}: Calls, action: string): void => count(taken, action)

export function noteUnknown(calls: Calls, name: string): void {
  if (!calls.unknown.includes(name)) calls.unknown.push(name)
}
