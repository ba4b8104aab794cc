/** One page of a list, and the token of the next one. Tokens are opaque to callers: the base64 of a position. */
export interface Page<T> {
  items: T[]
  next: string | undefined
}

export const tokenOf = (position: number): string => Buffer.from(`at:${position}`).toString('base64')

/** The position in a token that `tokenOf` made; null when the token is not one of ours. */
export function positionOf(token: string): number | null {
  const match = /^at:(\d+)$/.exec(Buffer.from(token, 'base64').toString())
  return match ? Number(match[1]) : null
}

/** The page at `token` (undefined: the first); null when the token is not valid. */
export function page<T>(all: readonly T[], token: string | undefined, size: number): Page<T> | null {
  const from = token === undefined || token === '' ? 0 : positionOf(token)
  if (from === null) return null
  const until = from + size
  return {items: all.slice(from, until), next: until < all.length ? tokenOf(until) : undefined}
}
