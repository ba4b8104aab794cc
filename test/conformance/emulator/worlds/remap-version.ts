import {PublishVersionCommand} from '@aws-sdk/client-lambda'
import {expect} from 'vitest'
import {expectEvidence} from '../expect-evidence.ts'
import {operatorOf} from '../operator.ts'
import {defineWorld} from '../world.ts'

export default defineWorld({
  id: 'remap-version',
  story: 'A mapping on version 1, which one record blocks, is moved to version 2, which copes with it, and back.',
  runtime: 'python3.13',
  batches: 'scripted',
  differences: [],
  async play(stage) {
    const publish = () => stage.lambda.send(new PublishVersionCommand({FunctionName: stage.names.functionName}))
    await publish()
    const operator = operatorOf(stage, await stage.map({BatchSize: 5, qualifier: '1'}))
    const before = await operator.state()
    await stage.burst(7, [3])
    const newest = async () => (await stage.deliveries()).at(-1)
    await stage.until('the batch fails', async () => (await newest())?.ended === 'threw')
    await stage.deploy('copes')
    await publish()

    expect(await operator.remap('2')).toMatchObject({outcome: 'done'})
    await stage.until('version 2 drains the shard', async () => (await newest())?.records.join() === '6,7')
    expect(await newest()).toMatchObject({version: '2', ended: 'returned'})
    expectEvidence(await operator.doctor(), stage, this, {batchSize: 5, qualifier: '2'})

    await operator.undo()
    expect(await operator.state()).toEqual(before)
    await stage.burst(2)
    await stage.until('version 1 goes on', async () => (await newest())?.records.join() === '9,10')
    expect(await newest()).toMatchObject({version: '1'})
  },
})
