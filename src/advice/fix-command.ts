import type {LambdaFunction, Mapping} from '../model/evidence/evidence.ts'
import type {MappingChange} from '../model/plan/mapping-change.ts'
import {functionLabel} from '../text/function-label.ts'
import {ddbstreamCommand, option} from '../text/shell.ts'
import {regionFlag} from './region-flag.ts'

/** A flag with its value, or without one. */
type Flag = readonly [name: string, value?: string]

const optionsOf = (flags: readonly Flag[]): string =>
  flags.map(([name, value]) => (value === undefined ? ` --${name}` : option(name, value))).join('')

/** `ddbstream COMMAND` for exactly this pipeline. */
export function fixCommand(command: 'restart' | 'remap' | 'configure' | 'alarms', mapping: Mapping, flags: readonly Flag[]): string {
  const {functionName, functionArn, qualifier, uuid} = mapping
  const name = functionLabel(functionName, qualifier)
  return ddbstreamCommand(command, name, `${regionFlag(functionArn)}${option('mapping', uuid)}${optionsOf(flags)}`)
}

/** `ddbstream configure` for a function, where the mapping is not known or does not matter. */
export const configureFunction = (
  {functionName, functionArn}: Pick<LambdaFunction, 'functionName' | 'functionArn'>,
  flags: readonly Flag[],
): string => ddbstreamCommand('configure', functionName, `${regionFlag(functionArn)}${optionsOf(flags)}`)

/** The command that makes this change, all of it in one request. */
export const configureCommand = (mapping: Mapping, change: MappingChange): string =>
  fixCommand(
    'configure',
    mapping,
    Object.entries(change).map(([name, value]): Flag => ['set', `${name}=${value}`]),
  )
