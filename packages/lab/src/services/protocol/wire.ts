/** A request as it came over HTTP, or from an SDK in this process. Header names are lower case. */
export interface WireRequest {
  method: string
  /** Percent-encoded, without the query string. */
  path: string
  query: Readonly<Record<string, string>>
  headers: Readonly<Record<string, string>>
  body: Uint8Array | string
}

export interface WireResponse {
  status: number
  headers: Record<string, string>
  body: string
  /** In place of the body, for bytes that are no text. */
  bytes?: Uint8Array
}

/** The query string's members; a repeated one also as a list, the way forms write lists (`name.member.1`). */
export function queryMembers(pairs: Iterable<readonly [string, string]>): Record<string, string> {
  const members: Record<string, string> = {}
  const counts = new Map<string, number>()
  for (const [name, value] of pairs) {
    const number = (counts.get(name) ?? 0) + 1
    counts.set(name, number)
    members[name] = value
    members[`${name}.member.${number}`] = value
  }
  return members
}

export const bodyText = (body: Uint8Array | string): string => (typeof body === 'string' ? body : new TextDecoder().decode(body))
