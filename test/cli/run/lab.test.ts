import {expect, it} from 'vitest'
import * as entrance from '../../../packages/lab/src/entrance.ts'
import {lab} from '../../../src/cli/run/lab.ts'

it('the lab of the command line is the one that the tests import: a second copy would have a clock and a state of its own', async () => {
  expect(await lab()).toBe(entrance)
})
