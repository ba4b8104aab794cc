import type {Json, LeafFault} from '../model/derived/misfit.ts'
import type {Place} from './filter-record.ts'

type Value = Place & {kind: 'value'}

/** The operator of an alternative such as `{"prefix": "a"}`; null for a literal, and for a value that is no single operator. */
export const operatorOf = (rule: Json): {name: string; wanted: Json} | null => {
  if (typeof rule !== 'object' || rule === null || Array.isArray(rule)) return null
  const [first, ...rest] = Object.entries(rule)
  return first !== undefined && rest.length === 0 ? {name: first[0], wanted: first[1]} : null
}

const isObject = (rule: Json): boolean => typeof rule === 'object' && rule !== null

/** DynamoDB keeps numbers without leading and trailing zeros (DynamoDB Developer Guide, "Naming rules and data types"). */
const number = /^-?(\d+)(\.\d+)?([eE][+-]?\d+)?$/
const paddedNumber = /^-?(0\d+(\.\d+)?|\d+\.\d*0)$/

/** Null when some value of the place can match, or when it is not judged. */
export function leafFault(rule: Json, place: Value): LeafFault | null {
  const operator = operatorOf(rule)
  if (operator) return operatorFault(operator, place)
  return isObject(rule) ? null : literalFault(rule, place)
}

function literalFault(rule: Json, {holds, values}: Value): LeafFault | null {
  if (holds === 'anything') return null
  if (rule === null) return 'null-literal'
  if (typeof rule === 'boolean') return holds === 'boolean' || (holds === 'true' && rule) ? null : 'boolean-literal'
  if (holds === 'boolean' || holds === 'true') return 'text-for-boolean'
  if (typeof rule === 'number') return holds === 'number' ? null : 'number-literal'
  if (holds === 'number') return 'text-for-number'
  if (holds === 'number-as-text') {
    if (!number.test(String(rule))) return 'not-a-number'
    return paddedNumber.test(String(rule)) ? 'number-form' : null
  }
  return valuesFault(values, one => one === rule)
}

/** A value that only other kinds of records have is no mistake by itself. */
function valuesFault(values: Value['values'], matches: (one: string) => boolean): LeafFault | null {
  if (values === null || values.here.some(matches)) return null
  return values.ever.some(matches) ? 'other-record' : 'no-such-value'
}

const textOf = (wanted: Json): string | null => (typeof wanted === 'string' ? wanted : null)

function operatorFault({name, wanted}: {name: string; wanted: Json}, place: Value): LeafFault | null {
  const {holds, values, always} = place
  if (holds === 'anything') return null
  switch (name) {
    case 'exists':
      return wanted === false && always ? 'always-there' : null
    case 'numeric':
      if (holds !== 'number') return 'numeric-on-text'
      return Array.isArray(wanted) && isEmptyRange(wanted) ? 'empty-range' : null
    case 'prefix':
    case 'suffix':
    case 'equals-ignore-case': {
      if (holds !== 'text' && holds !== 'number-as-text') return 'text-operator'
      const text = textOf(wanted)
      return text === null ? null : valuesFault(values, one => matchesText(name, text, one))
    }
    case 'anything-but': {
      const excluded = Array.isArray(wanted) ? wanted : [wanted]
      return excluded.every(one => typeof one === 'string') ? valuesFault(values, one => !excluded.includes(one)) : null
    }
    default:
      return null
  }
}

function matchesText(name: string, wanted: string, one: string): boolean {
  if (name === 'prefix') return one.startsWith(wanted)
  return name === 'suffix' ? one.endsWith(wanted) : one.toLowerCase() === wanted.toLowerCase()
}

/** Bounds that exclude each other, such as `[">", 5, "<", 3]`. */
function isEmptyRange(wanted: readonly Json[]): boolean {
  let [low, high] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  let isOpen = false
  for (let i = 0; i + 1 < wanted.length; i += 2) {
    const [sign, limit] = [String(wanted[i]), Number(wanted[i + 1])]
    if (Number.isNaN(limit)) return false
    if (sign === '=' || sign.startsWith('>')) low = Math.max(low, limit)
    if (sign === '=' || sign.startsWith('<')) high = Math.min(high, limit)
    if (sign === '<' || sign === '>') isOpen = true
  }
  return low > high || (low === high && isOpen)
}
