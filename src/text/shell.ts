import {hasUnseen, safeJson} from './printable.ts'

/** A word that every shell takes as it stands. A leading `=` names a command in zsh, and a leading `::` is one to GitHub. */
const plain = /^(?!=|::)[\w@%+=:,./-]+$/

/** Where a quote ends and begins again: a CI system would take the signs behind it for a command, and a spreadsheet for a formula. */
const seam = /(?<=#)(?=#\w*\[)|(?<=\s)(?=::)|(?<=[;|])(?=[\s"]*[=+\-@＝＋－＠])/u

const quoted = (text: string): string =>
  text
    .split(seam)
    .map(part => `'${part.replaceAll("'", `'\\''`)}'`)
    .join('')

/** Characters that stand as they are in a format of `printf`. */
const literal = /^[\w@+=,./ ]$/

const octal = (character: string): string =>
  literal.test(character)
    ? character
    : [...new TextEncoder().encode(character)].map(byte => (byte === 0 ? '' : `\\${byte.toString(8).padStart(3, '0')}`)).join('')

/**
 * A word for bash, dash and zsh, which reads as this text: values from AWS or from a file are never trusted. A text with characters that
 * nobody can see is made by `printf` from its bytes. No such word ends with a line break: a shell drops it.
 */
export function shellWord(text: string): string {
  if (plain.test(text)) return text
  return hasUnseen(text) ? `"$(printf '${[...text].map(octal).join('')}')"` : quoted(text)
}

/** ` --name value`. A value that begins with a dash would be an option of its own: it stands behind `=`. */
export const option = (name: string, value: string | number): string =>
  ` --${name}${String(value).startsWith('-') ? '=' : ' '}${shellWord(String(value))}`

const json = (value: unknown): string => safeJson(JSON.stringify(value))

/** ` --name a b`: an option of the AWS CLI with several values, as JSON where one of them would be an option. */
export const listOption = (name: string, values: readonly string[]): string =>
  values.some(value => /^[-[]/.test(value)) ? option(name, json(values)) : ` --${name} ${values.map(shellWord).join(' ')}`

type Field = string | readonly string[] | Readonly<Record<string, string>>

/** Values that hold no sign of the AWS CLI's shorthand: a comma, an equals sign, a blank, a quote or a bracket. */
const isShort = (text: string): boolean => /^(?!@)[\w@*.:/+-]+$/.test(text)

const inShorthand = (field: Field): string => {
  if (typeof field === 'string') return field
  if (Array.isArray(field)) return field.join(',')
  return `{${Object.entries(field)
    .map(([name, value]) => `${name}=${value}`)
    .join(',')}}`
}

const partsOf = (field: Field): string[] => (typeof field === 'string' ? [field] : Object.entries(field).flat().map(String))

/** ` --name Key=value,Keys=a,b`: a structure in the AWS CLI's shorthand, or as JSON where a value would break its syntax. */
export const structureOption = (name: string, fields: Readonly<Record<string, Field>>): string =>
  Object.values(fields).flatMap(partsOf).every(isShort)
    ? option(
        name,
        Object.entries(fields)
          .map(([key, field]) => `${key}=${inShorthand(field)}`)
          .join(','),
      )
    : option(name, json(fields))

/** ` --filters Name=…,Values=…` of one name, as the describe calls of EC2 take it. */
export const filterOption = (name: string, values: readonly string[]): string =>
  values.every(isShort) ? structureOption('filters', {Name: name, Values: values}) : option('filters', json([{Name: name, Values: values}]))

/** `ddbstream VERB NAME --options`. A name that begins with a dash stands behind `--`. */
export const ddbstreamCommand = (verb: string, name: string, options = ''): string =>
  name.startsWith('-') ? `ddbstream ${verb}${options} -- ${shellWord(name)}` : `ddbstream ${verb} ${shellWord(name)}${options}`
