import {describe, expect, it} from 'vitest'
import {connect, disconnect} from '../../src/aws/index.ts'
import {type Attempt, attempt} from '../../src/evidence/collector.ts'
import {actionsOf, evidenceActions, onDemandCollectors} from '../../src/evidence/index.ts'
import {testConnection} from '../support/stub-account.ts'
import {type Answer, failure, stubAws} from '../support/stub-aws.ts'
import {allRecordings} from './all.ts'
import {onTheWire} from './on-the-wire.ts'
import {readers} from './readers.ts'
import type {Operation, Recorded} from './recording.ts'

const recorded = (await allRecordings()).flatMap(([, {stories}]) =>
  stories.flatMap(({steps}) => steps.flatMap(step => ('asked' in step ? [step] : []))),
)
const operations = [...new Set(recorded.map(({asked}) => asked))].filter(operation => operation in readers)

/** Reads as ddbstream does from an AWS that answers this. */
async function readBack({asked}: Recorded, answer: Answer): Promise<Attempt<unknown>> {
  const reader = readers[asked]
  if (reader === undefined) throw new Error(`Nothing reads ${asked}.`)
  const stub = stubAws({...reader.beside, [reader.action ?? asked]: answer})
  const aws = connect({...testConnection, requestHandler: stub.requestHandler as never, sleep: async () => undefined, elapsedMs: () => 0})
  const read = await attempt(asked, () => reader.read(aws))
  disconnect(aws)
  return read
}

describe.each(operations)('answers of %s', operation => {
  const ofIt = recorded.filter(({asked}) => asked === operation)

  it('are read', async () => {
    for (const step of ofIt.filter(({answer}) => answer !== undefined)) {
      const {within = (one: object) => one, schema} = readers[operation]!
      const read = await readBack(step, within(onTheWire(step.answer ?? {})))
      expect(read.ok ? schema.safeParse(read.value).error : read.error, JSON.stringify(step.input)).toBeUndefined()
    }
  })

  it('that refuse are known by their reason', async () => {
    for (const step of ofIt) {
      if (step.refused === undefined) continue
      const {code, message} = onTheWire(step.refused) as {code: string; message?: string}
      const read = await readBack(step, failure(step.status, code, message))
      expect(read, code).toMatchObject({ok: false, error: {kind: /NotFound|NonExistent/.test(code) ? 'not-found' : expect.any(String)}})
    }
  })
})

it('covers every recorded operation that evidence is read from', () => {
  const actions = new Set([...evidenceActions, ...actionsOf(onDemandCollectors)])
  const isRead = (operation: Operation) => actions.has(operation.replace('streams:', 'dynamodb:'))
  expect([...new Set(recorded.map(({asked}) => asked))].filter(operation => isRead(operation) && !(operation in readers))).toEqual([])
})
