import {expect} from 'vitest'
import {expectEvidence} from '../expect-evidence.ts'
import {operatorOf} from '../operator.ts'
import {defineWorld} from '../world.ts'

export default defineWorld({
  id: 'age-limit',
  story: 'A record age limit without a destination discards a batch that fails, and the shard goes on.',
  runtime: 'python3.13',
  batches: 'scripted',
  discarded: {live: [1, 2, 3, 4, 5], lab: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]},
  differences: [
    {
      id: 'age of waiting records',
      why: 'Lambda discards every record over the limit, also one that was never tried. The emulator discards a batch only after it has failed.',
      source: 'https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html (MaximumRecordAgeInSeconds)',
      batches: {onlyLive: [{records: [6, 7, 8, 9, 10], version: '$LATEST', ended: 'returned'}], onlyLab: []},
    },
  ],
  async play(stage) {
    const operator = operatorOf(stage, await stage.map({BatchSize: 5}))
    const before = await operator.state()
    expect(await operator.configure({MaximumRecordAgeInSeconds: 60}, {loss: true})).toMatchObject({outcome: 'done'})
    expectEvidence(await operator.doctor(), stage, this, {batchSize: 5, maximumRecordAgeSeconds: 60})
    await stage.burst(10, [2])
    // Without a destination nothing tells that a batch was discarded.
    await stage.pass(60 + stage.longestPauseSeconds)
    await stage.burst(2)
    await stage.until('the shard goes on', async () => (await stage.deliveries()).at(-1)?.records.join() === '12,13')
    await operator.undo()
    expect(await operator.state()).toEqual(before)
    await stage.burst(1)
    await stage.until('the next record', async () => (await stage.deliveries()).at(-1)?.records.join() === '15')
  },
})
