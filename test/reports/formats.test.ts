import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {checkReasons} from '../../src/model/report/check-reasons.ts'
import type {Finding} from '../../src/model/report/report.ts'
import {reportWithoutSeries} from '../../src/reports/formats/json.ts'
import {formats} from '../../src/reports/index.ts'
import {anyReport} from './arbitrary-report.ts'
import {invented} from './invented.ts'
import {csvRows, junitErrors, prometheusFamilies, sarifErrors} from './read-formats.ts'
import {worlds} from './worlds.ts'

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

/** Of a fleet of 31 or 201. A format whose size grows with its pipelines has a golden file of the small fleet alone. */
const linesOf = {
  'one-critical': {markdown: 70, github: 12, junit: 170, sarif: 3100, csv: 224, prometheus: 1100},
  'all-healthy': {markdown: 15, github: 4, junit: 310, sarif: 8000, csv: 1408, prometheus: 7000},
  'one-undecided': {markdown: 50, github: 6, junit: 170, sarif: 3000, csv: 218, prometheus: 1100},
} as const

describe.each(Object.entries(worlds))('%s', (world, report) => {
  const limits = Object.entries(linesOf[world as keyof typeof linesOf]) as [Exclude<(typeof others)[number], 'ndjson'>, number][]

  test.each(limits)('%s has at most %i lines', (name, most) => {
    expect(formats[name](report, style).split('\n').length).toBeLessThanOrEqual(most)
  })

  test.each(['markdown', 'github', 'junit'] as const)('%s (golden)', async name => {
    await expect(`${formats[name](report, style)}\n`).toMatchFileSnapshot(`../golden/formats/${world}.${endings[name]}`)
  })

  test('SARIF and CSV: a line for each result and row (golden)', async () => {
    const [run] = JSON.parse(formats.sarif(report, style)).runs as {results: {ruleId: string; level: string; kind?: string}[]}[]
    const results = run?.results.map(({ruleId, level, kind}) => [level, ruleId, kind].join(' ').trim()) ?? []
    const rows = csvRows(formats.csv(report, style)).map(row => [row[3], ...row.slice(13, 17)].join(' '))
    await expect(
      `${[...tally(results), '', ...tally(rows.map(row => row.replace(/carts-\d+/, 'carts-N')))].join('\n')}\n`,
    ).toMatchFileSnapshot(`../golden/formats/${world}.rows.txt`)
  })
})

/** Each line once, with its number. */
const tally = (lines: readonly string[]): string[] =>
  [...new Set(lines)].map(one => `${lines.filter(line => line === one).length} × ${one}`)

describe('any report', () => {
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

  test('CSV has one row of kind pipeline for each, a row for each open finding, and all are as wide as its head', () => {
    for (const report of reports) {
      const [head = [], ...rows] = csvRows(formats.csv(report, style))
      const [kind, command] = [head.indexOf('kind'), head.indexOf('command')]
      expect(rows.filter(row => row[kind] === 'pipeline').length).toBe(report.pipelines.length)
      const found = report.pipelines.flatMap(({findings}) => findings.filter(({status}) => ['fail', 'unknown', 'bug'].includes(status)))
      expect(rows.filter(row => row[kind] === 'finding').map(row => row[command])).toEqual(found.map(({fix}) => fix?.command ?? ''))
      for (const row of rows) expect(row.length).toBe(head.length)
    }
  })

  test('CSV, SARIF, JUnit and annotations tell no two pipelines as one', () => {
    const [pipeline] = invented.poison.pipelines
    const twins = {...invented.poison, pipelines: [pipeline!, {...pipeline!, mapping: 'second'}]}
    expect(formats.junit(twins, style).match(/testcase name="orders-projector:live ← orders \(/g)).toHaveLength(2)
    expect(formats.github(twins, style)).toContain('(second)')
    expect(formats.markdown(twins, style)).toContain('(`second`)')
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
      const lines = formats
        .github(report, style)
        .replace(/^.*\n?(Without an annotation: .*\n?)?/, '')
        .split('\n')
        .filter(line => line)
      for (const line of lines) expect(line).toMatch(/^::(error|warning|notice) title=[^,:]*::/)
    }
  })
})

test('a cell that a spreadsheet would run is text', () => {
  const [pipeline] = invented.healthy.pipelines
  const report = {...invented.healthy, pipelines: [{...pipeline!, table: '=HYPERLINK("http://x","y")'}]}
  expect(csvRows(formats.csv(report, style))[1]).toContain('\'=HYPERLINK("http://x","y")')
})

test('Markdown shows names as code, without markup and mentions', () => {
  const [pipeline] = invented.undecided.pipelines
  const other = {...pipeline!, table: '<img src=x>|`a` @all'}
  const text = formats.markdown({...invented.undecided, pipelines: [other, {...other, mapping: 'b'}]}, style)
  expect(text).toContain("← `<img src=x>|'a' @all`")
  expect(text).toContain("← `<img src=x>\\|'a' @all`")
})

test('GitHub gets ten annotations of a kind at most, and the last one counts the others', () => {
  const poisoned = invented.fleet.pipelines[0]!
  const report = {...invented.fleet, pipelines: Array.from({length: 30}, (_, i) => ({...poisoned, function: `f${i}`}))}
  const errors = formats
    .github(report, style)
    .split('\n')
    .filter(line => line.startsWith('::error'))
  expect(errors.length).toBe(10)
  expect(errors[0]).toMatch(/^::error title=f0%3Alive .*poison-record::critical: /)
  expect(errors.at(-1)).toMatch(/^::error title=\d+ more::\d+ more: see the job summary\.$/)
})

describe('annotations follow the severity', () => {
  const [pipeline] = invented.healthy.pipelines
  const finding = pipeline!.findings[0]!
  const annotated = (verdict: 'healthy' | 'degraded', severity: Finding['severity'], more: Partial<Finding> = {}) =>
    formats
      .github(
        {...invented.healthy, pipelines: [{...pipeline!, verdict, findings: [{...finding, status: 'fail', severity, ...more}]}]},
        style,
      )
      .split('\n')
      .filter(line => line.includes(finding.check))
      .map(line => line.split(' ')[0])

  test.each<['healthy' | 'degraded', Finding['severity'], string[]]>([
    ['healthy', 'critical', ['::error']],
    ['healthy', 'high', ['::error']],
    ['healthy', 'medium', ['::warning']],
    ['healthy', 'low', []],
    ['healthy', 'info', []],
    ['degraded', 'low', ['::notice']],
    ['degraded', 'info', []],
  ])('%s, %s: %j', (verdict, severity, levels) => expect(annotated(verdict, severity)).toEqual(levels))

  test('a muted and a known finding have none', () => {
    const muted = {owner: 'team', reason: 'replay', until: '2026-12-31'}
    expect([annotated('healthy', 'high', {muted}), annotated('healthy', 'high', {baseline: 'known'})]).toEqual([[], []])
  })
})

describe('JUnit has a case for each check', () => {
  const [pipeline] = invented.healthy.pipelines
  const finding = pipeline!.findings[0]!
  const outcome = (...found: Partial<Finding>[]): string => {
    const pipelines = found.map((one, i) => ({...pipeline!, function: `f${i}`, findings: [{...finding, ...one}]}))
    const text = formats.junit({...invented.healthy, pipelines}, style)
    const [, inside = 'none'] = new RegExp(`<testcase name="${finding.check}"[^>]*?(?:/>|>\\s*<([a-z-]+))`).exec(text) ?? []
    return inside === undefined ? 'passed' : text.includes(`name="${finding.check}"`) ? inside : 'none'
  }
  const muted = {owner: 'team', reason: 'replay', until: '2026-12-31'}

  test.each<[string, Partial<Finding>[]]>([
    ['failure', [{status: 'pass'}, {status: 'fail', severity: 'high'}]],
    ['system-out', [{status: 'pass'}, {status: 'fail', severity: 'medium'}]],
    ['system-out', [{status: 'fail', severity: 'high', muted}]],
    ['system-out', [{status: 'fail', severity: 'high', baseline: 'known'}]],
    ['error', [{status: 'pass'}, {status: 'unknown', severity: 'high'}]],
    ['error', [{status: 'bug', severity: 'low'}]],
    [
      'skipped',
      [
        {status: 'unknown', severity: 'medium'},
        {status: 'unknown', severity: 'medium'},
      ],
    ],
    ['system-out', [{status: 'pass'}, {status: 'unknown', severity: 'medium'}]],
    ['none', [{status: 'skipped'}]],
  ])('%s: %j', (expected, found) => expect(outcome(...found)).toBe(expected))

  test('a check that passes everywhere is an empty case', () => {
    expect(formats.junit(invented.healthy, style)).toContain(`<testcase name="${finding.check}" classname="checks.critical-metrics"/>`)
  })
})

test('the JSON of a report names its schema', () => {
  expect(JSON.parse(formats.json(invented.fleet, style))).toMatchObject({$schema: 'urn:ddbstream:schema:report', schemaVersion: 1})
})

test('JSON of 31 pipelines without series is less than half of that with series', () => {
  const [pipeline] = invented.healthy.pipelines
  const report = {...invented.healthy, pipelines: Array.from({length: 31}, () => ({...pipeline!, lag: invented.poison.pipelines[0]!.lag}))}
  expect(formats.json(reportWithoutSeries(report), style).length).toBeLessThan(formats.json(report, style).length / 2)
})
