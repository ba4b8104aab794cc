import {describe, expect, it} from 'vitest'
import {textsPage} from '../../scripts/texts/page.ts'
import {causes} from '../../src/causes/index.ts'
import {checks} from '../../src/checks/index.ts'

const page = textsPage()

/** The names and texts of a section. */
function linesOf(heading: RegExp): [label: string, text: string][] {
  const section = page.split(/^##? /m).find(part => heading.test(part)) ?? ''
  return [...section.matchAll(/^- \*\*(.+?)\*\* (.+)$/gm)].map(([, label = '', text = '']) => [label, text])
}

describe('npm run texts', () => {
  it.each(checks.map(check => [check.id, check] as const))(
    '%s: title, reason, finding, and a fix where the check has one',
    (id, {text}) => {
      const lines = linesOf(new RegExp(`^${id} \\(`))
      const of = (name: string) => lines.filter(([label]) => label === name || label.startsWith(`${name}.`)).map(([, words]) => words)
      expect(of('title')).toEqual([text.title])
      expect(of('why')).toEqual([text.why])
      expect(of('found').length).toBeGreaterThan(0)
      expect(of('fix').length > 0).toBe(text.fix !== undefined)
    },
  )

  it.each(causes.map(cause => [cause.id, cause] as const))('%s has its title and more', id => {
    const labels = linesOf(new RegExp(`^${id}\\n`)).map(([label]) => label)
    expect(labels).toContain('title')
    expect(labels.length).toBeGreaterThan(3)
  })

  it('names a text by its name alone, without the comment before it', () => {
    const labels = [...page.matchAll(/^- \*\*([^*]+)/gm)].map(([, label = '']) => label)
    expect(labels.length).toBeGreaterThan(500)
    expect(page).not.toContain('**/**')
    expect(labels.filter(label => label.includes('\n'))).toEqual([])
  })

  it('shows a shared constant where it is used, and names the values', () => {
    expect(page).toContain('- **found** enableDnsSupport of {vpcId} is off.')
    expect(linesOf(/^key-range-throttles /).find(([label]) => label === 'fix')?.[1]).toContain('add a random suffix to the partition key')
  })
})
