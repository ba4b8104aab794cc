import {expect} from 'vitest'
import {expectEvidence} from '../expect-evidence.ts'
import {operatorOf} from '../operator.ts'
import {defineWorld} from '../world.ts'

export default defineWorld({
  id: 'restart',
  story: 'A mapping is restarted while records are written: none is lost, and ddbstream sees them flow again.',
  runtime: 'nodejs22.x',
  batches: 'by time',
  differences: [],
  async play(stage) {
    const operator = operatorOf(stage, await stage.map({BatchSize: 10}))
    const before = await operator.state()
    await stage.burst(10)
    expectEvidence(await operator.doctor(), stage, this, {batchSize: 10})
    const report = await stage.whileWriting(operator.restart())
    expect(report).toMatchObject({outcome: 'done', flow: 'seen', operation: {steps: [{status: 'done'}, {status: 'done'}]}})
    expect(await operator.state()).toEqual(before)
    const undone = await operator.undo()
    expect(undone).toMatchObject({outcome: 'nothing-to-do'})
    expect(await operator.state()).toEqual(before)
    const all = (await stage.written()).length
    await stage.until('every record', async () => new Set((await stage.deliveries()).flatMap(({records}) => records)).size === all)
  },
})
