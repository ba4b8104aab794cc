import {mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {beforeEach, expect, test} from 'vitest'
import {checkWritable, readText, writeWhole} from '../../../src/cli/output/files.ts'
import {UserError} from '../../../src/model/user-error.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ddbstream-files-'))
})

test('a file is written whole, over an older one, and nothing else is left', () => {
  const file = join(folder, 'evidence.json')
  writeWhole(file, 'old')
  writeWhole(file, 'new')
  expect(readText(file)).toBe('new')
  expect(readdirSync(folder)).toEqual(['evidence.json'])
})

test('a link stays a link', () => {
  writeFileSync(join(folder, 'real.json'), 'old')
  symlinkSync(join(folder, 'real.json'), join(folder, 'link.json'))
  writeWhole(join(folder, 'link.json'), 'new')
  expect(readFileSync(join(folder, 'real.json'), 'utf8')).toBe('new')
  expect(readdirSync(folder).sort()).toEqual(['link.json', 'real.json'])
})

test('a device is written to, not replaced', () => expect(() => writeWhole('/dev/null', 'text')).not.toThrow())

test('when the place cannot take a file, nothing is left behind', () => {
  mkdirSync(join(folder, 'taken'))
  writeFileSync(join(folder, 'plain'), '')
  for (const file of [join(folder, 'taken'), join(folder, 'none', 'a.json'), join(folder, 'plain', 'a.json')]) {
    expect(() => checkWritable(file)).toThrow(UserError)
    expect(() => writeWhole(file, 'text')).toThrow(UserError)
  }
  expect(readdirSync(folder).sort()).toEqual(['plain', 'taken'])
})

test('a file that cannot be read is the user’s error', () => {
  expect(() => readText(join(folder, 'none'))).toThrow('there is no such file or folder')
  expect(() => readText(folder)).toThrow('it is a folder')
})
