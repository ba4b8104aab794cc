import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {printable} from '../../src/text/printable.ts'
import {ddbstreamCommand, filterOption, listOption, option, shellWord, structureOption} from '../../src/text/shell.ts'
import {commandsIn} from '../../src/text/shell-words.ts'
import {hostile} from '../support/hostile.ts'
import {times} from '../support/sample.ts'
import {wordsInShells} from '../support/shell-reads.ts'

/** No shell word holds these: NUL, half a surrogate pair, and a line break at the end of a substitution. */
const possible = (text: string): string =>
  text
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replaceAll('\0', '')
    .replace(/\n+$/, '')

describe('a printed word', () => {
  const texts = hostile.map(possible)

  it('reads in bash and dash as the text that was meant', () => {
    const read = wordsInShells(texts.map(text => `aws ${shellWord(text)}`))
    expect(read.map(([words]) => words?.[1])).toEqual(texts)
  })

  it('reads so for texts of any signs', () => {
    const sign = fc.oneof(
      fc.string({unit: 'binary-ascii', maxLength: 4}),
      fc.constantFrom(...hostile),
      fc.constantFrom("'", '"', '$(', '`', '\\', '!'),
    )
    const words = fc.sample(fc.array(sign, {maxLength: 5}), {numRuns: times(20, 200), seed: 7}).map(parts => possible(parts.join('')))
    expect(wordsInShells(words.map(text => `aws ${shellWord(text)}`)).map(([read]) => read?.[1])).toEqual(words)
  })

  it('is already safe to print: no format changes it', () => {
    for (const text of texts) expect(printable(shellWord(text))).toBe(shellWord(text))
  })

  it.each([
    ['orders-projector:live', 'orders-projector:live'],
    ['$LATEST', "'$LATEST'"],
    ['', "''"],
    ['=ls', "'=ls'"],
    ['::error::x', "'::error::x'"],
    ['a ::error::x', "'a ''::error::x'"],
    ['##vso[x]', "'#''#vso[x]'"],
    ['a;=1', "'a;''=1'"],
    ["it's", "'it'\\''s'"],
    ['\u001b[2J!', '"$(printf \'\\033\\1332J\\041\')"'],
  ])('%# is printed as %s', (text, expected) => expect(shellWord(text)).toBe(expected))
})

describe('a value that begins with a dash is no option', () => {
  const dash = '--endpoint-url=http://evil.invalid'
  it.each([
    ['an option', option('name', dash), [`--name=${dash}`]],
    ['a list', listOption('ids', ['a', dash]), [`--ids`, `["a","${dash}"]`]],
    ['a name', ` ${ddbstreamCommand('doctor', dash, ' --region r')}`, ['ddbstream', 'doctor', '--region', 'r', '--', dash]],
  ])('%s', (_, printed, words) => expect(commandsIn(printed)).toEqual([words]))
})

describe('a structure of the AWS CLI', () => {
  it.each([
    ['filters', filterOption('vpc-id', ['vpc-1']), ['--filters', 'Name=vpc-id,Values=vpc-1']],
    ['filters', filterOption('vpc-id', ['vpc,1']), ['--filters', '[{"Name":"vpc-id","Values":["vpc,1"]}]']],
    ['ids', structureOption('vpc-config', {SubnetIds: ['a', 'b']}), ['--vpc-config', 'SubnetIds=a,b']],
    ['ids', structureOption('vpc-config', {SubnetIds: ['a', 'b}']}), ['--vpc-config', '{"SubnetIds":["a","b}"]}']],
    ['map', structureOption('environment', {Variables: {A: 'VALUE'}}), ['--environment', 'Variables={A=VALUE}']],
    ['map', structureOption('environment', {Variables: {'A=': 'VALUE'}}), ['--environment', '{"Variables":{"A=":"VALUE"}}']],
  ])('%s: %s', (_, printed, words) => expect(commandsIn(printed)).toEqual([words]))

  it('holds any text as JSON', () => {
    const read = wordsInShells(hostile.map(text => `aws${filterOption('vpc-id', [`,${text}`])}`))
    expect(read.map(([words]) => JSON.parse(words?.[2] ?? ''))).toEqual(hostile.map(text => [{Name: 'vpc-id', Values: [`,${text}`]}]))
  })
})
