import {stripVTControlCharacters} from 'node:util'
import {describe, expect, test} from 'vitest'
import type {Report} from '../../src/model/report/report.ts'
import {formats} from '../../src/reports/index.ts'
import {plainName} from '../../src/reports/text/names.ts'
import {printable, safeJson} from '../../src/text/printable.ts'
import {shellWord} from '../../src/text/shell.ts'
import {hostile} from '../support/hostile.ts'
import {sample} from '../support/sample.ts'
import {invented} from './invented.ts'
import {csvRows, junitErrors, prometheusFamilies, sarifErrors} from './read-formats.ts'

/** A report in which every text that AWS, a log or a file of the user holds is this one, and every command has it as a name. */
function reportWith(text: string): Report {
  const command = `ddbstream doctor ${shellWord(text)}`
  const fix = {summary: text, command, effect: text, doubt: text}
  const muted = {owner: text, reason: text, until: '2026-12-31'}
  const pipelines = invented.fleet.pipelines.map((pipeline, i) => ({
    ...pipeline,
    function: i === 0 ? text : `${text} ${i}`,
    qualifier: text,
    table: text,
    openBecause: [text],
    lag: {...pipeline.lag, because: [text]},
    causes: pipeline.causes.map(cause => ({
      ...cause,
      headline: text,
      title: text,
      summary: text,
      because: [text, `Logged: ${text}`],
      against: [text],
      settledBy: text,
      fixes: [fix],
    })),
    findings: pipeline.findings.map(finding => ({
      ...finding,
      title: text,
      summary: text,
      fix: finding.fix && fix,
      muted: finding.muted && muted,
    })),
  }))
  return {
    ...invented.fleet,
    scope: {account: text, caller: text, regions: [text]},
    partial: text,
    pipelines,
    findings: invented.fleet.findings.map(finding => ({...finding, title: text, summary: text})),
    missing: invented.fleet.missing.map(gap => ({...gap, detail: text})),
  }
}

const unseen = /(?!\n|\p{Variation_Selector})[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u
/** Lines that GitHub, Azure Pipelines or TeamCity obey; an IPv6 address is none. */
const obeyed = /^\s*::(?!\d)|##\w*\[/m
const page = {columns: 80, colour: false, unicode: true, verbose: true}

const texts = sample(hostile, 12)
const reports = texts.map((text): [string, Report] => [safeJson(JSON.stringify(text)), reportWith(text)])

describe('texts of others in every format', () => {
  test.each(reports)('people read %s, and no terminal or CI system obeys it', (_, report) => {
    for (const columns of [60, 80, 200])
      for (const verbose of [false, true]) {
        const text = stripVTControlCharacters(formats.human(report, {...page, columns, verbose, colour: true}))
        expect(text).not.toMatch(unseen)
        expect(text).not.toMatch(obeyed)
      }
  })

  test.each(reports)('JSON holds %s as it is, with escapes', (_, report) => {
    const plain = JSON.parse(JSON.stringify(report))
    const {$schema: _schema, ...read} = JSON.parse(formats.json(report, page))
    expect(read).toEqual(plain)
    const lines = formats.ndjson(report, page).split('\n')
    expect(lines.slice(0, -1).map(line => JSON.parse(line))).toMatchObject(plain.pipelines)
    for (const text of [formats.json(report, page), ...lines]) {
      expect(text).not.toMatch(unseen)
      expect(text).not.toMatch(obeyed)
    }
  })

  test.each(reports)('Markdown shows %s, and makes no link, mention or markup of it', (_, report) => {
    const text = formats.markdown(report, page)
    expect(text).not.toMatch(unseen)
    expect(text).not.toMatch(obeyed)
    const ours = /\[(?:`[a-z-]+`|AWS's page)\]\(https:\/\/(?:docs\.aws|repost\.aws|aws\.amazon)[^)]*\)/g
    const outside = text
      .replaceAll(ours, '')
      .replace(/^(`{3,})sh\n[\s\S]*?\n\1$/gm, '')
      .replace(/`[^`\n]+`/g, '')
      .replaceAll(/<\/?(?:details|summary)>/g, '')
    expect(outside).not.toMatch(/[`<[\]\\~@]|&\w|&#|\w:\/\/|www\.|mailto:|#\d|GH-\d/)
  })

  test('JUnit is valid, and its names are the names of the pipelines', async () => {
    const documents = reports.map(([, report]) => formats.junit(report, page))
    expect(await junitErrors(documents)).toEqual([])
    for (const [i, document] of documents.entries()) {
      expect(document).not.toMatch(unseen)
      expect(document).not.toMatch(obeyed)
      const [first] = reports[i]?.[1].pipelines ?? []
      const names = [...document.matchAll(/<testcase name="([^"]*)"/g)].map(([, name = '']) =>
        name.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
      )
      expect(names).toContain(printable(plainName(first!)))
    }
  })

  test.each(reports)('GitHub reads %s in annotations, and obeys nothing else', (_, report) => {
    const text = formats.github(report, page)
    expect(text).not.toMatch(unseen)
    for (const line of text.split('\n').slice(2)) expect(line).toMatch(/^::(?:error|warning|notice) title=[^:,]*::[^\r\n]*$/)
    const read = (part: string): string =>
      part.replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%')
    const titles = [...text.matchAll(/^::\w+ title=([^:,]*)::/gm)].map(([, title = '']) => read(title))
    expect(titles).toContain(`${printable(plainName(report.pipelines[0]!))}: poison-record`)
  })

  test.each(reports)('SARIF with %s is valid, and no message has a link', (_, report) => {
    const document = formats.sarif(report, page)
    expect(sarifErrors(document)).toEqual([])
    expect(document).not.toMatch(unseen)
    expect(document).not.toMatch(obeyed)
    const [run] = JSON.parse(document).runs as {results: {message: {text: string}}[]}[]
    const messages = (run?.results ?? []).map(({message}) => message.text)
    for (const message of messages) expect(message).not.toContain('](')
    const [{causes: [cause] = []} = {}, ...rest] = report.pipelines
    expect(rest.length).toBeGreaterThan(0)
    expect(messages).toContain(printable(`${plainName(report.pipelines[0]!)}: ${cause?.summary}`).replaceAll('](', '] ('))
  })

  test.each(reports)('Prometheus reads %s in labels', (_, report) => {
    const text = formats.prometheus(report, page)
    expect(text).not.toMatch(unseen)
    const verdicts = prometheusFamilies(text).find(({name}) => name === 'ddbstream_pipeline_verdict')?.metrics ?? []
    expect(new Set(verdicts.map(({labels}) => labels?.function))).toEqual(new Set(report.pipelines.map(one => printable(one.function))))
  })

  test.each(reports)('CSV holds %s as a text, with commas and with semicolons', (_, report) => {
    const text = formats.csv(report, page)
    expect(text.replaceAll('\r\n', '\n')).not.toMatch(unseen)
    expect(text).not.toMatch(obeyed)
    const [head = [], ...rows] = csvRows(text)
    const cells = [...rows.flat(), ...text.split('\r\n').flatMap(line => line.split(';'))]
    for (const cell of cells) expect(cell).not.toMatch(/^[\s"]*[=+\-@＝＋－＠]/)
    const at = head.indexOf('function')
    const shown = rows.map(row => row[at]?.replaceAll(/(?<=^|[;|])'(?=[\s"]*[=+\-@＝＋－＠])/g, ''))
    expect(shown).toContain(printable(report.pipelines[0]?.function ?? ''))
    expect(rows.map(row => row[head.indexOf('command')])).toContain(
      report.pipelines[0]?.findings.find(({fix}) => fix !== null)?.fix?.command,
    )
  })
})
