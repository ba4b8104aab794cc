import {type Instant, isTrue, numberOf, textOf, truth, type Value} from './values.ts'

interface Function {
  least: number
  most: number
  apply(values: Value[], nowMs: number): Value
}

const numeric = (apply: (numbers: number[]) => number, least = 1, most = least): Function => ({
  least,
  most,
  apply: values => {
    const numbers = values.map(numberOf)
    const result = numbers.includes(undefined) ? Number.NaN : apply(numbers as number[])
    return Number.isFinite(result) ? result : undefined
  },
})

/** Numbers and instants are taken as they print. */
const textual = (apply: (texts: string[]) => Value, least = 1, most = least): Function => ({
  least,
  most,
  apply: values => {
    const texts = values.map(textOf)
    return texts.includes(undefined) ? undefined : apply(texts as string[])
  },
})

const general = (apply: (values: Value[], nowMs: number) => Value, least = 1, most = least): Function => ({least, most, apply})

const many = Number.POSITIVE_INFINITY

function timestamp(apply: (ms: number, periodMs: number) => number): Function {
  return general(([at, period]) => {
    const [ms, periodMs] = [numberOf(at), numberOf(period)]
    return ms === undefined || periodMs === undefined ? undefined : instant(apply(ms, periodMs))
  }, 2)
}

const instant = (ms: number): Instant => ({ms})

const floorTo = timestamp((ms, periodMs) => Math.floor(ms / periodMs) * periodMs)

/** Without `characters`, white space goes; with them, only they do. */
function trim(text: string, characters: string | undefined, sides: {left: boolean; right: boolean}): string {
  const goes = (character: string | undefined) =>
    character !== undefined && (characters === undefined ? character.trim() === '' : characters.includes(character))
  let [from, until] = [0, text.length]
  while (sides.left && from < until && goes(text[from])) from += 1
  while (sides.right && until > from && goes(text[until - 1])) until -= 1
  return text.slice(from, until)
}

function round([value = 0, decimals = 0]: number[]): number {
  const scale = 10 ** decimals
  return Math.round(value * scale) / scale
}

/** Pairs of condition and value, and perhaps one value for all other events. */
function caseOf(values: Value[]): Value {
  for (let i = 0; i + 1 < values.length; i += 2) if (isTrue(values[i])) return values[i + 1]
  return values.length % 2 === 1 ? values.at(-1) : undefined
}

/** "Boolean, comparison, numeric, datetime, and other functions" of the Logs Insights reference; names in lower case. */
const functions: ReadonlyMap<string, Function> = new Map([
  ['abs', numeric(([a = 0]) => Math.abs(a))],
  ['ceil', numeric(([a = 0]) => Math.ceil(a))],
  ['floor', numeric(([a = 0]) => Math.floor(a))],
  ['round', numeric(round, 1, 2)],
  ['log', numeric(([a = 0]) => Math.log(a))],
  ['sqrt', numeric(([a = 0]) => Math.sqrt(a))],
  ['greatest', numeric(all => all.reduce((a, b) => Math.max(a, b)), 1, many)],
  ['least', numeric(all => all.reduce((a, b) => Math.min(a, b)), 1, many)],
  ['tonumber', numeric(([a = 0]) => a)],
  ['ispresent', general(([a]) => truth(a !== undefined))],
  ['coalesce', general(values => values.find(value => value !== undefined), 1, many)],
  ['if', general(([condition, yes, no]) => (isTrue(condition) ? yes : no), 3)],
  ['case', general(caseOf, 2, 21)],
  ['isnumeric', general(([a]) => truth(numberOf(a) !== undefined))],
  ['isempty', general(([a]) => truth(a === undefined || a === ''))],
  ['isblank', general(([a]) => truth((textOf(a) ?? '').trim() === ''))],
  ['concat', textual(texts => texts.join(''), 1, many)],
  ['trim', textual(([a = '', of]) => trim(a, of, {left: true, right: true}), 1, 2)],
  ['ltrim', textual(([a = '', of]) => trim(a, of, {left: true, right: false}), 1, 2)],
  ['rtrim', textual(([a = '', of]) => trim(a, of, {left: false, right: true}), 1, 2)],
  ['strlen', textual(([a = '']) => [...a].length)],
  ['toupper', textual(([a = '']) => a.toUpperCase())],
  ['tolower', textual(([a = '']) => a.toLowerCase())],
  [
    'substr',
    textual(([a = '', from, length]) => a.substring(Number(from), length === undefined ? a.length : Number(from) + Number(length)), 2, 3),
  ],
  ['replace', textual(([a = '', old = '', by = '']) => (old === '' ? a : a.replaceAll(old, () => by)), 3)],
  // The third argument asks for a match blind to case; observed on AWS, it changes nothing.
  ['strcontains', textual(([a = '', part = '']) => truth(a.includes(part)), 2, 3)],
  ['startswith', textual(([a = '', part = '']) => truth(a.startsWith(part)), 2)],
  ['endswith', textual(([a = '', part = '']) => truth(a.endsWith(part)), 2)],
  ['bin', floorTo],
  ['datefloor', floorTo],
  ['dateceil', timestamp((ms, periodMs) => Math.ceil(ms / periodMs) * periodMs)],
  ['frommillis', general(([a]) => (numberOf(a) === undefined ? undefined : instant(numberOf(a) ?? 0)))],
  ['tomillis', general(([a]) => numberOf(a))],
  ['now', general((_, nowMs) => Math.floor(nowMs / 1000), 0)],
])

/** undefined: Logs Insights has no such function, or the lab does not simulate it. */
export const functionOf = (name: string): Function | undefined => functions.get(name)
