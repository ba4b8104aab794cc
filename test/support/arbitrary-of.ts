import fc from 'fast-check'
import type {z} from 'zod'

/** The description of a schema, as far as the schema of the evidence uses it. */
interface Definition {
  type: string
  shape: Record<string, z.ZodType>
  element: z.ZodType
  innerType: z.ZodType
  valueType: z.ZodType
  options: z.ZodType[]
  values: unknown[]
  entries: Record<string, string>
}

/** Says how to make the values of some schemas; undefined leaves a schema to its shape. */
export type Special = (schema: z.ZodType, definition: Definition) => fc.Arbitrary<unknown> | undefined

/** Any value that a zod schema takes, refinements and limits of length aside. */
export function arbitraryOf(schema: z.ZodType, special: Special): fc.Arbitrary<unknown> {
  const {def, minValue, maxValue, isInt} = schema as unknown as {def: Definition; minValue?: number; maxValue?: number; isInt?: boolean}
  const own = special(schema, def)
  if (own) return own
  const inner = (next: z.ZodType) => arbitraryOf(next, special)
  switch (def.type) {
    case 'number':
      return numbers(Math.max(minValue ?? -most, -most), Math.min(maxValue ?? most, most), isInt === true)
    case 'boolean':
      return fc.boolean()
    case 'literal':
      return fc.constantFrom(...def.values)
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries))
    case 'nullable':
      return fc.option(inner(def.innerType), {nil: null})
    case 'optional':
      return fc.option(inner(def.innerType), {nil: undefined})
    // Evidence that was read has a value there, the default or another.
    case 'default':
      return inner(def.innerType)
    case 'array':
      return fc.array(inner(def.element), {maxLength: 4})
    case 'record':
      return fc.dictionary(fc.string({maxLength: 12}), inner(def.valueType), {maxKeys: 3})
    case 'union':
      return fc.oneof(...def.options.map(inner))
    case 'object':
      return fc.record(Object.fromEntries(Object.entries(def.shape).map(([key, value]) => [key, inner(value)])))
    default:
      throw new Error(`no values for a schema of the type ${def.type}`)
  }
}

const most = 1e15

/** Whole and broken numbers, small ones and the ends among them. */
const numbers = (min: number, max: number, whole: boolean): fc.Arbitrary<number> =>
  fc.oneof(
    fc.integer({min: Math.ceil(min), max: Math.floor(Math.min(max, min + 1000))}),
    whole ? fc.bigInt(BigInt(min), BigInt(max)).map(Number) : fc.double({min, max, noNaN: true}).map(value => value + 0),
    fc.constantFrom(min, max),
  )
