import {readdirSync, readFileSync} from 'node:fs'
import type {UserText} from './user-texts.ts'

/** A literal, with its text in the group `text`. */
const literal = /(?<quote>['"`])(?<text>(?:(?!\k<quote>)[^\\]|\\.)*)\k<quote>/.source

/** The title of a test or of a group, also behind a table, and the first cell of a row, which becomes a part of the title. */
const titles = new RegExp(`(?:\\b(?:it|test|describe)(?:\\.\\w+)*\\(|\\)\\(|^\\s*\\[)\\s*${literal}(?=[,)\\]])`, 'gm')

/** The sentences of a retold incident: its story, the rule of AWS for it, and the reason why it is not right yet. */
const stories = new RegExp(`\\b(?:story|rule|report|because|why):\\s*${literal}`, 'g')

const textsBy = (pattern: RegExp, file: string): UserText[] => {
  const source = readFileSync(file, 'utf8')
  return [...source.matchAll(pattern)].map(found => ({
    file,
    line: source.slice(0, found.index + found[0].indexOf(found.groups?.quote ?? '')).split('\n').length,
    text: (found.groups?.text ?? '').replaceAll(/\$\{[^}]*\}/g, '{}'),
  }))
}

/** The titles of the tests and the stories of the retold incidents, which a contributor reads. */
export const testTexts = (): UserText[] =>
  readdirSync('test', {recursive: true, encoding: 'utf8'})
    .filter(file => file.endsWith('.ts') && !file.startsWith('words/'))
    .sort()
    .flatMap(file => textsBy(file.startsWith('incidents/retold/') ? stories : titles, `test/${file}`))
    .filter(({text}) => /[a-z]{2,}[,;:.]? .*[a-z]{2,}/i.test(text))
