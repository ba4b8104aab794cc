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
}

export const bodyText = (body: Uint8Array | string): string => (typeof body === 'string' ? body : new TextDecoder().decode(body))
