import {readdirSync} from 'node:fs'
import {topicTitles} from '../src/checks/topics.ts'

/** Every file of a check below src/checks: `access/dns-off`. */
export const checkFiles = (root = '.'): string[] =>
  Object.keys(topicTitles).flatMap(topic =>
    readdirSync(`${root}/src/checks/${topic}`)
      .filter(file => file.endsWith('.ts'))
      .map(file => `${topic}/${file.replace('.ts', '')}`),
  )

const symbolOf = (file: string): string => (file.split('/')[1] ?? '').replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())

/**
 * src/checks/index.ts from its files. The order within a topic is that of the index before; new checks come last, so that the
 * report of a pipeline stays as it is.
 */
export function checksIndex(files: readonly string[], before: string): string {
  const place = (file: string): number => {
    const at = before.search(new RegExp(`^ {6}${symbolOf(file)},$`, 'm'))
    return at < 0 ? Number.POSITIVE_INFINITY : at
  }
  const inTopic = (topic: string): string[] =>
    files.filter(file => file.startsWith(`${topic}/`)).sort((a, b) => (place(a) === place(b) ? a.localeCompare(b) : place(a) - place(b)))
  return [
    '// Generated from the files of the topics by `npm run docs`. A new check comes last in its topic: move its line to move it in the report.',
    "import type {AnyCheck} from '../model/check.ts'",
    ...[...files].sort().map(file => `import {${symbolOf(file)}} from './${file}.ts'`),
    "import {type TopicId, topicTitles} from './topics.ts'",
    '',
    '/** A part of the guide. */',
    'interface Topic {',
    '  id: TopicId',
    '  title: string',
    '  checks: readonly AnyCheck[]',
    '}',
    '',
    '/** Every check by topic, in the order of the guide. */',
    'export const topics: readonly Topic[] = [',
    ...Object.keys(topicTitles).flatMap(topic => [
      '  {',
      `    id: '${topic}',`,
      `    title: topicTitles${/^[a-z]+$/.test(topic) ? `.${topic}` : `['${topic}']`},`,
      '    checks: [',
      // The comment keeps one check on a line.
      `      // src/checks/${topic}`,
      ...inTopic(topic).map(file => `      ${symbolOf(file)},`),
      '    ],',
      '  },',
    ]),
    ']',
    '',
    '/** Every check in the order of the guide, which is also the order of the report. */',
    'export const checks: readonly AnyCheck[] = topics.flatMap(topic => topic.checks)',
    '',
  ].join('\n')
}
