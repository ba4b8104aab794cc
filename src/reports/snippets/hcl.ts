import {safeJson} from '../../text/printable.ts'

/** A value as Terraform reads it; `${` and `%{` would begin templates. */
export const hcl = (value: unknown): string =>
  Array.isArray(value) ? `[${value.map(hcl).join(', ')}]` : safeJson(JSON.stringify(value)).replaceAll(/[$%](?=\{)/g, sign => sign + sign)

/** Aligns the equals signs of attributes that follow each other, as `terraform fmt` does. */
export function aligned(lines: readonly string[]): string[] {
  const attributes = lines.map(line => /^( *)(\w+) += (.*)$/.exec(line))
  return lines.map((line, i) => {
    const [, indent = '', name = '', value = ''] = attributes[i] ?? []
    if (name === '') return line
    let [from, to] = [i, i]
    while (attributes[from - 1]?.[1] === indent) from--
    while (attributes[to + 1]?.[1] === indent) to++
    const width = Math.max(...attributes.slice(from, to + 1).map(found => found?.[2]?.length ?? 0))
    return `${indent}${name.padEnd(width)} = ${value}`
  })
}
