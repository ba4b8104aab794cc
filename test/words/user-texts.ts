import {readdirSync, readFileSync} from 'node:fs'
import {type Node, SyntaxKind, type TemplateExpression} from 'typescript/unstable/ast'
import {isStringLiteral, isTemplateExpression} from 'typescript/unstable/ast/is'
import {withTrees} from '../../scripts/texts/trees.ts'
import {textsOfMarkdown} from './markdown.ts'

/** A text that a user can meet. Each value of a template is `{}`, or `{count}` where the value brings its own noun in the right number. */
export interface UserText {
  file: string
  line: number
  text: string
}

/** The sign in a template in place of a value. */
const placeholderOf = (expression: string): string => (/^(?:count|countOf)\(/.test(expression) ? '{count}' : '{}')

function textOf(node: Node, code: string): string | null {
  if (isStringLiteral(node) || node.kind === SyntaxKind.NoSubstitutionTemplateLiteral) return (node as Node & {text: string}).text
  if (!isTemplateExpression(node)) return null
  const {head, templateSpans} = node as TemplateExpression
  return (
    head.text +
    templateSpans.map(({expression, literal}) => placeholderOf(code.slice(expression.pos, expression.end).trim()) + literal.text).join('')
  )
}

/** Two words of prose at least. The queries of Logs Insights, and ids, are none. */
const isProse = (text: string): boolean =>
  /[a-z]{2,}[,;:.]? .*[a-z]{2,}/i.test(text) && !/@(?:message|timestamp)|^(?:filter|fields|stats|parse) /.test(text)

/** The answers of the simulated AWS are AWS's, not ours; its incidents are described to users. */
/** A list of words is no text. */
const vocabulary = 'src/text/program-words.ts'

const isOfUsers = (file: string): boolean =>
  file !== vocabulary && file.endsWith('.ts') && !/^packages\/lab\/src\/(?:services|simulation|neighbours)\//.test(file)

function textsOfSource(): UserText[] {
  const files = ['src', 'packages/lab/src']
    .flatMap(folder => readdirSync(folder, {recursive: true, encoding: 'utf8'}).map(file => `${folder}/${file}`))
    .filter(isOfUsers)
    .sort()
  return withTrees(files, trees =>
    trees.flatMap(({file, source, tree}) => {
      const texts: UserText[] = []
      const breaks = [...source.matchAll(/\n/g)].map(({index}) => index)
      const visit = (node: Node): void => {
        // The names of the lab's random streams are never shown.
        const text = source.slice(0, node.pos).endsWith('draw(') ? null : textOf(node, source)
        if (text !== null && isProse(text)) texts.push({file, line: 1 + breaks.filter(at => at < node.end).length, text})
        node.forEachChild(visit)
      }
      visit(tree)
      return texts
    }),
  )
}

const pages = (folder: string): string[] =>
  readdirSync(folder)
    .filter(file => file.endsWith('.md'))
    .map(file => `${folder}/${file}`)
    .sort()

/** docs/commands.md repeats the source. */
const textsOfDocs = (): UserText[] =>
  [
    'README.md',
    'CONTRIBUTING.md',
    'packages/lab/README.md',
    ...pages('docs').filter(file => file !== 'docs/commands.md'),
    ...pages('docs/causes'),
    ...pages('docs/checks'),
    ...pages('docs/decisions'),
  ].flatMap(file => textsOfMarkdown(file, readFileSync(file, 'utf8')))

/** The newest section: the older ones are history. */
function textsOfChangelog(): UserText[] {
  const text = readFileSync('CHANGELOG.md', 'utf8')
  const [, second] = [...text.matchAll(/^## /gm)]
  return textsOfMarkdown('CHANGELOG.md', text.slice(0, second?.index))
}

export const userTexts = (): UserText[] => [...textsOfSource(), ...textsOfDocs(), ...textsOfChangelog()]
