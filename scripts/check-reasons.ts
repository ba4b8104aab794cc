import {topics} from '../src/checks/index.ts'

/** A text as the formatter writes it. */
const quoted = (text: string): string =>
  text.includes("'") && !text.includes('"') ? `"${text}"` : `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`

const key = (id: string): string => (/^[a-z]+$/.test(id) ? id : `'${id}'`)

const entry = (id: string, severity: string, topic: string, why: string): string[] => [
  `  ${key(id)}: {`,
  `    severity: '${severity}',`,
  `    topic: '${topic}',`,
  `    why: ${quoted(why)},`,
  '  },',
]

/** src/model/report/check-reasons.ts: why each check matters, for formats that describe their rules. */
export const checkReasonsSource = (): string =>
  [
    '// Generated from src/checks by `npm run docs`; do not edit.',
    "import type {Severity} from '../check.ts'",
    '',
    '/** The harm of each failing check, its severity, and its topic of the guide, by id. */',
    'export const checkReasons: Readonly<Record<string, {severity: Severity; topic: string; why: string}>> = {',
    ...topics.flatMap(({id: topic, checks}) => checks.flatMap(({id, severity, text: {why}}) => entry(id, severity, topic, why))),
    '}',
    '',
  ].join('\n')
