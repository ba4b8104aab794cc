import {expect} from 'vitest'
import {expectEvidence} from '../expect-evidence.ts'
import {operatorOf} from '../operator.ts'
import {defineWorld} from '../world.ts'

export default defineWorld({
  id: 'disable-enable',
  story: 'A mapping is disabled and enabled: it keeps its position, and the records that were written meanwhile come afterwards.',
  runtime: 'python3.13',
  batches: 'scripted',
  differences: [],
  async play(stage) {
    const operator = operatorOf(stage, await stage.map({BatchSize: 10}))
    const before = await operator.state()
    const delivered = async () => (await stage.deliveries()).flatMap(({records}) => records).length
    await stage.burst(10)
    await stage.until('eleven records', async () => (await delivered()) === 11)

    const disabled = await operator.configure({Enabled: false})
    expect(disabled.outcome).toBe('done')
    expectEvidence(await operator.doctor(), stage, this, {batchSize: 10, state: 'Disabled'})
    await stage.write(4)
    expect(await operator.configure({Enabled: true})).toMatchObject({outcome: 'done'})
    await stage.until('the records that waited', async () => (await delivered()) === 15)

    await operator.undo()
    expect(await operator.state()).toMatchObject({mapping: {State: 'Disabled'}})
    await stage.write(3)
    await operator.undo(disabled.operation?.id)
    expect(await operator.state()).toEqual(before)
    await stage.until('the last records', async () => (await delivered()) === 18)
  },
})
