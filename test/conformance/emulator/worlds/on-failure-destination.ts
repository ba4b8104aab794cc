import {expect} from 'vitest'
import {expectEvidence} from '../expect-evidence.ts'
import {operatorOf} from '../operator.ts'
import {defineWorld} from '../world.ts'

const errors = 'https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html'

export default defineWorld({
  id: 'on-failure-destination',
  story: 'A record age limit and a queue end an incident: the batch that fails is named in the queue, and the shard goes on.',
  runtime: 'nodejs22.x',
  batches: 'scripted',
  discarded: {live: [1, 2, 3, 4, 5], lab: [1, 2, 3, 4, 5]},
  differences: [
    {
      id: 'condition of a batch that is too old',
      why: 'AWS writes RecordAgeExceeded. The emulator has a name of its own.',
      source: 'S3 objects of AWS in public repositories: "condition": "RecordAgeExceeded"',
      message: {field: 'requestContext.condition', live: 'MaxRecordAgeExceeded', lab: 'RecordAgeExceeded'},
    },
    {
      id: 'count of attempts',
      why: 'AWS counts the invocations with the batch. The emulator writes 1 after any number of them.',
      source: errors,
      message: {field: 'requestContext.approximateInvokeCount', live: 1, lab: 'several'},
    },
    {
      id: 'milliseconds of the message',
      why: 'The timestamp of the message has milliseconds, as in the example of AWS. The emulator leaves them out.',
      source: errors,
      message: {field: 'timestamp', live: 'TIMEZ', lab: 'TIME.MSZ'},
    },
  ],
  async play(stage) {
    const operator = operatorOf(stage, await stage.map({BatchSize: 5}))
    const before = await operator.state()
    const {queueArn} = stage.names
    const settings = {MaximumRecordAgeInSeconds: 60, DestinationConfig: {OnFailure: {Destination: queueArn}}}
    expect(await operator.configure(settings, {loss: true})).toMatchObject({outcome: 'done'})
    const changed = {maximumRecordAgeSeconds: 60, onFailureDestination: queueArn}
    expectEvidence(await operator.doctor(), stage, this, {batchSize: 5, ...changed})
    await stage.burst(5, [2])
    await stage.until('a message', async () => (await stage.messages()).length === 1)
    await stage.burst(2)
    await stage.until('the shard goes on', async () => (await stage.deliveries()).at(-1)?.records.join() === '7,8')
    await operator.undo()
    expect(await operator.state()).toEqual(before)
    await stage.burst(1)
    await stage.until('the next record', async () => (await stage.deliveries()).at(-1)?.records.join() === '10')
  },
})
