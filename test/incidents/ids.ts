import {noise} from './shapes.ts'

/** Hexadecimal digits for a number: the same in every run. */
export function hex(key: number, length: number): string {
  let text = ''
  for (let i = 0; text.length < length; i++)
    text += Math.floor(noise(key, i + 3) * 16 ** 6)
      .toString(16)
      .padStart(6, '0')
  return text.slice(0, length)
}

export const requestId = (key: number): string =>
  `${hex(key, 8)}-${hex(key + 0.1, 4)}-4${hex(key + 0.2, 3)}-8${hex(key + 0.3, 3)}-${hex(key + 0.4, 12)}`
