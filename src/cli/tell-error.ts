import {homedir} from 'node:os'
import {stripVTControlCharacters} from 'node:util'
import type {ErrorCode} from '../model/error-codes.ts'
import {UserError} from '../model/user-error.ts'
import {printedJson} from '../reports/formats/json.ts'
import {didYouMean} from '../text/closest.ts'
import {printable} from '../text/printable.ts'
import {type ParseError, unwrapped, usageWords} from './parse-errors.ts'

/** An error as people and scripts see it. */
export interface Told {
  code: ErrorCode
  message: string
  hints: string[]
}

/** An error of oclif. */
interface OclifError extends ParseError {
  code?: string
  oclif?: {exit?: number}
  flags?: string[]
}

/** Turns whatever was thrown into words. `commands` are the ids that exist, with blanks. */
export function tell(error: unknown, argv: readonly string[], commands: readonly string[]): Told {
  if (error instanceof UserError) return {code: error.code, message: unwrapped(error.message), hints: error.hints}
  const {message, code, oclif, flags, parse} = (error instanceof Error ? error : new Error(String(error))) as OclifError
  if (oclif?.exit === undefined || code === 'MODULE_NOT_FOUND') return bug(message)
  if (isUnknownCommand(error)) return unknownCommand(argv, commands)
  if (flags && message.startsWith('Nonexistent flag')) return unknownFlag(flags, Object.keys(parse?.input?.flags ?? {}), argv, commands)
  const words = usageWords(error as OclifError) ?? {message: sentence(message), hints: []}
  return {code: 'E_USAGE', message: words.message, hints: [...words.hints, helpFor(argv, commands)]}
}

/** Whether oclif found no such command: then, and only then, `tell` needs the list of commands. */
export const isUnknownCommand = (error: unknown): boolean => error instanceof Error && /^command \S+ not found\.?$/i.test(error.message)

const bug = (message: string): Told => ({
  code: 'E_BUG',
  message: `This is a bug in ddbstream: ${message}`,
  hints: ['Please report it, with the command that you ran. DEBUG=1 shows where it happened.'],
})

function unknownCommand(argv: readonly string[], commands: readonly string[]): Told {
  if (argv[0]?.startsWith('-'))
    return {
      code: 'E_UNKNOWN_COMMAND',
      message: `Expected a command, got "${argv[0]}".`,
      hints: ['For instance `ddbstream doctor orders-projector --json`.', `Commands: ${commands.join(', ')}.`],
    }
  const words = argv.filter(word => !word.startsWith('-'))
  const [first = ''] = words
  const asked = commands.some(id => id.startsWith(`${first} `)) ? words.slice(0, 2).join(' ') : first
  const meant = didYouMean(asked, commands)
  const diagnose =
    meant.length === 0 && words.length === 1 && !asked.includes(' ') ? [`To diagnose a function: \`ddbstream doctor ${asked}\`.`] : []
  return {
    code: 'E_UNKNOWN_COMMAND',
    message: `There is no command "${asked}".`,
    hints: [...meant, ...diagnose, `Commands: ${commands.join(', ')}.`],
  }
}

function unknownFlag(flags: string[], known: string[], argv: readonly string[], commands: readonly string[]): Told {
  const names = known.map(name => `--${name}`)
  return {
    code: 'E_UNKNOWN_FLAG',
    message: `There is no flag ${flags.join(', ')}.`,
    hints: [...flags.flatMap(flag => didYouMean(flag, names)), helpFor(argv, commands)],
  }
}

const helpFor = (argv: readonly string[], commands: readonly string[]): string => {
  const words = argv.filter(word => !word.startsWith('-'))
  const command = commands.find(id => id === words.slice(0, 2).join(' ')) ?? commands.find(id => id === words[0])
  return `See \`ddbstream ${command ? `${command} ` : ''}--help\`.`
}

/** oclif's own words: on one line, without colour and without its help hint. */
const sentence = (message: string): string => {
  const text = stripVTControlCharacters(message)
    .replace(/\nSee more help with --help/g, '')
    .replace(/\s*\n\s*/g, ' ')
    .replace(/ {2,}/g, ': ')
  return text.endsWith('.') ? text : `${text}.`
}

/** Text without the user's home folder: errors end up in tickets. */
const homeless = (text: string): string => {
  const home = homedir()
  return printable(home.length > 1 ? text.replaceAll(home, '~') : text)
}

export const errorJson = ({code, message, hints}: Told): string =>
  printedJson('error', {error: {code, message: homeless(message), hints: hints.map(homeless)}})

export const errorText = ({message, hints}: Told): string =>
  [`Error: ${homeless(message)}`, ...hints.map(hint => `  ${homeless(hint)}`)].join('\n')
