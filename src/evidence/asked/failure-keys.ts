import type {SourceFile} from '../../aws/code.ts'
import type {Code} from '../../model/evidence.ts'

type WrongKey = Code['wrongKeys'][number]

const outerKey = 'batchItemFailures'
const innerKey = 'itemidentifier'

/** Keys that people write for itemIdentifier: those of other services, and of the record itself. */
const knownWrong = new Set(['recordid', 'eventid', 'id', 'messageid', 'sequencenumber', 'itemid', 'identifier', 'itemidentifiers'])

/**
 * Keys of a partial batch response that AWS does not know: with a wrong inner key all of the batch is tried again, with a wrong outer
 * one nothing is. This reads text, not a syntax tree: it finds what is written out, and nothing that is put together.
 */
export function wrongKeysIn({name, text}: SourceFile): WrongKey[] {
  const found = [...outerKeys(name, text), ...innerKeys(text)].slice(0, mostKeys)
  return found.map(({key, where, index}) => ({key, where, file: name, line: text.slice(0, index).split('\n').length}))
}

/** More of them in one file say nothing more. */
const mostKeys = 20

/** Places in a text; patterns have bounds in every repetition, because the text of a bundle is long and anybody's. */
type Found = Pick<WrongKey, 'key' | 'where'> & {index: number}

/** Keys of objects that are batchItemFailures but for a letter or two. Whether AWS minds capitals is not documented: they pass. */
function outerKeys(name: string, text: string): Found[] {
  // Python's keys are quoted; unquoted words before a colon are types there.
  const bare = name.endsWith('.py') ? '' : '|\\{\\s*([a-zA-Z_]\\w{9,24})\\s*[:}]|\\.([a-zA-Z_]\\w{9,24})\\s*=(?!=)'
  const keys = text.matchAll(new RegExp(`["']([a-zA-Z_]\\w{9,24})["']\\]?\\s*[:=](?!=)${bare}`, 'g'))
  return [...keys].flatMap(({index, 1: quoted, 2: unquoted, 3: assigned}) => {
    const key = quoted ?? unquoted ?? assigned ?? ''
    return isMisspelt(key) ? [{key, where: 'outer' as const, index}] : []
  })
}

function isMisspelt(key: string): boolean {
  const right = outerKey.toLowerCase()
  const squeezed = key.toLowerCase().replaceAll('_', '')
  return key.toLowerCase() !== right && Math.abs(squeezed.length - right.length) <= 2 && distance(squeezed, right) <= 2
}

/** Letters to insert, delete or replace (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({length: b.length + 1}, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, replaced))
    }
    row = next
  }
  return row[b.length] ?? 0
}

const object = '\\{\\s*["\']?(\\w+)["\']?\\s*:([^{}]{0,500})'

/** Keys of the items in a file that answers batchItemFailures. */
function innerKeys(text: string): Found[] {
  if (!text.includes(outerKey)) return []
  const answered = [...text.matchAll(new RegExp(`${outerKey}["']?\\s*[:=]\\s*([\\w$]{1,60})`, 'g'))].map(([, name = '']) => name)
  // A minifier gives one letter to many things: there only keys count that are known to be taken for the right one.
  const names = [...new Set([outerKey, ...answered])]
  const certain = itemsOf(names.filter(name => name.length > 2).map(escaped)).flatMap(pattern => wrongIn(text, pattern))
  const others = itemsOf([...names.filter(name => name.length <= 2).map(escaped), '[fF]ail\\w{0,40}'])
  const likely = others.flatMap(pattern => wrongIn(text, pattern)).filter(([, key = '']) => knownWrong.has(key.toLowerCase()))
  // The same place may be found twice, from different beginnings.
  const found = new Map([...certain, ...likely].map(match => [match.index + match[0].length, match]))
  return [...found.values()].map(({index, 1: key = ''}) => ({key, where: 'inner' as const, index}))
}

/** Objects that are written out in a list of these names, put into it, or made for it from other things. */
function itemsOf(names: readonly string[]): RegExp[] {
  const list = `(?:${names.join('|')})`
  const mapped = '[\\w$.]{1,100}(?:\\([^()]{0,100}\\))?\\.map\\((?:[^{}]|\\{\\s*return\\b){0,200}?'
  return [
    new RegExp(`${list}["']?\\s*[:=]\\s*\\[\\s*${object}`, 'g'),
    new RegExp(`${list}\\.(?:push|append)\\(\\s*${object}`, 'g'),
    new RegExp(`${list}["']?\\s*[:=]\\s*${mapped}${object}`, 'g'),
  ]
}

/** An object may have other keys beside the right one. */
const wrongIn = (text: string, pattern: RegExp) =>
  [...text.matchAll(pattern)].filter(([, key = '', rest = '']) => !`${key} ${rest}`.toLowerCase().includes(innerKey))

const escaped = (name: string): string => `\\b${name.replaceAll('$', '\\$')}`
