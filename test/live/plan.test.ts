import {readFileSync} from 'node:fs'
import {describe, expect, it} from 'vitest'
import {costUsd} from '../../bench/live/cost.ts'
import {liveIncidents} from '../../bench/live/incidents/index.ts'
import {statements} from '../../bench/live/statements.ts'
import {handlerSource, stackName, template} from '../../bench/live/template.ts'
import {labIncidents} from '../../packages/lab/src/entrance.ts'
import {causes} from '../../src/causes/index.ts'

describe('the plan of a live run', () => {
  it('has ten incidents, with causes of the doctor and incidents of the lab', () => {
    expect(liveIncidents).toHaveLength(10)
    const ids = causes.map(({id}) => id as string)
    expect(liveIncidents.flatMap(one => one.causes).filter(id => !ids.includes(id))).toEqual([])
    const own = labIncidents.map(({id}) => id)
    expect(liveIncidents.filter(({lab}) => !own.includes(lab.incident))).toEqual([])
  })

  it('costs less than half a dollar', () => {
    expect(costUsd(liveIncidents)).toBeGreaterThan(0.01)
    expect(costUsd(liveIncidents)).toBeLessThan(0.5)
  })

  it('takes back each step', () => {
    for (const {make, undo} of liveIncidents) expect(undo.map(({kind}) => kind)).toEqual(make.map(({kind}) => kind))
  })

  it('names and tags everything in the stack', () => {
    const {Resources} = JSON.parse(template()) as {Resources: Record<string, {Type: string; Properties: Record<string, unknown>}>}
    for (const {Type, Properties} of Object.values(Resources)) {
      const names = Object.entries(Properties).filter(([name]) => /^(Table|Queue|Role|Function|LogGroup)Name$/.test(name))
      if (Type !== 'AWS::Lambda::EventSourceMapping') expect(JSON.stringify(names), Type).toContain(stackName)
      if (!/EventSourceMapping|LogGroup/.test(Type)) expect(Properties.Tags, Type).toBeDefined()
    }
    expect(handlerSource.length).toBeLessThan(4096)
  })

  it('lists its statements in docs/lab.md', () => {
    const page = readFileSync('docs/lab.md', 'utf8')
    const [, section = ''] = /## Unverified statements\n([\s\S]*?)\n## /.exec(page) ?? []
    const listed = [...section.matchAll(/^\| `([\w-]+)` \|.*\| ([\w, -]+) \|$/gm)].map(([, id, incidents = '']) => [
      id,
      incidents.split(', '),
    ])
    expect(listed).toEqual(statements.map(({id, incidents}) => [id, incidents]))
    expect(statements.flatMap(({incidents}) => incidents).filter(id => !liveIncidents.some(one => one.id === id))).toEqual([])
  })
})
