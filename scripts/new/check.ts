import {checksIndex} from '../checks-index.ts'
import type {Name, Part} from './part.ts'

const source = ({id, symbol}: Name): string => `import {defineCheck, fail} from '../../model/check.ts'
import {count} from '../../text/units.ts'

/** TO DO: AWS's limit, with its page. A limit that a user may set stands in \`src/aws-facts/thresholds.ts\`, and \`run\` gets it with the moment. */
const mostRecords = 5000

export const ${symbol} = defineCheck({
  id: '${id}',
  severity: 'low',
  needs: ['mapping'],
  run: ({mapping}) => {
    const {batchSize} = mapping
    if (batchSize === null || batchSize <= mostRecords) return []
    return [fail({batchSize}, {change: {BatchSize: mostRecords}})]
  },
  text: {
    title: 'TO DO: the failing state in a few words',
    why: 'TO DO: name in one sentence the harm of this state.',
    found: ({batchSize}) => \`TO DO: the batch size is \${count(batchSize, 'record')}.\`,
    fix: () => 'TO DO: name the change and its side effects.',
  },
})
`

const test = ({id, symbol}: Name, topic: string): string => `import {${symbol}} from '../../../src/checks/${topic}/${id}.ts'
import {mapping} from '../../support/evidence.ts'
import {testCheck} from '../../support/test-check.ts'

testCheck(${symbol}, {
  fail: [
    ['just above the limit', {mapping: mapping({batchSize: 5001})}, {batchSize: 5001}, {command: /--set BatchSize=5000/, sentence: /5,001 records/}],
  ],
  pass: [['at the limit', {mapping: mapping({batchSize: 5000})}]],
  unknownWithout: [['mapping']],
})
`

const fence = '```'

const page = `# TO DO: the failing state in a few words

## What it means
TO DO: describe this state and its harm, in one or two sentences.

## Confirm it
${fence}sh
aws lambda get-event-source-mapping --uuid UUID --query 'BatchSize'
${fence}
TO DO: one or two commands that show this state in AWS's own words.

## Do this
${fence}sh
ddbstream configure FUNCTION --set BatchSize=5000
${fence}
TO DO: the command that the fix prints, and its side effects in one sentence. A change of code is a short snippet.

## Prevent
TO DO: the attribute in infrastructure code. Terraform \`batch_size = 5000\`; SAM \`BatchSize: 5000\`; CDK \`batchSize: 5000\`.

## When to ignore it
TO DO: name the case in which this state is intended.

## How ddbstream detects it
TO DO: name AWS's field or metric, and the limit.

## Source
- [TO DO: Lambda Developer Guide, the title of the page](https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html)
`

/** A check of a topic: its source, test and page. `files`: the checks that are there. */
export const newCheck = (name: Name, topic: string, files: readonly string[]): Part => ({
  files: {
    [`src/checks/${topic}/${name.id}.ts`]: source(name),
    [`test/checks/${topic}/${name.id}.test.ts`]: test(name, topic),
    [`docs/checks/${name.id}.md`]: page,
  },
  edits: {'src/checks/index.ts': text => checksIndex([...files, `${topic}/${name.id}`], text)},
  next: [
    `Write the check, its test and its page: each place says "TO DO".`,
    `\`npx vitest run test/checks/${topic}/${name.id}.test.ts test/parity.test.ts\` tests it.`,
    `\`npm run guide ${name.id}\` finds an incident that fails the check and one that passes it. Put its line into test/use-cases/guide-table.ts. Where none fails it, add the state to an incident in packages/lab/src/incidents.`,
    '`npm run docs` and `npm run schemas` renew the generated files. `npx biome check --write .` formats.',
    '`npm run types && npm run lint && npx vitest run test/parity.test.ts test/generated-docs.test.ts` names the missing parts.',
  ],
})
