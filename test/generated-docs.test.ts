import {readdirSync, readFileSync} from 'node:fs'
import {describe, expect, it} from 'vitest'
import {awsPagesSource} from '../scripts/aws-pages.ts'
import {checkReasonsSource} from '../scripts/check-reasons.ts'
import {errorsPage} from '../scripts/errors-page.ts'
import {causesPage, checksPage} from '../scripts/index-pages.ts'
import {type ErrorCode, errorCodes} from '../src/model/error-codes.ts'
import {exitCodeFor} from '../src/model/user-error.ts'

/** Pages that the code holds as tables, and the output of `npm run docs`. */
const pages: [path: string, text: () => string][] = [
  ['docs/errors.md', errorsPage],
  ['src/aws-facts/aws-pages.ts', awsPagesSource],
  ['src/model/report/check-reasons.ts', checkReasonsSource],
  ['docs/checks/README.md', checksPage],
  ['docs/causes/README.md', causesPage],
]

describe('the generated pages', () => {
  it.each(pages)('%s is as `npm run docs` writes it', (path, text) => {
    expect(readFileSync(path, 'utf8')).toBe(text())
  })
})

describe('the table of errors', () => {
  const sources = readdirSync('src', {recursive: true, encoding: 'utf8'})
    .filter(file => file.endsWith('.ts') && file !== 'model/error-codes.ts')
    .map(file => readFileSync(`src/${file}`, 'utf8'))

  it('holds every code that the source has, and no other', () => {
    const used = sources.flatMap(text => text.match(/(?<=')E_[A-Z_]+(?=')/g) ?? [])
    expect([...new Set(used)].sort()).toEqual(Object.keys(errorCodes).sort())
  })

  it.each(Object.entries(errorCodes))('%s has an exit code and a sentence of 20 words at most', (code, {when}) => {
    expect(exitCodeFor(code as ErrorCode)).toBeGreaterThan(1)
    expect(when).toMatch(/^\S.*\.$/)
    for (const sentence of when.split('. ')) expect(sentence.split(' ').length).toBeLessThanOrEqual(20)
  })
})

describe('the files of `npm run new`', () => {
  it.each(['src', 'packages/lab/src', 'test', 'docs'])('is written to its end below %s', folder => {
    const files = readdirSync(folder, {recursive: true, encoding: 'utf8'}).filter(
      file => /\.(ts|md)$/.test(file) && file !== 'generated-docs.test.ts',
    )
    expect(files.filter(file => readFileSync(`${folder}/${file}`, 'utf8').includes('TO DO'))).toEqual([])
  })
})
