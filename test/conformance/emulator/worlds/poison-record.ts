import {expect} from 'vitest'
import {expectEvidence} from '../expect-evidence.ts'
import {operatorOf} from '../operator.ts'
import {defineWorld} from '../world.ts'

export default defineWorld({
  id: 'poison-record',
  story: 'One record fails its batch for ever; a batch size of 1 finds it, and code that copes with it drains the shard.',
  runtime: 'nodejs22.x',
  batches: 'scripted',
  differences: [],
  async play(stage) {
    const operator = operatorOf(stage, await stage.map({BatchSize: 5}))
    const before = await operator.state()
    await stage.burst(7, [3])
    const attempts = async () => (await stage.deliveries()).filter(({ended}) => ended === 'threw').length
    await stage.until('three attempts of the batch', async () => (await attempts()) >= 3)
    expectEvidence(await operator.doctor(), stage, this, {batchSize: 5})

    expect(await operator.configure({BatchSize: 1})).toMatchObject({outcome: 'done'})
    await stage.until('the record fails alone', async () => (await stage.deliveries()).at(-1)?.records.join() === '4')
    await operator.undo()
    expect(await operator.state()).toEqual(before)
    await stage.until('full batches again', async () => (await stage.deliveries()).at(-1)?.records.join() === '4,5,6,7')
    await stage.deploy('copes')
    await stage.until('the shard drains', async () => (await stage.deliveries()).at(-1)?.ended === 'returned')
  },
})
