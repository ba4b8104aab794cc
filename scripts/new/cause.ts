import {newIncident} from './incident.ts'
import {importing, listing, type Name, type Part} from './part.ts'

const source = ({id, symbol}: Name): string => `import {defineCause, ruledOut} from '../model/cause.ts'
import {count} from '../text/units.ts'

const text = {
  title: 'TO DO: the cause in a few words',
  harm: 'TO DO: records wait',
  summary: (batchSize: number) => \`TO DO: the batch size is \${count(batchSize, 'record')}.\`,
  because: {
    aboveLimit: (most: number) => \`TO DO: the batch size is above \${count(most, 'record')}.\`,
  },
  fix: 'TO DO: describe the change, and its side effects.',
}

/** TO DO: AWS's limit, with its page. */
const mostRecords = 5000

export const ${symbol} = defineCause({
  id: '${id}',
  text,
  harmful: true,
  needs: ['mapping'],
  wants: [],
  weigh: ({mapping}) => {
    const {batchSize} = mapping
    if (batchSize === null || batchSize <= mostRecords) return ruledOut
    return {
      kind: 'present',
      confidence: 0.7,
      summary: text.summary(batchSize),
      because: [text.because.aboveLimit(mostRecords)],
      against: [],
      settledBy: null,
      fixes: [{summary: text.fix, change: {BatchSize: mostRecords}}],
    }
  },
})
`

const test = ({id}: Name): string => `import {describe, expect, it} from 'vitest'
import {mapping} from '../support/evidence.ts'
import {weighing} from '../support/weigh.ts'

const causeAt = (batchSize: number) => weighing({mapping: mapping({batchSize})}).causes.find(({id}) => id === '${id}')

describe('${id}', () => {
  it('is found just above the limit, with its fix', () => {
    const cause = causeAt(5001)
    expect(cause?.summary).toMatch(/5,001 records/)
    expect(cause?.fixes[0]?.command).toMatch(/--set BatchSize=5000/)
  })

  it.each([1, 4999, 5000])('is not found with %i records', batchSize => {
    expect(causeAt(batchSize)).toBeUndefined()
  })
})
`

/** Its table, one line for each row. */
const table = ({id, symbol}: Name): string => `import {${symbol}} from '../../../src/causes/${id}.ts'
import {causeTable} from '../../support/cause-table.ts'

causeTable(${symbol}, 'large batches', {mapping: {batchSize: 5001}}, 0.7, [
  ['a batch of 5,000', {mapping: {batchSize: 5000}}, 'ruled-out'],
  ['the batch size is not known', {mapping: {batchSize: null}}, 'ruled-out'],
])
`

const page = `# TO DO: the cause in a few words

TO DO: describe in two sentences the effect on the records, and why it does not end on its own.

## You see this when
TO DO: describe the signs in the report and the metrics.

## Confirm it
\`\`\`sh
ddbstream iterator-age FUNCTION --since 3h
\`\`\`
TO DO: describe the output of the command in this case.

## Do this
TO DO: give the command that ends it, and its side effects.

## Recover the records
TO DO: say which records are at stake, and how to get them back.

## Prevent
TO DO: say which setting or alarm prevents it.

## What looks like it
TO DO: name the causes that look alike, and the difference.

## What ended it elsewhere
- TO DO: a report of others, and its fix: [title](https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html).
- TO DO: a second report: [title](https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html).

## How ddbstream detects it
TO DO: give the rules and their limits.

## Source
- [TO DO: Lambda Developer Guide, the title of the page](https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html)
`

/** A cause: its source, test and page, and the incident of the lab of which it is the truth. */
export function newCause(name: Name, hasIncident: boolean): Part {
  const incident = hasIncident ? {files: {}, edits: {}, next: []} : newIncident(name, name.id)
  return {
    files: {
      [`src/causes/${name.id}.ts`]: source(name),
      [`test/causes/${name.id}.test.ts`]: test(name),
      [`test/causes/limits/${name.id}.test.ts`]: table(name),
      [`docs/causes/${name.id}.md`]: page,
      ...incident.files,
    },
    edits: {
      'src/causes/index.ts': text => importing(name)(listing(text, 'causes: readonly AnyCause[] = [', '\n]', `${name.symbol},`)),
      ...incident.edits,
    },
    next: [
      'Write the cause, its test and its page: each place says "TO DO". Write its sentences first: they stand in `text`.',
      `Give each line that it draws a row just below and just above in test/causes/limits/${name.id}.test.ts. \`npx vitest run test/causes/limits -u\` writes their facts and fixes into test/golden/limits: read them there.`,
      'Move its line in src/causes/index.ts to its place: the most harmful cause comes first.',
      `\`npx vitest run test/causes/${name.id}.test.ts test/parity.test.ts\` tests it.`,
      ...incident.next,
      '`npm run docs` and `npm run schemas` renew the generated files.',
    ],
  }
}
