import {expect, test} from 'vitest'
import {sample} from '../support/sample.ts'
import {binary, spyOnLoading} from './run.ts'

const light: [args: string[], exitCode: number][] = [
  [['--help'], 0],
  [['doctor', '--help'], 0],
  [['lab', 'list'], 0],
  [['lab', 'describe', 'healthy'], 0],
  [['doctor', 'x', '--only', 'nope'], 2],
]

test.concurrent.each(sample(light, 3))('neither the SDK nor zod is loaded by %j', async (args, exitCode) => {
  const {code, err} = await binary(args, spyOnLoading)
  expect(err).not.toContain('LOADED')
  expect(code).toBe(exitCode)
})

test('the spy sees the modules that a run against AWS loads', async () => {
  const {err} = await binary(['doctor', 'x', '--region', 'us-east-1'], spyOnLoading)
  expect(err).toContain('LOADED @aws-sdk/')
})
