import {existsSync, readdirSync, readFileSync} from 'node:fs'
import {describe, expect, it} from 'vitest'
import {describeIncident, incidents} from '../packages/lab/src/incidents/index.ts'
import {causes} from '../src/causes/index.ts'
import {checks, topics} from '../src/checks/index.ts'
import {severities} from '../src/model/check.ts'
import {formats} from '../src/reports/index.ts'

/** In the order in which somebody needs them at night; how it is detected comes last. */
const headings = {
  checks: [
    ...[
      '## What it means',
      '## Confirm it',
      '## Do this',
      '## Prevent',
      '## When to ignore it',
      '## How ddbstream detects it',
      '## Source',
    ],
  ],
  causes: [
    ...['## You see this when', '## Confirm it', '## Do this', '## Recover the records', '## Prevent', '## What looks like it'],
    ...['## What ended it elsewhere', '## How ddbstream detects it', '## Source'],
  ],
}

const sectionOf = (page: string, heading: string): string => page.split(`\n${heading}\n`)[1]?.split('\n## ')[0] ?? ''

/** A check lies in the folder of its topic, a cause in that of all causes. */
const list = {
  checks: topics.flatMap(topic => topic.checks.map(({id, text: {title}}) => ({id, title, file: `${topic.id}/${id}`}))),
  causes: causes.map(({id, text: {title}}) => ({id, title, file: id})),
}

const defining = {
  checks: () => readdirSync('src/checks', {recursive: true, encoding: 'utf8'}).filter(file => /\/.*\.ts$/.test(file)),
  causes: () => readdirSync('src/causes').filter(file => file.endsWith('.ts') && file !== 'index.ts'),
}

describe.each([
  ['checks', list.checks],
  ['causes', list.causes],
] as const)('%s', (folder, list) => {
  it('has a file for each in the list, and each file is in the list', () => {
    expect(defining[folder]().sort()).toEqual(list.map(({file}) => `${file}.ts`).sort())
  })

  it.each(list)('$id has a test, and a page with its title and these headings alone, in this order', ({id, title, file}) => {
    expect(existsSync(`test/${folder}/${file}.test.ts`)).toBe(true)
    const page = readFileSync(`docs/${folder}/${id}.md`, 'utf8')
    expect(page.split('\n')[0]).toBe(`# ${title}`)
    expect(page.match(/^## .*$/gm)).toEqual(headings[folder])
  })

  it.each(list)('$id: the page confirms itself with commands', ({id}) => {
    const page = readFileSync(`docs/${folder}/${id}.md`, 'utf8')
    expect(sectionOf(page, '## Confirm it')).toMatch(/```sh\n(aws|ddbstream) /)
  })

  it.each(list)('$id: the page links to pages that exist', ({id}) => {
    const page = readFileSync(`docs/${folder}/${id}.md`, 'utf8')
    const targets = [...page.matchAll(/\]\((?!https:)([^)#]+)(?:#[^)]*)?\)/g)].map(([, path]) => `docs/${folder}/${path}`)
    expect(targets.filter(path => !existsSync(path))).toEqual([])
  })

  it.each(list)('$id: each heading of the page has something under it', ({id}) => {
    const page = readFileSync(`docs/${folder}/${id}.md`, 'utf8')
    for (const part of page.split(/^## /m).slice(1)) expect(part.split('\n').slice(1).join(' ').trim().length).toBeGreaterThan(15)
  })

  it.each(list)('$id: the page links to AWS’s page of it, and to nothing without a title', ({id}) => {
    const lines = sectionOf(readFileSync(`docs/${folder}/${id}.md`, 'utf8'), '## Source')
      .trim()
      .split('\n')
    expect(lines.filter(line => !/^- \[[^\]]{10,}\]\(https:\/\/[^\s)]+\)$/.test(line))).toEqual([])
    expect(lines.some(line => line.includes('](https://docs.aws.amazon.com/'))).toBe(true)
  })

  it('has no page of something that is gone', () => {
    expect(readdirSync(`docs/${folder}`).sort()).toEqual(['README.md', ...list.map(({id}) => `${id}.md`)].sort())
  })
})

it.each(list.causes)('$id has a table with a row just below and just above each of its lines', ({id}) => {
  expect(existsSync(`test/causes/limits/${id}.test.ts`)).toBe(true)
})

describe('the page of a check', () => {
  it.each(list.checks)('$id has something to run or to write', ({id}) => {
    expect(sectionOf(readFileSync(`docs/checks/${id}.md`, 'utf8'), '## Do this')).toMatch(/```(sh|js|json)\n/)
  })

  it.each(list.checks)("$id has the command of the check's own fix", ({id, file}) => {
    const source = readFileSync(`src/checks/${file}.ts`, 'utf8')
    const settings = [...source.matchAll(/change: \{\s*(\w+):/g)].map(([, name]) => `--set ${name}=`)
    const requests = [...source.matchAll(/`aws ([\w-]+)(?: |\$)([\w-]+)/g)].map(([, service, operation]) => `aws ${service} ${operation}`)
    const page = readFileSync(`docs/checks/${id}.md`, 'utf8')
    expect([...settings, ...requests].filter(command => !page.includes(command))).toEqual([])
  })
})

describe('the page of a cause', () => {
  const pages = causes.map(({id}) => [id, readFileSync(`docs/causes/${id}.md`, 'utf8')] as const)

  it.each(pages)('%s explains itself in a few words, before the first heading', (_id, page) => {
    expect(page.split('\n## ')[0]?.split('\n').slice(1).join(' ').trim().length).toBeGreaterThan(60)
  })

  it.each(pages)('%s names the source of all that was done elsewhere', (_id, page) => {
    const told = sectionOf(page, '## What ended it elsewhere')
      .split('\n')
      .filter(line => line.startsWith('- '))
    expect(told.length).toBeGreaterThanOrEqual(2)
    expect(told.length).toBeLessThanOrEqual(5)
    expect(told.filter(line => !/\]\(https:\/\/[^\s)]+\)/.test(line))).toEqual([])
  })
})

describe('metadata', () => {
  it.each(checks.map(check => [check.id, check] as const))('%s: a title, a reason in a sentence, a severity, its needs', (id, check) => {
    expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)+$/)
    expect(check.text.title).toMatch(/^[^a-z].{10,70}[^.]$/)
    expect(check.text.why).toMatch(/^[^a-z].{20,}\.$/)
    expect(severities).toContain(check.severity)
    expect(check.needs.length).toBeGreaterThan(0)
  })

  it.each(list.checks)('$id is tested by its table: fail, pass, and unknown without its needs', ({id, file}) => {
    const name = id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
    const text = readFileSync(`test/checks/${file}.test.ts`, 'utf8')
    // `testCheck` itself refuses a table without failures and without anything that is missing.
    expect(text).toContain(`testCheck(${name}, {`)
    expect(text).toContain(`from '../../../src/checks/${file}.ts'`)
  })
})

describe('each cause', () => {
  it.each(causes.map(({id}) => id))('%s has an incident of its name, of which it is the truth', id => {
    expect(describeIncident(id, 1)?.truth.cause).toBe(id)
  })

  it('that an incident names exists', () => {
    const named = incidents.flatMap(({truth}) => [1, 2, 3].flatMap(seed => truth(seed).causes))
    expect([...new Set(named)].filter(id => !causes.some(cause => cause.id === id))).toEqual([])
  })
})

describe('the index of incidents', () => {
  it('has each file that defines one, under its name', () => {
    const folder = 'packages/lab/src/incidents'
    const defining = readdirSync(folder).filter(file =>
      /^export const \w+ = define(Incident|Careless)\(/m.test(readFileSync(`${folder}/${file}`, 'utf8')),
    )
    expect(defining.map(file => file.replace('.ts', '')).sort()).toEqual(incidents.map(({id}) => id.replaceAll('+', '-')).sort())
  })
})

describe('the index of formats', () => {
  it.each(Object.keys(formats))('%s has a file of its name, and a test that names it', name => {
    expect(existsSync(`src/reports/${name === 'human' ? 'doctor' : 'formats'}/${name}.ts`)).toBe(true)
    const tests = readdirSync('test/reports', {recursive: true, encoding: 'utf8'}).filter(file => file.endsWith('.test.ts'))
    expect(
      tests.some(file => new RegExp(`'${name}'|/(formats|doctor)/${name}\\.ts'`).test(readFileSync(`test/reports/${file}`, 'utf8'))),
    ).toBe(true)
  })
})
