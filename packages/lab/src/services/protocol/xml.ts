import type {QueryProtocol} from './operation.ts'

const escapes: Record<string, string> = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;'}
const escaped = (text: string): string => text.replace(/[&<>"]/g, sign => escapes[sign] ?? sign)

export const element = (name: string, content: string): string => `<${name}>${content}</${name}>`

/** The members of an answer as XML of the query protocol: dates ISO 8601, lists as `<member>`, nothing for undefined. */
export function toXml(value: object, protocol: QueryProtocol): string {
  return Object.entries(value)
    .map(([name, item]) => member(name, item, protocol))
    .join('')
}

function member(name: string, value: unknown, protocol: QueryProtocol): string {
  if (value === undefined || value === null) return ''
  const flat = protocol.flat?.[name]
  if (Array.isArray(value)) {
    if (flat !== undefined) return value.map(item => element(flat, content(item, protocol))).join('')
    const each = protocol.dialect === 'ec2' ? 'item' : 'member'
    return element(name, value.map(item => element(each, content(item, protocol))).join(''))
  }
  if (flat !== undefined)
    return entries(value)
      .map(([k, v]) => element(flat, element('Name', escaped(k)) + element('Value', content(v, protocol))))
      .join('')
  if (protocol.maps?.includes(name)) {
    return element(
      name,
      entries(value)
        .map(([k, v]) => element('entry', element('key', escaped(k)) + element('value', content(v, protocol))))
        .join(''),
    )
  }
  return element(name, content(value, protocol))
}

const entries = (value: unknown): [string, unknown][] => Object.entries(value as object)

function content(value: unknown, protocol: QueryProtocol): string {
  if (value instanceof Date) return value.toISOString()
  if (typeof value === 'object' && value !== null) return toXml(value, protocol)
  return escaped(String(value))
}
