import {spawnSync} from 'node:child_process'
import {copyFileSync, mkdtempSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {parse} from 'yaml'
import {prometheus} from '../../src/reports/formats/prometheus.ts'
import {exporterMetrics} from '../../src/reports/watch/exporter.ts'
import {invented} from '../reports/invented.ts'
import {prometheusFamilies} from '../reports/read-formats.ts'

const rulesFile = 'docs/monitoring/alerts.yml'

interface Rule {
  alert: string
  expr: string
  labels: Record<string, string>
  annotations: Record<string, string>
}

interface Panel {
  id: number
  title: string
  description: string
  gridPos: {x: number; y: number; w: number; h: number}
  datasource: unknown
  targets: {expr: string; legendFormat: string; datasource: unknown}[]
}

const rules = (parse(readFileSync(rulesFile, 'utf8')) as {groups: {rules: Rule[]}[]}).groups.flatMap(group => group.rules)
const dashboard = JSON.parse(readFileSync('docs/monitoring/dashboard.json', 'utf8')) as {
  panels: Panel[]
  templating: {list: {name: string; definition?: string}[]}
}

/** Every metric that is exported, with its labels: an invented report in which each value is known. */
const exported = ((): Map<string, Set<string>> => {
  const [poison, throttled] = [invented.poison.pipelines[0]!, invented.throttled.pipelines[0]!]
  const draining = {...throttled, lag: {...throttled.lag, drainSeconds: 600}}
  const report = {...invented.undecided, pipelines: [poison, draining]}
  const own = exporterMetrics(
    {report, samples: 1, failures: 0, failure: null, sampleSeconds: 1, requests: {'lambda:GetFunction': 1}},
    false,
  )
  return new Map(
    prometheusFamilies(own).map(({name, metrics}) => [name, new Set(metrics.flatMap(({labels}) => Object.keys(labels ?? {})))]),
  )
})()

const metricsIn = (expression: string): string[] => expression.match(/\bddbstream_[a-z_]+/g) ?? []

/** `label` of `{label=…}`, `by (label)` and `{{ $labels.label }}`, or `{{label}}` of a legend. */
const labelsIn = (text: string): string[] => [
  ...[...text.matchAll(/\b([a-z_]+)\s*(?:=~|!~|!=|=)"/g)].map(([, label]) => label ?? ''),
  ...[...text.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, list]) => (list ?? '').split(/,\s*/)),
  ...[...text.matchAll(/\{\{\s*(?:\$labels\.)?([a-z_]+)\s*\}\}/g)].map(([, label]) => label ?? ''),
]

/** Prometheus adds these to every series of a target. */
const added = ['instance', 'job']

function expectExported(where: string, expression: string, texts: string[]): void {
  const names = metricsIn(expression)
  expect(names, where).not.toEqual([])
  for (const name of names) expect([...exported.keys()], where).toContain(name)
  const labels = new Set([...added, ...names.flatMap(name => [...(exported.get(name) ?? [])])])
  for (const label of [expression, ...texts].flatMap(labelsIn)) expect([...labels], `${where}: ${label}`).toContain(label)
}

it('every metric of the formats has a sample in the invented report', () => {
  const all = Object.values(invented).flatMap(report => prometheusFamilies(prometheus(report)).map(({name}) => name))
  for (const name of all) expect([...exported.keys()]).toContain(name)
})

describe('the alert rules', () => {
  it.each(rules)('$alert uses metrics and labels that are exported', ({alert, expr, annotations}) => {
    expectExported(alert, expr, Object.values(annotations))
  })

  it.each(rules)('$alert has a severity, a summary and a description', ({labels, annotations}) => {
    expect(['page', 'ticket', 'info']).toContain(labels.severity)
    expect(Object.keys(annotations)).toEqual(['summary', 'description'])
  })

  it('have names of their own', () => expect(new Set(rules.map(({alert}) => alert)).size).toBe(rules.length))
})

describe('the dashboard', () => {
  it.each(dashboard.panels)('$title uses metrics and labels that are exported', ({title, targets}) => {
    for (const {expr, legendFormat} of targets) expectExported(title, expr.replaceAll(/\$\w+/g, '1m'), [legendFormat])
  })

  it('selects by labels that are exported', () => {
    for (const {name, definition} of dashboard.templating.list)
      if (definition !== undefined) expectExported(name, definition, [`{{${name}}}`])
  })

  it('takes its data source from the variable, so that it can be imported', () => {
    const source = {type: 'prometheus', uid: ['$', '{datasource}'].join('')}
    for (const {datasource, targets} of dashboard.panels) {
      expect(datasource).toEqual(source)
      for (const target of targets) expect(target.datasource).toEqual(source)
    }
    expect(dashboard.templating.list[0]).toMatchObject({name: 'datasource', type: 'datasource', query: 'prometheus'})
  })

  it('has panels with a description, side by side on 24 columns', () => {
    const taken = new Set<string>()
    for (const {id, description, gridPos} of dashboard.panels) {
      expect(description).toMatch(/\.$/)
      expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24)
      for (let x = gridPos.x; x < gridPos.x + gridPos.w; x += 1)
        for (let y = gridPos.y; y < gridPos.y + gridPos.h; y += 1) {
          expect(taken.has(`${x} ${y}`), `panel ${id} at ${x} ${y}`).toBe(false)
          taken.add(`${x} ${y}`)
        }
    }
    expect(new Set(dashboard.panels.map(({id}) => id)).size).toBe(dashboard.panels.length)
  })
})

const hasPromtool = spawnSync('promtool', ['--version']).status === 0

describe.skipIf(!hasPromtool)('promtool (skipped where it is not installed)', () => {
  it('reads the rules, and each goes off when it must', () => {
    const folder = mkdtempSync(join(tmpdir(), 'ddbstream-rules-'))
    copyFileSync(rulesFile, join(folder, 'alerts.yml'))
    copyFileSync('test/monitoring/alerts.promtool.yml', join(folder, 'test.yml'))
    const {status, stdout, stderr} = spawnSync('promtool', ['test', 'rules', 'test.yml'], {cwd: folder, encoding: 'utf8'})
    rmSync(folder, {recursive: true})
    expect(status, stdout + stderr).toBe(0)
  })

  it('finds no fault in the metrics', () => {
    const input = `${prometheus(invented.fleet)}\n`
    const {status, stdout, stderr} = spawnSync('promtool', ['check', 'metrics'], {input, encoding: 'utf8'})
    expect(status, stdout + stderr).toBe(0)
  })
})
