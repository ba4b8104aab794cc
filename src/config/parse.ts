import {type Alias, type Document, isMap, isSeq, LineCounter, type Node, parseDocument, visit} from 'yaml'
import type {z} from 'zod'
import {UserError} from '../model/user-error.ts'
import {closest} from '../text/closest.ts'
import {type Config, configSchema, type Known} from './schema.ts'
import {thresholds} from './thresholds.ts'

/** JSON is YAML as well: one reader knows the lines of both. `file` is for the words. Throws a UserError (exit code 2) that names every place. */
export function parseConfig(text: string, file: string, known: Known): Config {
  const lines = new LineCounter()
  const document = parseDocument(text, {lineCounter: lines, prettyErrors: false})
  const lineOf = (offset: number): number => lines.linePos(offset).line
  const [broken] = document.errors
  if (broken !== undefined) throw invalid(file, [`${file}:${lineOf(broken.pos[0])}: ${sentence(broken.message)}`])
  const alias = aliasOfNothing(document)
  if (alias !== null)
    throw invalid(file, [
      `${file}:${lineOf(alias.range?.[0] ?? 0)}: *${alias.source} is not the name of an anchor before it; a text that begins with * needs quotes`,
    ])
  const parsed = configSchema(known).safeParse(contentOf(document, file), {reportInput: true})
  if (parsed.success) return parsed.data
  const complaints = parsed.error.issues.map(issue => {
    const {path, what} = complaint(issue, known)
    return `${file}:${lineOf(startOf(document.contents, path))}: ${path.join('.') || 'the file'}: ${what}`
  })
  throw invalid(file, complaints)
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
    throw invalid(file, [`${file}:1: ${sentence((error as Error).message)}`])
  }
}

const invalid = (file: string, complaints: string[]): UserError => {
  const [first = '', ...rest] = complaints
  return new UserError('E_CONFIG', first, [...rest, `The keys of ${file}: schemas/config.schema.json.`])
}

const sentence = (message: string): string => message.replace(/ at line \d+, column \d+:[\s\S]*/, '').replaceAll('\n', ' ')

interface Complaint {
  path: (string | number)[]
  what: string
}

/** An issue of zod, as a place and the expected value. */
function complaint(issue: z.core.$ZodIssue, known: Known): Complaint {
  const path = issue.path.map(part => (typeof part === 'number' ? part : String(part)))
  switch (issue.code) {
    case 'unrecognized_keys':
      return {
        path: [...path, issue.keys[0] ?? ''],
        what: `expected ${namesFor(path, issue.keys[0] ?? '', known)}, got ${issue.keys.join(', ')}`,
      }
    case 'invalid_type':
      return {
        path,
        what:
          issue.input === undefined && path.length > 0
            ? `expected ${issue.expected}, and it is missing`
            : `expected ${issue.expected}, got ${shown(issue.input)}`,
      }
    case 'invalid_value':
      return {
        path,
        what: `expected ${oneOf(
          issue.values.map(value => JSON.stringify(value)),
          shown(issue.input),
        )}, got ${shown(issue.input)}`,
      }
    case 'too_small':
      return {path, what: `expected ${issue.origin === 'number' ? `${issue.minimum} or more` : 'something'}, got ${shown(issue.input)}`}
    case 'too_big':
      return {path, what: `expected ${issue.maximum} or less, got ${shown(issue.input)}`}
    default:
      return {path, what: `expected ${issue.message}`}
  }
}

/** The names that can stand at a place where another one does. */
function namesFor(path: readonly (string | number)[], name: string, known: Known): string {
  const names: Readonly<Record<string, readonly string[]>> = {
    checks: known.checks,
    assert: known.settings,
    thresholds: Object.keys(thresholds.shape),
  }
  const here = path.length === 0 ? Object.keys(configSchema(known).shape) : names[String(path.at(-1))]
  return here === undefined ? 'nothing of this name' : oneOf(here, name)
}

/** More than these nobody reads. */
const mostNames = 20

/** All that can stand there; of many, those that were perhaps meant. */
function oneOf(names: readonly string[], given: string): string {
  if (names.length <= mostNames) return names.join(', ')
  const near = closest(given, names)
  return `one of ${names.length} names${near.length === 0 ? '' : `, perhaps ${near.join(' or ')}`}`
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
