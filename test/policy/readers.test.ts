import {describe, expect, it} from 'vitest'
import {sample} from '../support/sample.ts'
import {readers} from './readers.ts'
import {actionsOf, withoutEach} from './without.ts'

/** A query that scans more than it may is stopped: none of these incidents has one, see test/evidence/asked. */
const neverAsked: Readonly<Record<string, string[]>> = {
  doctor: ['logs:StopQuery'],
  // Only for a function without a mapping, to tell whether it exists.
  'config show': ['lambda:GetFunction'],
}

/** An action that doctor was tried without is not tried again; of the others the exhaustive run tries every action in the first incident that needs it. */
function triedOf(command: string): readonly string[] {
  const ofDoctor = command !== 'doctor' && /^doctor|serve/.test(command) ? actionsOf('doctor') : []
  return sample(
    actionsOf(command).filter(action => !ofDoctor.includes(action)),
    2,
  )
}

// `npm run faults policy` tries every action in every incident that asks for it.
describe.each(readers)('$command', reader => {
  const {command} = reader
  it('does the same with its policy as with all rights, and without an action of it names that one and calls nothing healthy', async () => {
    const tried = triedOf(command)
    const but = actionsOf(command).filter(action => !tried.includes(action))
    const {faults, unasked} = await withoutEach(reader, {all: false, but})
    expect({faults, unasked}).toEqual({faults: [], unasked: (neverAsked[command] ?? []).filter(action => tried.includes(action))})
  })
})
