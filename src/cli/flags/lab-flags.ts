import {custom, integer, string} from '@oclif/core/flags'
import {UserError} from '../../model/user-error.ts'
import {didYouMean} from '../../text/closest.ts'
import {readText} from '../output/files.ts'
import {lab} from '../run/lab.ts'
import {bounds, shareNumber, wholeNumber} from './flag-values.ts'

/** The surroundings of a lab's incident. */
export interface Furnishing {
  /** IAM actions. */
  deny: string[]
  /** An IAM policy, as JSON. */
  policy: string | undefined
  /** The share of the calls that fail. */
  faults: number
  /** Healthy pipelines beside the one of the incident. */
  functions: number
  latencyMs: number
}

const wrong = (message: string, ...hints: string[]): UserError => new UserError('E_USAGE', message, hints)

function iamAction(label: string, text: string): string {
  if (/^(\*|[a-z0-9-]+:[A-Za-z]+)$/.test(text)) return text
  throw wrong(`${label}: "${text}" is not an IAM action.`, "Use IAM's names, for example lambda:GetFunction.")
}

async function policyIn(label: string, file: string): Promise<string> {
  const json = readText(file)
  const fault = (await lab()).faultOfPolicy(json)
  if (fault === null) return json
  throw wrong(`${label} ${file} is not an IAM policy: ${fault}`, 'It is a JSON document with "Version" and "Statement", as in IAM.')
}

const mostFunctions = 5000
const mostLatencyMs = 60_000
const furnishing = {helpGroup: 'LAB'}

/** How the lab is to be: flags of `lab start`. */
export const furnishingFlags = {
  deny: string({
    description: 'Deny these IAM actions in the lab, separated by commas. Can be repeated.',
    helpValue: 'ACTION,…',
    multiple: true,
    multipleNonGreedy: true,
    delimiter: ',',
    parse: async text => iamAction('--deny', text),
    ...furnishing,
  }),
  policy: custom<string>({parse: async file => policyIn('--policy', file)})({
    description: 'Allow the caller only the actions of this IAM policy.',
    helpValue: 'FILE',
    ...furnishing,
  }),
  faults: custom<number>({parse: async text => shareNumber('--faults', text)})({
    description: 'Fraction of calls to fail, from 0 to 1: server errors, throttles, broken connections.',
    helpValue: 'SHARE',
    default: 0,
    ...furnishing,
  }),
  functions: integer({
    ...bounds(0, mostFunctions),
    description: `Add this many healthy pipelines, from 0 to ${mostFunctions}.`,
    helpValue: 'N',
    default: 0,
    ...furnishing,
  }),
  'latency-ms': integer({
    ...bounds(0, mostLatencyMs),
    description: `Delay of each response, from 0 to ${mostLatencyMs} milliseconds.`,
    helpValue: 'MS',
    default: 0,
    ...furnishing,
  }),
}

/** The same for a lab in this process, one option each. */
const labOptions: Readonly<Record<string, (label: string, value: string) => Partial<Furnishing> | Promise<Partial<Furnishing>>>> = {
  deny: (label, value) => ({deny: [iamAction(label, value)]}),
  policy: async (label, value) => ({policy: await policyIn(label, value)}),
  faults: (label, value) => ({faults: shareNumber(label, value)}),
  functions: (label, value) => ({functions: wholeNumber(label, value, 0, mostFunctions)}),
  'latency-ms': (label, value) => ({latencyMs: wholeNumber(label, value, 0, mostLatencyMs)}),
}

async function labOption(text: string): Promise<Partial<Furnishing>> {
  const at = text.indexOf('=')
  const name = at < 0 ? text : text.slice(0, at)
  const read = Object.hasOwn(labOptions, name) ? labOptions[name] : undefined
  const names = Object.keys(labOptions)
  if (read === undefined)
    throw wrong(`--lab-options: the lab has no option "${name}".`, ...didYouMean(name, names), `Options: ${names.join(', ')}.`)
  if (at < 0) throw wrong(`--lab-options ${name} has no value.`, `Write \`--lab-options ${name}=VALUE\`.`)
  return read(`--lab-options ${name}`, text.slice(at + 1))
}

/** `--lab-options deny=lambda:GetFunction,functions=40`: for tests and exercises, so that no help shows it. */
export const labOptionsFlag = custom<Partial<Furnishing>>({parse: labOption})({
  description: 'The flags of `lab start` for the embedded lab: deny, policy, faults, functions, latency-ms.',
  helpValue: 'NAME=VALUE,…',
  multiple: true,
  multipleNonGreedy: true,
  delimiter: ',',
  hidden: true,
  dependsOn: ['lab'],
})

/** The options together; a part that none names is as in a plain lab. */
export const furnishingOf = (options: readonly Partial<Furnishing>[]): Furnishing => ({
  policy: undefined,
  faults: 0,
  functions: 0,
  latencyMs: 0,
  ...Object.assign({}, ...options),
  deny: options.flatMap(({deny = []}) => deny),
})
