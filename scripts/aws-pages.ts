import {readFileSync} from 'node:fs'
import {causes} from '../src/causes/index.ts'
import {checks} from '../src/checks/index.ts'

/** The first page of AWS that the docs of a check or a cause name as their source. */
function pageOf(path: string): string {
  const [, url] = /\n## Source\n[^#]*?\]\((https:\/\/docs\.aws\.amazon\.com\/[^\s)]+)\)/.exec(readFileSync(`docs/${path}.md`, 'utf8')) ?? []
  if (url === undefined) throw new Error(`docs/${path}.md has no page of AWS under "## Source".`)
  return url
}

const entry = (path: string): string => {
  const [key, url] = [`  '${path}':`, `'${pageOf(path)}',`]
  // The formatter folds at 140 columns.
  return key.length + url.length + 1 > 140 ? `${key}\n    ${url}` : `${key} ${url}`
}

/** src/aws-facts/aws-pages.ts: AWS's page of each check and cause, for formats that link to it. */
export const awsPagesSource = (): string =>
  [
    '// Generated from the sections "Source" of docs/checks and docs/causes by `npm run docs`; do not edit.',
    '/** The page of AWS that explains a check or a cause, by `checks/<id>` or `causes/<id>`. */',
    'export const awsPages: Readonly<Record<string, string>> = {',
    ...checks.map(({id}) => entry(`checks/${id}`)),
    ...causes.map(({id}) => entry(`causes/${id}`)),
    '}',
    '',
  ].join('\n')
