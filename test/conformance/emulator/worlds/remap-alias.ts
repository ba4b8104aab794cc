import {CreateAliasCommand, PublishVersionCommand} from '@aws-sdk/client-lambda'
import {expect} from 'vitest'
import {expectEvidence} from '../expect-evidence.ts'
import {operatorOf} from '../operator.ts'
import {defineWorld} from '../world.ts'

export default defineWorld({
  id: 'remap-alias',
  story: 'A mapping on an alias gets another version by a move of the alias alone, and its former one by undo.',
  runtime: 'nodejs22.x',
  batches: 'scripted',
  differences: [],
  async play(stage) {
    const {functionName: FunctionName} = stage.names
    const publish = () => stage.lambda.send(new PublishVersionCommand({FunctionName}))
    await publish()
    await stage.lambda.send(new CreateAliasCommand({FunctionName, Name: 'live', FunctionVersion: '1'}))
    const operator = operatorOf(stage, await stage.map({BatchSize: 5, qualifier: 'live'}), 'live')
    const before = await operator.state()
    await stage.burst(3)
    const newest = async () => (await stage.deliveries()).at(-1)
    await stage.until('version 1 delivers', async () => (await newest())?.records.join() === '1,2,3')
    expectEvidence(await operator.doctor(), stage, this, {batchSize: 5, qualifier: 'live'})
    await stage.deploy('copes')
    await publish()

    const report = await operator.remap('2')
    expect(report).toMatchObject({outcome: 'done', operation: {steps: [{target: {kind: 'alias'}, status: 'done'}]}})
    expect(await operator.state()).toEqual({...before, alias: {version: '2', weights: {}}})
    await stage.burst(3, [1])
    await stage.until('version 2 delivers', async () => (await newest())?.records.join() === '5,6,7')
    expect(await newest()).toMatchObject({version: '2', ended: 'returned'})

    await operator.undo()
    expect(await operator.state()).toEqual(before)
    await stage.burst(2)
    await stage.until('version 1 goes on', async () => (await newest())?.records.join() === '9,10')
    expect(await newest()).toMatchObject({version: '1'})
  },
})
