export type Json = null | boolean | number | string | Json[] | {[key: string]: Json}

/** Why an alternative of a pattern matches no value of this place. */
export type LeafFault =
  | 'numeric-on-text'
  | 'number-literal'
  | 'not-a-number'
  | 'number-form'
  | 'boolean-literal'
  | 'text-for-boolean'
  | 'text-for-number'
  | 'text-operator'
  | 'null-literal'
  | 'empty-range'
  | 'no-such-value'
  | 'other-record'
  | 'always-there'

/** Why nothing stands at a place of the record. */
export type Absence =
  | 'unknown-field'
  | 'unknown-type'
  | 'other-type'
  | 'no-such-key'
  | 'image-of-view'
  | 'image-of-record'
  | 'other-record'
  | 'below-value'

/** A part of a pattern that no record matches. */
export interface Misfit {
  /** Where it stands in the pattern: names of fields, and indexes under `$or`. */
  steps: readonly (string | number)[]
  why: LeafFault | Absence | 'no-value' | 'typed-values' | 'two-types'
  /** The rules at the place: the alternatives of a leaf. */
  rules: readonly Json[]
  /** Names of fields that the record has instead. */
  instead: readonly string[]
}
