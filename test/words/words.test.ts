import {readFileSync} from 'node:fs'
import {describe, expect, it} from 'vitest'
import {rules} from './rules.ts'
import {testTexts} from './test-titles.ts'
import {type UserText, userTexts} from './user-texts.ts'

const texts = userTexts()

const foundBy = (find: (text: string) => string[], list: readonly UserText[]): string[] =>
  list.flatMap(({file, line, text}) => find(text).map(words => `${file}:${line}: ${words}`))

describe('the texts that a user can meet', () => {
  it('are collected from source, docs and changelog', () => {
    for (const part of [
      'src/causes/',
      'src/checks/',
      'src/commands/',
      'src/model/',
      'packages/lab/src/incidents/',
      'docs/causes/',
      'docs/checks/',
      'README.md',
      'CHANGELOG.md',
    ])
      expect(
        texts.some(({file}) => file.startsWith(part)),
        part,
      ).toBe(true)
  })

  it.each(rules)('hold to the rule of $id', ({find}) => {
    const found = foundBy(find, texts)
    expect(found, found.join('\n')).toEqual([])
  })
})

describe('the titles of tests and the stories of incidents', () => {
  const ofTests = testTexts()

  it('are collected from tests, tables and retold incidents', () => {
    for (const part of ['test/causes/', 'test/causes/limits/', 'test/incidents/retold/'])
      expect(ofTests.filter(({file}) => file.startsWith(part)).length, part).toBeGreaterThan(100)
  })

  it('have no noun phrase with what', () => {
    const found = foundBy(text => rules.find(({id}) => id === 'noun phrases with what')?.find(text) ?? [text], ofTests)
    expect(found, found.join('\n')).toEqual([])
  })
})

describe('the rules', () => {
  it.each([
    ['banned words', 'The command mends it.', 'The command fixes it.'],
    ['things that speak', 'The log says why.', 'The log shows why.'],
    ['noun phrases with what', 'What is written waits.', 'What is wrong?'],
    ['sentences over 25 words', `${'word '.repeat(26)}.`, `${'word '.repeat(25)}.`],
    ['raw floats', 'It takes 1.0069 s.', 'It takes 1.01 s and costs $0.0003, by 4.14.2.'],
    ['plurals that do not agree', 'It has 1 shards.', 'It has 1 shard of 21 shards.'],
    ['plurals that do not agree', 'It has {} shards.', 'It has {count}.'],
  ])('of %s finds "%s" and leaves "%s" alone', (id, bad, good) => {
    const rule = rules.find(one => one.id === id)
    expect(rule?.find(bad)).not.toEqual([])
    expect(rule?.find(good)).toEqual([])
  })
})

describe('docs/glossary.md', () => {
  const terms = [...readFileSync('docs/glossary.md', 'utf8').matchAll(/^\| (?!term |-)(.+?) \| (.+?) \| (.+?) \|$/gm)]

  it('has 20 to 40 terms, each with a meaning and a source', () => {
    expect(terms.length).toBeGreaterThanOrEqual(20)
    expect(terms.length).toBeLessThanOrEqual(40)
    for (const [, term, meaning] of terms) expect(meaning, term).toMatch(/^[A-Z`].{10,}\.$/)
  })

  it("begins with AWS's words, in order", () => {
    const ofAws = terms.filter(([, , , source]) => source?.includes('docs.aws.amazon.com')).map(([, term]) => term)
    expect(terms.slice(0, ofAws.length).map(([, term]) => term)).toEqual(ofAws)
    expect(ofAws).toEqual([...ofAws].sort())
  })
})
