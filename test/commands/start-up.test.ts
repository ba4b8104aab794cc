import {expect, test} from 'vitest'
import {binary, spyOnLoading} from './run.ts'

test.concurrent.each<[string[], number]>([
  [['--help'], 0],
  [['doctor', '--help'], 0],
  [['lab', 'list'], 0],
  [['lab', 'describe', 'healthy'], 0],
  [['doctor', 'x', '--only', 'nope'], 2],
])('neither the SDK nor zod is loaded by %j', async (args, exitCode) => {
  const {code, err} = await binary(args, spyOnLoading)
  expect(err).not.toContain('LOADED')
  expect(code).toBe(exitCode)
})

test('the spy sees the modules that a run against AWS loads', async () => {
  const {err} = await binary(['doctor', 'x', '--region', 'us-east-1'], spyOnLoading)
  expect(err).toContain('LOADED @aws-sdk/')
})
