import {commandsIn} from './shell-words.ts'

/** One request that a printed command makes, in the words of the AWS CLI; `ddbstream` is the service of a command that is no single request. */
export interface PrintedRequest {
  service: string
  operation: string
  /** Words before the first option. */
  names: readonly string[]
  /** By the option without its dashes; values that follow each other joined by a blank, `true` for an option without a value. */
  options: Readonly<Record<string, string>>
}

/** The requests of a printed command, in their order. A text that is no command of AWS or ddbstream makes none. */
export const requestsIn = (command: string): PrintedRequest[] =>
  commandsIn(command).flatMap(([program = '', ...words]) => {
    if (program === 'ddbstream') return ofDdbstream(words)
    const [service = '', operation = '', ...rest] = words
    return program === 'aws' ? [{service, operation, ...read(rest)}] : []
  })

/** Options of one value, behind which a name may follow. */
const single: readonly string[] = ['region', 'since', 'mapping']

function read(words: readonly string[], several: Record<string, string[]> = {}): Pick<PrintedRequest, 'names' | 'options'> {
  const names: string[] = []
  const options: Record<string, string> = {}
  let option: string | null = null
  for (const [i, word] of words.entries()) {
    if (word === '--') return {names: [...names, ...words.slice(i + 1)], options}
    const [, joined = '', value = ''] = /^--([\w-]+)=(.*)$/s.exec(word) ?? []
    if (joined !== '') {
      several[joined]?.push(value)
      options[joined] = value
      option = null
    } else if (word.startsWith('--')) {
      option = word.slice(2)
      options[option] ??= 'true'
    } else if (option === null) names.push(word)
    else {
      several[option]?.push(word)
      options[option] = options[option] === 'true' ? word : `${options[option]} ${word}`
      if (single.includes(option)) option = null
    }
  }
  return {names, options}
}

/** `MaximumRetryAttempts` as the AWS CLI names it. */
const kebab = (name: string): string => name.replace(/(?!^)[A-Z]/g, letter => `-${letter}`).toLowerCase()

/** `2m` as AWS takes it; a text that is no such time stays as it is. */
function seconds(text: string): string {
  const [, amount, unit] = /^(\d+)([sm])$/.exec(text) ?? []
  return amount === undefined ? text : String(Number(amount) * (unit === 'm' ? 60 : 1))
}

/** `configure` makes one request for each thing that it changes. */
function ofDdbstream([operation = '', ...words]: readonly string[]): PrintedRequest[] {
  const set: string[] = []
  const {names, options} = read(words, {set})
  const [name = ''] = names
  if (operation !== 'configure') return [{service: 'ddbstream', operation, names, options}]
  const {mapping, memory, timeout, 'reserved-concurrency': reserve} = options
  const settings = Object.fromEntries(set.map(one => [kebab(one.slice(0, one.indexOf('='))), one.slice(one.indexOf('=') + 1)]))
  const ofFunction = {'function-name': name}
  const request = (action: string, given: Record<string, string>): PrintedRequest => ({
    service: 'lambda',
    operation: action,
    names: [],
    options: given,
  })
  return [
    ...(set.length === 0 ? [] : [request('update-event-source-mapping', {uuid: mapping ?? '', ...settings})]),
    ...(memory === undefined ? [] : [request('update-function-configuration', {...ofFunction, 'memory-size': memory})]),
    ...(timeout === undefined ? [] : [request('update-function-configuration', {...ofFunction, timeout: seconds(timeout)})]),
    ...(reserve === undefined
      ? []
      : reserve === 'none'
        ? [request('delete-function-concurrency', ofFunction)]
        : [request('put-function-concurrency', {...ofFunction, 'reserved-concurrent-executions': reserve})]),
  ]
}
