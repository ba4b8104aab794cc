import {readdirSync, readFileSync} from 'node:fs'
import {describe, expect, it} from 'vitest'
import {cliOperation} from './aws-operations.ts'
import {commandsOfPage, type PageCommand} from './commands-of-page.ts'
import {wrongInDdbstream} from './ddbstream-commands.ts'

/** Why a command of the AWS CLI is wrong; null where it is right. */
async function wrongInAws([service = '', operation = '', ...rest]: readonly string[], isWhole: boolean): Promise<string | null> {
  const found = await cliOperation(service, operation)
  if (found === null) return `the AWS CLI has no "${service} ${operation}"`
  const options = rest.filter(word => word.startsWith('--')).map(word => word.slice(2).replace(/=.*/, ''))
  const unknown = options.filter(option => !found.options.includes(option))
  if (unknown.length > 0) return `aws ${service} ${operation} has no --${unknown.join(', --')}`
  const missing = isWhole ? found.required.filter(option => !options.includes(option) && !options.includes(`no-${option}`)) : []
  return missing.length > 0 ? `aws ${service} ${operation} lacks --${missing.join(', --')}` : null
}

const wrongIn = ({words: [program, ...words], isWhole}: PageCommand): Promise<string | null> =>
  program === 'aws' ? wrongInAws(words, isWhole) : wrongInDdbstream(words, isWhole)

async function wrongOn(page: string): Promise<string[]> {
  const found: string[] = []
  for (const command of commandsOfPage(page)) {
    const why = await wrongIn(command)
    if (why !== null) found.push(`line ${command.line}: ${why}`)
  }
  return found
}

const pages = ['checks', 'causes'].flatMap(folder =>
  readdirSync(`docs/${folder}`)
    .filter(file => file !== 'README.md')
    .map(file => `docs/${folder}/${file}`),
)

describe('the commands that a page prints', () => {
  it.each(pages)('%s: each exists, with its options', async path => {
    const page = readFileSync(path, 'utf8')
    expect(commandsOfPage(page).filter(({isWhole}) => isWhole)).not.toEqual([])
    expect(await wrongOn(page)).toEqual([])
  })
})

describe('a wrong command', () => {
  const block = (...lines: string[]): string => ['# Page', '', '```sh', ...lines, '```'].join('\n')

  it.each([
    [block('aws lambda get-event-source-mappings --uuid UUID'), 'line 4: the AWS CLI has no "lambda get-event-source-mappings"'],
    [block('aws dynamodb describe-table \\', '  --table TABLE'), 'line 4: aws dynamodb describe-table has no --table'],
    [block('aws lambda create-alias --function-name FUNCTION --name live'), 'line 4: aws lambda create-alias lacks --function-version'],
    [block('ddbstream doctor FUNCTION', 'ddbstream fix FUNCTION'), 'line 5: ddbstream has no command "fix FUNCTION"'],
    [block('ddbstream configure FUNCTION --setting BatchSize=5'), 'line 4: ddbstream configure has no --setting'],
    [block('ddbstream configure FUNCTION --set BatchSize=0'), 'BatchSize=0 is out of range'],
    ['Run `aws sqs get-queue-url --queue QUEUE`.', 'line 1: aws sqs get-queue-url has no --queue'],
    ['Run `ddbstream remap FUNCTION --versions 3`.', 'line 1: ddbstream remap has no --versions'],
  ])('%s → %s', async (page, why) => {
    expect((await wrongOn(page)).join()).toContain(why)
  })

  it.each([
    'Run `aws logs tail` or `ddbstream configure`.',
    block('aws ec2 create-network-acl-entry --network-acl-id A --ingress --rule-number 1 --rule-action allow --protocol 6'),
    block('ddbstream configure FUNCTION --no-event-metrics # a comment --with-flags'),
    block("aws lambda get-event-source-mapping --uuid UUID --query '[State]' --region eu-west-1 | jq --raw ."),
  ])('is not %s', async page => {
    expect(await wrongOn(page)).toEqual([])
  })
})
