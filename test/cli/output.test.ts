import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {planOutputs} from '../../src/cli/output.ts'

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
])('--format %j, --json %s', (formats, json, outputs) => expect(planOutputs(formats, json)).toEqual(outputs))

test('a format does not overwrite the evidence', () => expect(() => planOutputs([`json=${file}`], false, file)).toThrow('same file'))

test.each<[string[], string]>([
  [['xml'], 'no format "xml"'],
  [['json='], 'names no file'],
  [['human', 'json'], 'stdout can take one format'],
  [[`json=${file}`, `human=${join(tmpdir(), 'x', '..', 'ddbstream-report.json')}`], 'same file'],
  [[`json=${tmpdir()}`], 'it is a folder'],
])('--format %j is refused: %s', (formats, words) => expect(() => planOutputs(formats, false)).toThrow(words))
