import {readdirSync, readFileSync} from 'node:fs'
import {describe, expect, it} from 'vitest'
import {namesIn, templateNames} from './template-names.ts'

/** The section "Prevent" of each page that has one. */
const sections = ['checks', 'causes'].flatMap(folder =>
  readdirSync(`docs/${folder}`)
    .filter(file => file.endsWith('.md'))
    .flatMap(file => {
      const found = /\n## Prevent\n([\s\S]*?)(?=\n## |$)/.exec(readFileSync(`docs/${folder}/${file}`, 'utf8'))
      return found?.[1] === undefined ? [] : [{file: `${folder}/${file}`, text: found[1]}]
    }),
)
const codes = sections.flatMap(({file, text}) => [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => ({file, code})))

describe('the names of template settings in the section "Prevent"', () => {
  it('are those of Terraform, SAM, CloudFormation and the CDK', () => {
    const wrong = codes.flatMap(({file, code}) => namesIn(code).flatMap(name => (templateNames.has(name) ? [] : [`${file}: ${name}`])))
    expect(wrong, wrong.join('\n')).toEqual([])
  })

  it('are read from many pages, and no name of the table is unused', () => {
    expect(sections.length).toBeGreaterThan(60)
    const used = new Set(codes.flatMap(({code}) => namesIn(code)))
    expect([...templateNames].filter(name => !used.has(name))).toEqual([])
  })

  it.each([
    ['bisect_batch_on_function_eror = true', ['bisect_batch_on_function_eror']],
    ['DestinationConfig: {OnFailure: {Type: SQS, Destinaton: …}}', ['Destinaton']],
    ['bisectBatchOnErorr: true', ['bisectBatchOnErorr']],
    ['snapStart: SnapStartConf.ON_PUBLISHED_VERSION', ['SnapStartConf.ON_PUBLISHED_VERSION']],
    ['batch_sise', ['batch_sise']],
    ['fn.curentVersion', ['curentVersion']],
    ['AWS::EC2::NetworkAclEntries', ['AWS::EC2::NetworkAclEntries']],
    ['ddbstream configure FUNCTION --memory MB', []],
  ])('are found misspelt: %s', (code, names) => expect(namesIn(code).filter(name => !templateNames.has(name))).toEqual(names))
})
