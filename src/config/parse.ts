import {type Alias, type Document, isMap, isSeq, LineCounter, type Node, parseDocument, visit} from 'yaml'
import type {z} from 'zod'
import {UserError} from '../model/user-error.ts'
import {closest} from '../text/closest.ts'
import {type Config, configSchema, type Known, keysWithin} from './schema.ts'

/** JSON is YAML as well: one reader knows the lines of both. `file` is for the words. Throws a UserError (exit code 2) that names every place. */
export function parseConfig(text: string, file: string, known: Known): Config {
  const lines = new LineCounter()
  const document = parseDocument(text, {lineCounter: lines, prettyErrors: false})
  const lineOf = (offset: number): number => lines.linePos(offset).line
  const [broken] = document.errors
  if (broken !== undefined) throw invalid([`${file}:${lineOf(broken.pos[0])}: ${sentence(broken.message)}`])
  const alias = aliasOfNothing(document)
  if (alias !== null)
    throw invalid([
      `${file}:${lineOf(alias.range?.[0] ?? 0)}: *${alias.source} is not the name of an anchor before it; a text that begins with * needs quotes`,
    ])
  const parsed = configSchema(known).safeParse(contentOf(document, file), {reportInput: true})
  if (parsed.success) return {...parsed.data, source: {file, lineOf: path => lineOf(startOf(document.contents, path))}}
  const complaints = parsed.error.issues.flatMap(oneEach).map(issue => {
    const {path, what} = complaint(issue, known)
    return `${file}:${lineOf(startOf(document.contents, path))}: ${path.join('.') || 'the file'}: ${what}`
  })
  throw invalid(complaints)
}

/** An unquoted pattern such as `*-importer` is an alias to YAML. One within its own anchor would go round in circles. */
function aliasOfNothing(document: Document.Parsed): Alias | null {
  const aliases: Alias[] = []
  visit(document, {Alias: (_, alias) => void aliases.push(alias)})
  return aliases.find(alias => endOf(alias.resolve(document)) > startOf(alias, [])) ?? null
}

const endOf = (node: Node | undefined): number => node?.range?.[1] ?? Number.POSITIVE_INFINITY

/** The reader refuses aliases that multiply without end. */
function contentOf(document: Document.Parsed, file: string): unknown {
  try {
    return document.toJS()
  } catch (error) {
    throw invalid([`${file}:1: ${sentence((error as Error).message)}`])
  }
}

const invalid = (complaints: string[]): UserError => {
  const [first = '', ...rest] = complaints
  return new UserError('E_CONFIG', first, [
    ...rest,
    'All keys and their values: `ddbstream init` in an empty folder writes them as comments.',
  ])
}

const sentence = (message: string): string => message.replace(/ at line \d+, column \d+:[\s\S]*/, '').replaceAll('\n', ' ')

interface Complaint {
  path: Path
  what: string
}

type Path = (string | number)[]

/** Each unknown key has a line of its own. */
const oneEach = (issue: z.core.$ZodIssue): z.core.$ZodIssue[] =>
  issue.code === 'unrecognized_keys' ? issue.keys.map(key => ({...issue, keys: [key]})) : [issue]

/** An issue of zod, as a place and the expected value. */
function complaint(issue: z.core.$ZodIssue, known: Known, parent: Path = []): Complaint {
  const path = [...parent, ...issue.path.map(part => (typeof part === 'number' ? part : String(part)))]
  switch (issue.code) {
    case 'unrecognized_keys': {
      const [name = ''] = issue.keys
      return {path: [...path, name], what: noSuchKey(path, name, known)}
    }
    case 'invalid_type':
      return {path, what: wrongType(issue, path)}
    case 'invalid_value': {
      const values = issue.values.map(value => JSON.stringify(value))
      return {path, what: `expected ${oneOf(values)}, got ${shown(issue.input)}${hint(shown(issue.input), values)}`}
    }
    case 'too_small':
      return {path, what: `expected ${issue.origin === 'number' ? `${issue.minimum} or more` : 'something'}, got ${shown(issue.input)}`}
    case 'too_big':
      return {path, what: `expected ${issue.maximum} or less, got ${shown(issue.input)}`}
    case 'invalid_union':
      return ofUnion(issue, known, path)
    default:
      return {path, what: `expected ${issue.message}`}
  }
}

function wrongType({input, expected}: z.core.$ZodIssueInvalidType, path: Path): string {
  if (input === undefined && path.length > 0) return `expected ${expected}, and it is missing`
  return isUnquoted({input, expected}) ? `expected a text: put ${shown(input)} in quotes` : `expected ${expected}, got ${shown(input)}`
}

const isUnquoted = ({input, expected}: Pick<z.core.$ZodIssueInvalidType, 'input' | 'expected'>): boolean =>
  expected === 'string' && (typeof input === 'number' || typeof input === 'boolean')

/** The complaint of the one shape that the value was meant to have; where that is unknown, all shapes. */
function ofUnion(issue: z.core.$ZodIssueInvalidUnion, known: Known, path: Path): Complaint {
  const meant = issue.errors.filter(list => !list.some(isOtherType))
  const [first] = meant.length === 1 ? (meant[0] ?? []) : []
  if (first !== undefined) return complaint(first, known, path)
  const types = issue.errors.flatMap(list => list.filter(isOtherType))
  const text = types.find(({expected}) => expected === 'string')
  const isMessage = issue.message !== 'Invalid input'
  if (text !== undefined && !isMessage && isUnquoted(text)) return {path, what: wrongType(text, path)}
  const shapes = [...new Set(types.map(({expected}) => shapeWords[expected] ?? expected))].join(' or ')
  const got = issue.input === undefined ? ', and it is missing' : `, got ${shown(issue.input)}`
  return {path, what: isMessage ? `expected ${issue.message}` : `expected ${shapes}${got}`}
}

const isOtherType = (issue: z.core.$ZodIssue): issue is z.core.$ZodIssueInvalidType =>
  issue.path.length === 0 && issue.code === 'invalid_type'

const shapeWords: Readonly<Record<string, string>> = {string: 'a text', object: 'a map of keys', array: 'a list', record: 'a map of keys'}

/** "there is no such key; keys: version, thresholds, …. Did you mean thresholds?" */
function noSuchKey(path: Path, name: string, known: Known): string {
  const keys = keysAt(path, known)
  const thing = {checks: 'check', assert: 'setting that can be asserted', thresholds: 'threshold'}[String(path.at(-1))] ?? 'key'
  const meant = hint(name, keys)
  return `there is no such ${thing}${meant || (keys.length > mostNames ? '. `ddbstream init` lists them' : `; expected ${keys.join(', ')}`)}`
}

/** The keys that can stand in the object at a path. */
function keysAt(path: Path, known: Known): readonly string[] {
  const within = keysWithin(known)
  const names = path.filter(part => typeof part === 'string')
  const [last = '', above] = [names.at(-1), names.at(-2)]
  return (above === 'assert' ? within.assertion : within[last]) ?? []
}

/** More than these nobody reads. */
const mostNames = 20

const oneOf = (names: readonly string[]): string => (names.length <= mostNames ? names.join(', ') : `one of ${names.length} names`)

/** Those that were perhaps meant, as a sentence. */
function hint(given: string, names: readonly string[]): string {
  const near = closest(given, names)
  return near.length === 0 ? '' : `. Did you mean ${near.join(' or ')}?`
}

const shown = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 60)

/** Where the text of a path begins: the key's own place, or the nearest one above it that exists. */
function startOf(contents: unknown, path: readonly (string | number)[]): number {
  let node = contents as Node | null
  let offset = node?.range?.[0] ?? 0
  for (const part of path) {
    if (isMap(node)) {
      const pair = node.items.find(item => String((item.key as {value?: unknown} | null)?.value) === String(part))
      if (pair === undefined) return offset
      offset = (pair.key as Node).range?.[0] ?? offset
      node = pair.value as Node | null
    } else if (isSeq(node)) {
      node = (node.items[Number(part)] as Node | undefined) ?? null
      offset = node?.range?.[0] ?? offset
    } else return offset
  }
  return offset
}
