import {stringify} from 'yaml'
import {printable} from '../../text/printable.ts'

/** Any result as YAML, without characters that a terminal could obey. */
export const toYaml = (value: unknown): string =>
  stringify(value, (_key, part: unknown) => (typeof part === 'string' ? printable(part) : part), {
    lineWidth: 0,
    aliasDuplicateObjects: false,
  }).trimEnd()
