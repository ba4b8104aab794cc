import {readdirSync} from 'node:fs'
import type {Command} from '@oclif/core'
import {parse} from '@oclif/core/parser'

/** Stand-ins that only the user knows, as a command line accepts them. */
const fillings: readonly (readonly [RegExp, string])[] = [
  [/\bARN_OF_YOUR_SNS_TOPIC\b/g, 'arn:aws:sns:us-east-1:123456789012:on-call'],
  [/\b(?:ARN_OF_YOUR_SQS_QUEUE|ARN)\b/g, 'arn:aws:sqs:us-east-1:123456789012:orders-failed'],
  [/\b(?:OTHER_)?REGION\b/g, 'eu-west-1'],
  [/\bUUID\b/g, '11111111-2222-4333-8444-555555555555'],
  [/\bN\b/g, '3'],
  [/\bMB\b/g, '1024'],
]

const fill = (word: string): string => fillings.reduce((text, [placeholder, value]) => text.replace(placeholder, value), word)

const files = readdirSync('src/commands', {recursive: true, encoding: 'utf8'}).filter(file => file.endsWith('.ts'))

/** Why a command line of ddbstream is wrong; null where it is right. A part of one names a command and flags that exist. */
export async function wrongInDdbstream(words: readonly string[], isWhole: boolean): Promise<string | null> {
  const path = ['/', '.ts']
    .flatMap(end => (end === '.ts' ? [words[0]] : [`${words[0]}/${words[1]}`]))
    .find(id => files.includes(`${id}.ts`))
  if (path === undefined) return `ddbstream has no command "${words.slice(0, 2).join(' ')}"`
  const {default: Class} = (await import(`../../src/commands/${path}.ts`)) as {default: typeof Command}
  const argv = words.slice(path.split('/').length).map(fill)
  const flags = Object.keys({...Class.baseFlags, ...Class.flags})
  const unknown = argv.filter(word => word.startsWith('--') && !flags.includes(word.slice(2).replace(/=.*|^no-/, '')))
  if (unknown.length > 0) return `ddbstream ${path} has no ${unknown.join(', ')}`
  if (!isWhole) return null
  try {
    await parse(argv, {flags: {...Class.baseFlags, ...Class.flags}, args: Class.args, strict: Class.strict})
    return null
  } catch (error) {
    return (error as Error).message
  }
}
