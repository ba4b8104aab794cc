import {stripVTControlCharacters} from 'node:util'
import {didYouMean} from '../text/closest.ts'

/** The facts that oclif has of a flag, as far as words need them. */
interface KnownFlag {
  description?: string
  helpValue?: string | string[]
  type?: string
}

/** The fields that oclif puts on the errors of its parser. */
export interface ParseError extends Error {
  parse?: {
    input?: {flags?: Record<string, KnownFlag>}
    output?: {flags?: Record<string, unknown>; metadata?: {flags?: Record<string, {setFromDefault?: boolean}>}}
  }
  args?: {name: string; description?: string}[]
}

/** An error of usage in our words. */
export interface UsageWords {
  message: string
  hints: string[]
}

/** The words of an error that the `parse` of a flag threw, without those that oclif puts around it. */
export const unwrapped = (message: string): string =>
  /^Parsing --\S+ \n\t([\s\S]*)\nSee more help with --help$/.exec(message)?.[1] ?? message

/** The fault in the flags and arguments, in our words; undefined where oclif's own must do. */
export function usageWords(error: ParseError): UsageWords | undefined {
  const text = stripVTControlCharacters(error.message)
  return missingArgument(error, text) ?? wrongOption(text) ?? wrongRelations(error, text)
}

const dashed = (names: string): string[] => names.split(', ').map(name => (name.startsWith('--') ? name : `--${name}`))

const missingArgument = ({args}: ParseError, text: string): UsageWords | undefined =>
  /^Missing \d+ required arg/.test(text) && args
    ? {
        message: `Missing argument: ${args.map(({name}) => name.toUpperCase()).join(', ')}.`,
        hints: args.flatMap(({name, description}) => (description ? [`${name.toUpperCase()}: ${description}`] : [])),
      }
    : undefined

function wrongOption(text: string): UsageWords | undefined {
  const [, flag = '', given = '', options = ''] = /^Expected --([\w-]+)=([\s\S]*) to be one of: (.*)/.exec(text) ?? []
  if (options === '') return undefined
  const known = options.split(', ')
  return {
    message: `--${flag} ${given} is not possible.`,
    hints: [...didYouMean(given, known), `Values of --${flag}: ${options}.`],
  }
}

/** The flags do not go together: each fault once, with the purpose of its flags. */
function wrongRelations(error: ParseError, text: string): UsageWords | undefined {
  const [, body] = /^The following errors? occurred:\s+([\s\S]*?)(?:\nSee more help with --help)?$/.exec(text) ?? []
  if (body === undefined) return undefined
  const faults = body.split(/\n +(?=--|All |One |Only |Missing |Exactly |At least )/).map(reason => faultOf(error, reason))
  return {
    message: [...new Set(faults.map(({message}) => message))].join(' '),
    hints: [...new Set(faults.flatMap(({hints}) => hints))],
  }
}

function faultOf(error: ParseError, reason: string): UsageWords {
  const flags = error.parse?.input?.flags ?? {}
  const [, other, one] = /^--([\w-]+)(?:=[\s\S]*)? cannot also be provided when using --([\w-]+)$/.exec(reason) ?? []
  if (other !== undefined && one !== undefined)
    return {
      message: `${[one, other]
        .sort()
        .map(name => `--${name}`)
        .join(' and ')} cannot be combined.`,
      hints: ['Leave one of them out.'],
    }
  const [, dependent, needed = ''] = /^(?:All|One) of the following must be provided when using --([\w-]+): (.*)$/.exec(reason) ?? []
  if (dependent !== undefined)
    return {message: `--${dependent} needs ${needed.replaceAll(', ', ' and ')}.`, hints: described(flags, dashed(needed))}
  const [, sole, allowed = ''] = /^Only the following can be provided when using --([\w-]+): (.*)$/.exec(reason) ?? []
  if (sole !== undefined) {
    const useless = givenFlags(error).filter(name => name !== `--${sole}` && !dashed(allowed).includes(name))
    return {
      message: `--${sole} cannot be combined with ${useless.join(', ')}.`,
      hints: [...described(flags, [`--${sole}`]), `It goes with ${allowed}.`],
    }
  }
  const [, required] = /^Missing required flag ([\w-]+)$/.exec(reason) ?? []
  if (required !== undefined)
    return {message: `Missing flag: ${labelOf(flags, `--${required}`)}.`, hints: described(flags, [`--${required}`])}
  const [, choice = ''] = /^(?:Exactly|At least) one of the following must be provided: (.*)$/.exec(reason) ?? []
  if (choice !== '') return {message: `Missing flag: one of ${choice}.`, hints: described(flags, dashed(choice))}
  return {message: `${reason.replace(/\.$/, '')}.`, hints: []}
}

const givenFlags = ({parse}: ParseError): string[] =>
  Object.keys(parse?.output?.flags ?? {})
    .filter(name => parse?.output?.metadata?.flags?.[name]?.setFromDefault !== true)
    .map(name => `--${name}`)

/** `--lab INCIDENT`. */
const labelOf = (flags: Readonly<Record<string, KnownFlag>>, name: string): string =>
  [name, flags[name.slice(2)]?.helpValue].filter(part => part !== undefined).join(' ')

/** "--lab INCIDENT: Ask the embedded lab instead of AWS.": the help of these flags. */
const described = (flags: Readonly<Record<string, KnownFlag>>, names: readonly string[]): string[] =>
  names.flatMap(name => {
    const description = flags[name.slice(2)]?.description
    return description === undefined ? [] : [`${labelOf(flags, name)}: ${description}`]
  })
