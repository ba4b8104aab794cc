import {causes} from '../src/causes/index.ts'
import {topics} from '../src/checks/index.ts'

const intro = (title: string, source: string, order: string): string =>
  [`# ${title}`, '', `Generated from \`${source}\` by \`npm run docs\`; do not edit. ${order}`].join('\n')

const table = (heads: string[], rows: string[][]): string =>
  [heads, heads.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n')

const link = (id: string): string => `[${id}](${id}.md)`

/** docs/checks/README.md: every check with its severity and reason, by topic of the guide. */
export const checksPage = (): string =>
  [
    intro('Checks', 'src/checks', 'The order is that of the report.'),
    ...topics.flatMap(({title, checks}) => [
      `## ${title}`,
      table(
        ['check', 'finding', 'severity', 'why'],
        checks.map(({id, text: {title, why}, severity}) => [link(id), title, severity, why]),
      ),
    ]),
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n')

/** docs/causes/README.md: every cause with its harm, the most harmful first. */
export const causesPage = (): string =>
  [
    intro('Causes', 'src/causes/index.ts', 'The most harmful cause comes first.'),
    table(
      ['cause', 'diagnosis', 'harm'],
      causes.map(({id, text: {title, harm}}) => [link(id), title, harm]),
    ),
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n')
