import {mkdtempSync, readFileSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {parseFormat, planOutputs, writeReport} from '../../../src/cli/output/output.ts'

import {invented} from '../../reports/invented.ts'

const file = join(tmpdir(), 'ddbstream-report.json')

test.each<[string[], boolean, object[]]>([
  [[], false, [{format: 'human', file: null}]],
  [[], true, [{format: 'json', file: null}]],
  [['json'], true, [{format: 'json', file: null}]],
  [
    [`json=${file}`],
    false,
    [
      {format: 'json', file},
      {format: 'human', file: null},
    ],
  ],
  [
    [`human=${file}`],
    true,
    [
      {format: 'human', file},
      {format: 'json', file: null},
    ],
  ],
])('--format %j, --json %s', (formats, json, outputs) => expect(planOutputs(formats.map(parseFormat), json)).toEqual(outputs))

test('a format does not overwrite the evidence', () =>
  expect(() => planOutputs([parseFormat(`json=${file}`)], false, file)).toThrow('same file'))

test('nor the baseline', () => expect(() => planOutputs([parseFormat(`json=${file}`)], false, undefined, file)).toThrow('same file'))

test.each<[string[], string]>([
  [['xml'], 'no format "xml"'],
  [['json='], 'names no file'],
  [['human', 'json'], 'stdout can take one format'],
  [[`json=${file}`, `human=${join(tmpdir(), 'x', '..', 'ddbstream-report.json')}`], 'same file'],
  [[`json=${tmpdir()}`], 'it is a folder'],
])('--format %j is refused: %s', (formats, words) => expect(() => planOutputs(formats.map(parseFormat), false)).toThrow(words))

test('the format github adds its summary to that of the job, and other formats do not', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ddbstream-output-'))
  const [summary, annotations] = [join(folder, 'summary.md'), join(folder, 'annotations.txt')]
  writeFileSync(summary, 'Before.\n')
  await writeReport(invented.fleet, [{format: 'csv', file: annotations}], {verbose: false, series: false}, {GITHUB_STEP_SUMMARY: summary})
  expect(readFileSync(summary, 'utf8')).toBe('Before.\n')
  await writeReport(
    invented.fleet,
    [{format: 'github', file: annotations}],
    {verbose: false, series: false},
    {GITHUB_STEP_SUMMARY: summary},
  )
  expect(readFileSync(summary, 'utf8')).toMatch(/^Before\.\n## ddbstream: critical/)
  expect(readFileSync(annotations, 'utf8')).toMatch(/^critical: .*\nWithout an annotation: .*\n::error /)
})

test.each([
  [false, 'json'],
  [true, 'json'],
  [false, 'ndjson'],
  [true, 'ndjson'],
] as const)('series %j in %s: the age of each minute is written only on demand', async (series, format) => {
  const written = join(mkdtempSync(join(tmpdir(), 'ddbstream-series-')), 'report')
  await writeReport(invented.poison, [{format, file: written}], {verbose: false, series}, {})
  expect(readFileSync(written, 'utf8').includes('"series"')).toBe(series)
})
