import {existsSync, readdirSync} from 'node:fs'
import {causes} from '../../src/causes/index.ts'
import {topics} from '../../src/checks/index.ts'
import type {Names} from './sentence.ts'
import {sharedTexts, type Text, textsOf} from './texts-of.ts'
import {type Tree, withTrees} from './trees.ts'

/** The order in which a report gives them; others follow as they stand in the file. */
const order = ['title', 'why', 'harm', 'headline', 'found', 'summary', 'because', 'against', 'settledBy', 'fix', 'fixes', 'not known']

const place = ({label}: Text): number => {
  const at = order.indexOf(label.split('.')[0] ?? '')
  return at < 0 ? order.length : at
}

const filesBelow = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, {recursive: true, encoding: 'utf8'})
        .filter(name => name.endsWith('.ts'))
        .map(name => `${folder}/${name}`)
        .sort()
    : []

const checkFiles = topics.flatMap(({id: topic, checks}) => checks.map(({id}) => `src/checks/${topic}/${id}.ts`))
/** A long cause keeps its words in a file of its own. */
const causeFilesOf = (id: string): string[] => [`src/causes/texts/${id}.ts`, `src/causes/${id}.ts`].filter(file => existsSync(file))
const causeFiles = causes.flatMap(({id}) => causeFilesOf(id))
/** Words that several of them share. */
const shared = [
  ...filesBelow('src/causes').filter(file => !causeFiles.includes(file)),
  ...filesBelow('src/advice'),
  ...filesBelow('src/signs'),
  ...filesBelow('src/aws-facts'),
]

function section(heading: string, trees: readonly (Tree | undefined)[], names: Names): string[] {
  const texts = trees.flatMap(tree => (tree ? textsOf(tree, names) : [])).sort((a, b) => place(a) - place(b))
  if (texts.length === 0) return []
  return [heading, '', ...texts.map(({label, text}) => `- **${label}** ${text.trim()}`), '']
}

/** All texts of checks and causes, and the words that several share. */
export const textsPage = (): string =>
  withTrees([...checkFiles, ...causeFiles, ...shared], trees => {
    const byFile = new Map(trees.map(tree => [tree.file, tree]))
    const names = sharedTexts(trees)
    return [
      '# Texts',
      '',
      'Each `{name}` stands for a value. `[this|that]` is one of several, and `[this]` may be absent.',
      '',
      ...topics.flatMap(({id: topic, title, checks}) => [
        `# Checks: ${title}`,
        '',
        ...checks.flatMap(({id, severity}) => section(`## ${id} (${severity})`, [byFile.get(`src/checks/${topic}/${id}.ts`)], names)),
      ]),
      '# Causes',
      '',
      ...causes.flatMap(({id}) =>
        section(
          `## ${id}`,
          causeFilesOf(id).map(file => byFile.get(file)),
          names,
        ),
      ),
      '# Words that several share',
      '',
      ...shared.flatMap(file => section(`## ${file}`, [byFile.get(file)], names)),
    ].join('\n')
  })
