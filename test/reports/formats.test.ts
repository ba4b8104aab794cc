import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {checkReasons} from '../../src/model/report/check-reasons.ts'
import {formats} from '../../src/reports/index.ts'
import {anyReport} from './arbitrary-report.ts'
import {invented} from './invented.ts'
import {csvRows, junitErrors, prometheusFamilies, sarifErrors} from './read-formats.ts'

const style = {columns: 80, colour: false, unicode: true, verbose: false}
const others = ['ndjson', 'markdown', 'junit', 'github', 'sarif', 'prometheus', 'csv'] as const
const endings = {
  ndjson: 'ndjson',
  markdown: 'md',
  junit: 'xml',
  github: 'github.txt',
  sarif: 'sarif',
  prometheus: 'prom',
  csv: 'csv',
} as const

describe('a small fleet in every format (update with `npx vitest run -u`)', () => {
  test.each(others)('%s', async name => {
    await expect(`${formats[name](invented.fleet, style)}\n`).toMatchFileSnapshot(`../golden/fleet.${endings[name]}`)
  })
})

describe('whatever the report', () => {
  const samples = fc.sample(anyReport, {numRuns: 40, seed: 11})
  const reports = [...Object.values(invented), ...samples]

  test.each(others)('%s says nothing undefined, and nothing that a terminal obeys', name => {
    fc.assert(
      fc.property(anyReport, report => {
        const text = formats[name](report, style)
        expect(text).not.toMatch(
          name === 'ndjson' || name === 'sarif' ? /\b(undefined|NaN|Infinity)\b|\[object/ : /\b(undefined|NaN|null|Infinity)\b|\[object/,
        )
        // biome-ignore lint/suspicious/noControlCharactersInRegex: looking for them is the point
        expect(text.replaceAll('\r\n', '\n')).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/)
      }),
      {numRuns: 60},
    )
  })

  test('JUnit is valid by the schema that Jenkins publishes', async () => {
    expect(await junitErrors(reports.map(report => formats.junit(report, style)))).toEqual([])
  })

  test('SARIF is valid by its published schema', () => {
    for (const report of reports) expect(sarifErrors(formats.sarif(report, style))).toEqual([])
  })

  test('SARIF describes the rule of a check: why it matters, its level and its topic', () => {
    const [run] = JSON.parse(formats.sarif(invented.fleet, style)).runs
    const rules = run.tool.driver.rules as {id: string}[]
    expect(rules.find(({id}) => id === 'unbounded-retries')).toMatchObject({
      fullDescription: {text: checkReasons['unbounded-retries']?.why},
      defaultConfiguration: {level: 'warning'},
      properties: {tags: ['rising-age']},
    })
    const places = run.results.flatMap((result: {locations: {physicalLocation: {region: unknown}}[]}) => result.locations)
    expect(new Set(places.map((place: {physicalLocation: {region: unknown}}) => JSON.stringify(place.physicalLocation.region)))).toEqual(
      new Set(['{"startLine":1}']),
    )
  })

  test('Prometheus text is read by a parser, with every pipeline in it', () => {
    for (const report of reports) {
      const families = prometheusFamilies(formats.prometheus(report, style))
      expect(families.every(({type, help}) => type === 'GAUGE' && help.endsWith('.'))).toBe(true)
      const pipelines = new Set(
        report.pipelines.map(p => JSON.stringify([p.account, p.region, p.function, p.qualifier, p.table, p.mapping])),
      )
      const active = families.find(({name}) => name === 'ddbstream_pipeline_verdict')?.metrics.filter(({value}) => value === '1') ?? []
      expect(active.length).toBe(pipelines.size)
    }
  })

  test('CSV has a row per pipeline, all as wide as its head', () => {
    for (const report of reports) {
      const rows = csvRows(formats.csv(report, style))
      expect(rows.length).toBe(report.pipelines.length + 1)
      expect(new Set(rows.map(row => row.length)).size).toBe(1)
    }
  })

  test('NDJSON is JSON on every line, with every pipeline whole', () => {
    for (const report of reports) {
      const lines = formats
        .ndjson(report, style)
        .split('\n')
        .map(line => JSON.parse(line) as Record<string, unknown>)
      expect(lines.at(-1)?.type).toBe('run')
      expect(lines.slice(0, -1).map(({type: _, takenAt: __, ...pipeline}) => pipeline)).toEqual(
        JSON.parse(JSON.stringify(report.pipelines)),
      )
    }
  })

  test('every annotation of GitHub is one line that begins as a workflow command does', () => {
    for (const report of reports) {
      const [, ...lines] = formats.github(report, style).split('\n')
      for (const line of lines) expect(line).toMatch(/^::(error|warning|notice) title=[^,:]*::/)
    }
  })
})

test('a cell that a spreadsheet would run is text', () => {
  const [pipeline] = invented.healthy.pipelines
  const report = {...invented.healthy, pipelines: [{...pipeline!, table: '=HYPERLINK("http://x","y")'}]}
  expect(csvRows(formats.csv(report, style))[1]).toContain('\'=HYPERLINK("http://x","y")')
})

test('Markdown keeps no markup and mentions nobody of what AWS says', () => {
  const [pipeline] = invented.healthy.pipelines
  const report = {...invented.atRisk, pipelines: [{...pipeline!, verdict: 'at-risk' as const, table: '<img src=x>|`a` @all'}]}
  expect(formats.markdown(report, style)).toContain('\\<img src=x\\>\\|\\`a\\` @\u200ball')
})

test('GitHub gets ten annotations of a kind at most, the last one says how many more there are', () => {
  const poisoned = invented.fleet.pipelines[0]!
  const report = {...invented.fleet, pipelines: Array.from({length: 30}, (_, i) => ({...poisoned, function: `f${i}`}))}
  const errors = formats
    .github(report, style)
    .split('\n')
    .filter(line => line.startsWith('::error'))
  expect(errors.length).toBe(10)
  expect(errors.at(-1)).toMatch(/^::error title=\d+ more::\d+ more: see the job summary\.$/)
})
