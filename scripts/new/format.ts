import type {Name, Part} from './part.ts'
import {importing} from './part.ts'

const source = ({symbol}: Name): string => `import type {Report} from '../../model/report/report.ts'
import {printable} from '../../text/printable.ts'

/** TO DO: say who reads this format. One line per pipeline: its function and its verdict. */
export const ${symbol} = ({pipelines}: Report): string =>
  pipelines.map(pipeline => \`\${printable(pipeline.function)} \${pipeline.verdict}\`).join('\\n')
`

const test = ({id, symbol}: Name): string => `import {describe, expect, it} from 'vitest'
import {${symbol}} from '../../../src/reports/formats/${id}.ts'
import {formats} from '../../../src/reports/index.ts'
import {invented} from '../invented.ts'

const style = {columns: 80, colour: false, unicode: true, verbose: false}

describe('${id}', () => {
  it('is a format of the command line', () => {
    expect(formats['${id}'](invented.fleet, style)).toBe(${symbol}(invented.fleet))
  })

  it.each(Object.entries(invented))('%s: has a line for each pipeline, with its verdict', (_name, report) => {
    const lines = ${symbol}(report).split('\\n').filter(line => line)
    expect(lines.map(line => line.split(' ').at(-1))).toEqual(report.pipelines.map(({verdict}) => verdict))
  })
})
`

/** An output format of \`doctor\` and \`merge\`. */
export const newFormat = (name: Name): Part => ({
  files: {[`src/reports/formats/${name.id}.ts`]: source(name), [`test/reports/formats/${name.id}.test.ts`]: test(name)},
  edits: {
    'src/reports/index.ts': text => {
      const key = name.id === name.symbol ? name.symbol : `'${name.id}': ${name.symbol}`
      return importing(name, 'formats/')(text.replace(/^(const renderers = \{[^}]*)\}/m, `$1, ${key}}`))
    },
  },
  next: [
    'Write the format and its test: each place says "TO DO".',
    `Add it to test/reports/formats.test.ts: its golden file is made with \`npx vitest run test/reports/formats.test.ts -u\`.`,
    '`npm run docs` renews the generated files.',
  ],
})
