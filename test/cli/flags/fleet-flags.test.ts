import {describe, expect, it} from 'vitest'
import {isFleet, partOf, tagOf, targetsOf} from '../../../src/cli/flags/fleet-flags.ts'
import {progressTeller, progressText, readingTeller} from '../../../src/cli/terminal/progress.ts'

describe('which runs are of a fleet', () => {
  it.each<[string | undefined, Parameters<typeof isFleet>[1], boolean]>([
    ['orders', {all: false}, false],
    ['orders', {region: ['eu-west-1'], profile: ['p']}, false],
    ['orders', {region: ['eu-west-1', 'us-east-1']}, true],
    ['orders', {profile: ['a', 'b']}, true],
    ['orders-*', {}, true],
    ['order?', {}, true],
    [undefined, {all: true}, true],
    [undefined, {table: ['orders']}, true],
    [undefined, {tag: [{key: 'team', value: null}]}, true],
    [undefined, {stack: ['s']}, true],
    [undefined, {'all-regions': true}, true],
    ['orders', {'role-arn': ['arn']}, true],
    [undefined, {slice: {shard: 1, of: 2}}, true],
    [undefined, {}, false],
  ])('%s %j: %s', (text, flags, fleet) => expect(isFleet(text, flags)).toBe(fleet))
})

describe('targets', () => {
  it('take patterns, tags with and without a value', () => {
    expect(targetsOf('orders-*', {tag: ['team=a=b', 'x'].map(tagOf)})).toEqual({
      functionPattern: 'orders-*',
      tables: [],
      stacks: [],
      tags: [
        {key: 'team', value: 'a=b'},
        {key: 'x', value: null},
      ],
    })
  })
  it.each<[string | undefined, Parameters<typeof targetsOf>[1], string]>([
    [undefined, {region: ['a', 'b']}, 'Missing argument: a name pattern'],
    ['a b', {all: true}, 'not a name of a function'],
    ['orders:live', {region: ['a', 'b']}, 'not a name of a function'],
  ])('%s %j is refused', (text, flags, words) => expect(() => targetsOf(text, flags)).toThrow(words))
  it.each(['=x', ''])('the tag %j is refused', text => expect(() => tagOf(text)).toThrow('names no key'))
})

describe('slices', () => {
  it('are the third of eight', () => expect(partOf('3/8')).toEqual({shard: 3, of: 8}))
  it.each(['0/3', '4/3', '3', 'a/b', '1/0', '-1/3', '1/99999'])('%s is refused', text =>
    expect(() => partOf(text)).toThrow('is not a slice'),
  )
})

describe('progress', () => {
  it.each([
    [0, 300, 5, '0 of 300 pipelines'],
    [120, 300, 12, '120 of 300 pipelines, 10 per second, 18 s left'],
    [1000, 9000, 100, '1,000 of 9,000 pipelines, 10 per second, 13 min left'],
  ])('%i of %i after %i s', (done, total, seconds, text) => expect(progressText(done, total, seconds)).toBe(text))

  it('is a line that is written over on a terminal, and rare in a log', () => {
    const told = (isTTY: boolean): string => {
      let [now, text] = [0, '']
      const {tell, end} = progressTeller({isTTY, write: more => (text += more)}, () => now)
      for (; now < 61_000; now += 1000) tell({done: now / 1000, total: 100})
      end()
      return text
    }
    expect(told(false)).toMatch(/^30 of 100 .*\n60 of 100 .*\n$/)
    expect(told(true).match(/\r/g)?.length).toBe(61)
    expect(told(true).endsWith('\r\u001b[2K')).toBe(true)
  })

  it('names the service that is read, on a terminal alone, and leaves nothing behind', () => {
    const told = (isTTY: boolean): string => {
      let [now, text] = [0, '']
      const {tell, end} = readingTeller({isTTY, write: more => (text += more)}, () => now)
      for (const [atMs, action] of [
        [10, 'sts:GetCallerIdentity'],
        [250, 'cloudwatch:GetMetricData'],
        [300, 'lambda:GetFunction'],
        [600, 'kms:DescribeKey'],
      ] as const) {
        now = atMs
        tell(action)
      }
      end()
      end()
      return text
    }
    expect(told(false)).toBe('')
    expect(told(true).split('\r\u001b[2K')).toEqual(['', 'Reading CloudWatch metrics: GetMetricData …', 'Reading KMS: DescribeKey …', ''])
  })
})
