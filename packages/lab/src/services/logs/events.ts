import type {LogEvent} from '../../simulation/engine/world.ts'

/** A number that tells events of a group apart: of 56 digits, as the ids that FilterLogEvents gives. */
export const eventNumber = ({atMs, stream, message}: LogEvent): string =>
  String(BigInt(atMs) * 2n ** 144n + (BigInt(hash(stream)) << 32n) + BigInt(hash(message)))

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let sum = 0x811c9dc5
  for (let i = 0; i < text.length; i += 1) sum = Math.imul(sum ^ text.charCodeAt(i), 0x01000193) >>> 0
  return sum
}

/** The size of a message in bytes, as scans and pages count it. */
export const bytesOf = ({message}: LogEvent): number => Buffer.byteLength(message)
