import {wordsInShells} from './shell-reads.ts'

/** Keys of evidence whose values AWS lets an account name. */
const named = new Set([
  ...['functionName', 'functionArn', 'qualifier', 'tableName', 'tableArn', 'eventSourceArn', 'streamArn', 'uuid', 'vpcId', 'subnetIds'],
  ...['securityGroupIds', 'securityGroups', 'routeTableId', 'networkAclId', 'id', 'role', 'handler', 'logGroup', 'environmentNames'],
  ...['environmentKeyArn', 'kmsKeyArn', 'onFailureDestination', 'host', 'resource', 'aliases', 'name', 'arn', 'keyArn', 'policyName'],
])

/** A text behind each name, without the signs that part an ARN. */
export const behind = `'"$(touch x)\`touch x\`;&|<>*?[a]~!{}\\,= é ##[x] ;=1`
/** A text before each name that is no ARN. */
export const before = '--endpoint-url=::http '

const change = (text: string, isBefore: boolean): string => {
  if (text === '' || text === '$LATEST' || /^\d+$/.test(text)) return text
  return isBefore ? (text.startsWith('arn:') ? text : before + text) : text + behind
}

/** The same value, in which each text under a key of a name is hostile. */
export function withHostileNames<T>(value: T, isBefore: boolean, isNamed = false): T {
  if (typeof value === 'string') return (isNamed ? change(value, isBefore) : value) as T
  if (Array.isArray(value)) return value.map(one => withHostileNames(one, isBefore, isNamed)) as T
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withHostileNames(one, isBefore, named.has(key))])) as T
}

/** The names and values of a word that is JSON or the AWS CLI's shorthand; any other word as it is. */
function tokensOf(word: string): string[] {
  if (/^(?:\[[[{"]|\{)/.test(word)) {
    const leaves = (value: unknown): string[] =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([key, one]) => [...(Array.isArray(value) ? [] : [key]), ...leaves(one)])
        : [String(value)]
    return leaves(JSON.parse(word))
  }
  return /^\w+=/.test(word) ? word.split(/[=,{}]+/) : [word]
}

/** The words of a command without the hostile texts, in an order and a form that do not depend on a leading dash. */
const plainWords = (words: readonly string[], added: string): string[] =>
  words
    .flatMap((word, i) => {
      const [, name, value = ''] = /^(--[\w-]+)=(.*)$/s.exec(word) ?? []
      return name === undefined || words[i - 1] === '--' ? [word] : [name, value]
    })
    .filter(word => word !== '--')
    .flatMap(word => (word.startsWith(added) || word.endsWith(added) ? [word] : tokensOf(word)))
    .map(word => word.replaceAll(added, '').replace(/-[0-9a-f]{8}$/, ''))
    .filter(word => word !== '')
    .sort()

/** What is called: `aws lambda get-function`. */
const callsOf = (commands: readonly (readonly string[])[]): string =>
  commands.map(words => words.slice(0, words[0] === 'aws' ? 3 : 2).join(' ')).join(', ')

/** Whether a text became an option of its own. */
const hasOption = (words: readonly string[]): boolean =>
  words.slice(0, words.includes('--') ? words.indexOf('--') : undefined).some(word => word.startsWith(before.trim().split('=')[0] ?? ''))

/**
 * The faults of commands that were printed for hostile names. The shells must read each, and find no other program in it. It must have the
 * words of the one for plain names, with the hostile texts in them. A name may decide which command is printed: then it must be no option.
 */
export function hostileFaults(pairs: readonly {plain: string; hostile: string; added: string}[]): string[] {
  const unlike = pairs.filter(({plain, hostile}) => hostile !== '' && hostile !== plain)
  if (unlike.length === 0) return []
  const read = wordsInShells(unlike.flatMap(({plain, hostile}) => [plain, hostile]))
  return unlike.flatMap(({plain, hostile, added}, i) => {
    const [meant = [], found = []] = [read[2 * i], read[2 * i + 1]]
    const isSame =
      callsOf(meant) !== callsOf(found) ||
      JSON.stringify(meant.map(words => plainWords(words, added))) === JSON.stringify(found.map(words => plainWords(words, added)))
    return isSame && !found.some(hasOption) ? [] : [`${plain}\n${hostile}\n  ${JSON.stringify(found)}`]
  })
}
