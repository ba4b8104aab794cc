import {describe, expect, it} from 'vitest'
import {readers} from './readers.ts'
import {actionsOf, withoutEach} from './without.ts'

/** A query that scans more than it may is stopped: none of these incidents has one, see test/evidence/asked. */
const neverAsked: Readonly<Record<string, string[]>> = {doctor: ['logs:StopQuery']}

// A part; `npm run faults policy` tries every action in every incident that asks for it. What doctor is tried without is not tried again.
describe.each(readers)('$command', reader => {
  const {command} = reader
  it('does with its policy what it does with all rights, and without an action of it names that one and calls nothing healthy', async () => {
    const but = command !== 'doctor' && /^doctor|serve/.test(command) ? actionsOf('doctor') : []
    const {faults, unasked} = await withoutEach(reader, {all: false, but})
    expect({faults, unasked}).toEqual({faults: [], unasked: neverAsked[command] ?? []})
  }, 120_000)
})
