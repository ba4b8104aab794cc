import type {Json, Misfit} from '../model/derived/misfit.ts'
import {operatorOf} from './filter-leaf.ts'
import {typeNames} from './filter-record.ts'

/** The place of a part, as a path: `dynamodb.NewImage.total.N`. */
export const pathOf = ({steps}: Pick<Misfit, 'steps'>): string => steps.filter(step => typeof step === 'string' && step !== '$or').join('.')

const shown = (rules: readonly Json[]): string => JSON.stringify(rules)

/** The right form of an attribute whose type is missing; the type stays the reader's to know. */
function typedForm(rules: readonly Json[]): string {
  const numbers = rules.some(rule => typeof rule === 'number' || operatorOf(rule)?.name === 'numeric')
  if (numbers) return '{"N":["5"]}'
  if (rules.some(rule => typeof rule === 'boolean')) return '{"BOOL":[true]}'
  return `{"S":${shown(rules)}}`
}

/** A name that differs in upper and lower case alone. */
export const alikeName = (name: string, names: readonly string[]): string | undefined =>
  names.find(one => one.toLowerCase() === name.toLowerCase())

function unknownField({steps, instead}: Misfit): string {
  const name = String(steps.at(-1))
  const alike = alikeName(name, instead)
  if (alike) return `The field is \`${alike}\`: names are case-sensitive.`
  if (steps.length === 1) return 'A stream record has no such field at its root. Attributes are under `dynamodb.NewImage`.'
  return `A stream record has no such field; it has ${instead.join(', ')}.`
}

function unknownType({steps, instead}: Misfit): string {
  const name = String(steps.at(-1))
  const alike = alikeName(name, typeNames)
  if (alike) return `The type is \`${alike}\`: types are upper-case.`
  const types = instead.length === 1 ? instead : typeNames
  return `\`${name}\` is not a DynamoDB type (${types.join(', ')}). A nested map needs \`M\` before its attributes.`
}

/** The fault at this place, and the right form: sentences, without the path. */
const explain: Readonly<Record<Misfit['why'], (misfit: Misfit) => string>> = {
  'numeric-on-text': ({rules}) =>
    `The stream has numbers as strings, and \`numeric\` compares JSON numbers only. Use exact strings (${exactStrings(rules)}) or \`[{"exists":true}]\`. A numeric comparison is not possible on DynamoDB numbers.`,
  'number-literal': ({rules}) => `The stream has numbers as strings. Use ${exactStrings(rules)}.`,
  'not-a-number': () => 'A number of DynamoDB never has this text.',
  'number-form': ({rules}) => `DynamoDB stores numbers without leading or trailing zeros. Use ${exactStrings(rules)}.`,
  'boolean-literal': () => 'The value at this place is never a JSON boolean.',
  'text-for-boolean': () => 'The value is a JSON boolean. Use `true` or `false` without quotes.',
  'text-for-number': () => 'The value is a JSON number. Use a number without quotes, or `numeric`.',
  'text-operator': () => 'The value is not a string, and this operator compares strings only.',
  'null-literal': () => 'The value is never JSON null. Use `{"NULL":[true]}`, or `[{"exists":false}]` for a missing attribute.',
  'empty-range': () => 'The bounds exclude each other.',
  'no-such-value': ({instead}) => `The only values are ${instead.map(one => `"${one}"`).join(', ')}; upper and lower case matter.`,
  'other-record': () => 'No record meets all conditions at once: only deletions by Time to Live (REMOVE) have `userIdentity`.',
  'always-there': () => 'Every record has this value.',
  'unknown-field': unknownField,
  'unknown-type': unknownType,
  'other-type': ({instead}) => `The attribute is a key of the table, of the type \`${instead.join()}\`.`,
  'no-such-key': ({instead}) => `\`Keys\` holds the key attributes only: ${instead.join(', ')}.`,
  'image-of-view': () => 'The stream does not contain this image.',
  'image-of-record': () => 'INSERT records have no OldImage, and REMOVE records have no NewImage.',
  'below-value': () => 'The place holds a single value without fields below it.',
  'no-value': misfit => noValue(misfit),
  'typed-values': () => 'The elements of a list have types of their own (`{"S":"paid"}`), so they never equal a literal.',
  'two-types': ({instead}) => `A value has one type, and the pattern requires ${instead.map(one => `\`${one}\``).join(' and ')} at once.`,
}

function noValue(misfit: Misfit): string {
  const {steps, rules, instead} = misfit
  if (!isAttribute(steps)) return 'The place holds fields, and conditions match single values only.'
  const [type] = instead
  const form = type === undefined ? typedForm(rules) : `{"${type}":${shown(rules)}}`
  return `The type is missing: values of an attribute are under their type. Use \`${form}\` if that is the type of the attribute.`
}

/** Attributes are right under an image, or under the type `M`. */
const isAttribute = (steps: Misfit['steps']): boolean => {
  const names = steps.filter((step): step is string => typeof step === 'string' && step !== '$or')
  return names.length > 2 && (names.length === 3 || names.at(-2) === 'M')
}

const exactStrings = (rules: readonly Json[]): string => {
  const numbers = rules.flatMap(numbersIn).map(one => String(Number(one)))
  return `\`${JSON.stringify(numbers.length > 0 ? numbers : ['5'])}\``
}

function numbersIn(rule: Json): (number | string)[] {
  if (typeof rule === 'number' || typeof rule === 'string') return Number.isNaN(Number(rule)) ? [] : [rule]
  const operator = operatorOf(rule)
  return operator?.name === 'numeric' && Array.isArray(operator.wanted) ? operator.wanted.filter(one => typeof one === 'number') : []
}

/** Why one part of a pattern matches no record, with its path and the right form. */
export const misfitWords = (misfit: Misfit): string => `\`${pathOf(misfit)}\`: ${explain[misfit.why](misfit)}`
