import {safeJson} from '../../text/printable.ts'

type Value = string | number | boolean | null | Value[] | {[name: string]: Value}

/** Plain words stay bare; all else is quoted as JSON, which YAML reads. */
const scalar = (value: string | number | boolean | null): string =>
  typeof value === 'string' &&
  /^[A-Za-z_][\w./:-]*$/.test(value) &&
  !/^(true|false|yes|no|on|off|null|y|n)$/i.test(value) &&
  !value.endsWith(':')
    ? value
    : safeJson(JSON.stringify(value))

/** YAML lines of a structure, as SAM and the Serverless Framework read them. */
export function yaml(value: Value, indent = ''): string[] {
  if (Array.isArray(value)) return value.flatMap(item => listItem(item, indent))
  if (typeof value !== 'object' || value === null) return [indent + scalar(value)]
  return Object.entries(value).flatMap(([name, inner]) =>
    typeof inner === 'object' && inner !== null && Object.keys(inner).length > 0
      ? [`${indent}${scalar(name)}:`, ...yaml(inner, `${indent}  `)]
      : [`${indent}${scalar(name)}: ${typeof inner === 'object' && inner !== null ? JSON.stringify(inner) : scalar(inner)}`],
  )
}

function listItem(item: Value, indent: string): string[] {
  const [first = '', ...rest] = yaml(item, `${indent}  `)
  return [`${indent}- ${first.trimStart()}`, ...rest]
}
