import {existsSync, readdirSync, readFileSync} from 'node:fs'
import {describe, expect, it} from 'vitest'
import {causes} from '../src/causes/index.ts'
import {checks} from '../src/checks/index.ts'

/** A check or a cause is a file, a test and a page of the same name; these files beside them are something else. */
const others = new Set(['index.ts', 'rank.ts', 'failure-lines.ts', 'log-words.ts'])
const headings = {
  checks: ['## What it means', '## How it is found', '## What to do', '## When to ignore it'],
  causes: ['## What it means', '## How it is found', '## What to do', '## What looks like it'],
}

describe.each([
  ['checks', checks.map(check => ({id: check.id, title: check.title}))],
  ['causes', causes.map(cause => ({id: cause.id, title: cause.title}))],
] as const)('%s', (folder, list) => {
  it('has a file for each in the list, and each file is in the list', () => {
    const files = readdirSync(`src/${folder}`).filter(file => !others.has(file))
    expect(files.map(file => file.replace('.ts', '')).sort()).toEqual(list.map(({id}) => id).sort())
  })

  it.each(list)('$id has a test, and a page with its title and headings', ({id, title}) => {
    expect(existsSync(`test/${folder}/${id}.test.ts`)).toBe(true)
    const page = readFileSync(`docs/${folder}/${id}.md`, 'utf8')
    expect(page.split('\n')[0]).toBe(`# ${title}`)
    for (const heading of headings[folder]) expect(page).toContain(heading)
  })

  it('has no page of something that is gone', () => {
    expect(readdirSync(`docs/${folder}`).sort()).toEqual(list.map(({id}) => `${id}.md`).sort())
  })
})
