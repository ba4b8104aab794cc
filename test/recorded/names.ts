import {type Bound, filled} from './values.ts'

/** The lab's names, as the strings of a recording hold them. */
export const names: Readonly<Record<string, string>> = {
  region: 'us-east-1',
  account: '123456789012',
  function: 'orders-projector',
  functionArn: 'arn:aws:lambda:us-east-1:123456789012:function:orders-projector',
  role: 'orders-projector-role',
  table: 'orders',
  tableArn: 'arn:aws:dynamodb:us-east-1:123456789012:table/orders',
  queue: 'orders-projector-failed',
}

/** The same value with the names, and with the bound values, in its strings. */
export function withNames(value: unknown, known: Readonly<Record<string, string>>, bound?: Bound): unknown {
  if (typeof value === 'string') {
    const named = value.replace(/\{(\w+)\}/g, (whole, name: string) => known[name] ?? whole)
    return bound === undefined ? named : filled(named, bound)
  }
  if (Array.isArray(value)) return value.map(item => withNames(item, known, bound))
  if (typeof value !== 'object' || value === null || value instanceof Date || value instanceof Uint8Array) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [withNames(key, known, bound), withNames(item, known, bound)]))
}
