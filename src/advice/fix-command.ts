import type {LambdaFunction, Mapping} from '../model/evidence/evidence.ts'
import type {MappingChange} from '../model/plan/mapping-change.ts'
import {functionLabel} from '../text/function-label.ts'
import {shellWord} from '../text/shell.ts'
import {regionFlag} from './region-flag.ts'

/** `ddbstream COMMAND` for exactly this pipeline; each flag is a word, quoted where it must be. */
export function fixCommand(command: 'restart' | 'remap' | 'configure' | 'alarms', mapping: Mapping, flags: readonly string[]): string {
  const {functionName, functionArn, qualifier, uuid} = mapping
  const name = functionLabel(functionName, qualifier)
  return [`ddbstream ${command} ${shellWord(name)}${regionFlag(functionArn)} --mapping ${shellWord(uuid)}`, ...flags.map(shellWord)].join(
    ' ',
  )
}

/** `ddbstream configure` for a function, where the mapping is not known or does not matter. */
export const configureFunction = (
  {functionName, functionArn}: Pick<LambdaFunction, 'functionName' | 'functionArn'>,
  flags: readonly string[],
): string => [`ddbstream configure ${shellWord(functionName)}${regionFlag(functionArn)}`, ...flags.map(shellWord)].join(' ')

/** The command that makes this change, all of it in one request. */
export const configureCommand = (mapping: Mapping, change: MappingChange): string =>
  fixCommand(
    'configure',
    mapping,
    Object.entries(change).flatMap(([name, value]) => ['--set', `${name}=${value}`]),
  )
