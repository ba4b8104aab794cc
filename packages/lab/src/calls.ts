/** The requests that the lab got, per IAM action, and those that it does not have. */
export interface Calls {
  requests: Record<string, number>
  unknown: string[]
}

export const noCalls = (): Calls => ({requests: {}, unknown: []})

export function countCall(calls: Calls, action: string): void {
  calls.requests[action] = (calls.requests[action] ?? 0) + 1
}

export function noteUnknown(calls: Calls, name: string): void {
  if (!calls.unknown.includes(name)) calls.unknown.push(name)
}
