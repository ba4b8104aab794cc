import {createHash} from 'node:crypto'

/** A revision id of its own for whatever this text names. Nothing is drawn, so that no other draw moves. */
export function revisionOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
