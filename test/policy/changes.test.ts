import {describe, expect, it} from 'vitest'
import {sample} from '../support/sample.ts'
import {changeWithoutEach} from './change-without.ts'
import {changes} from './changes.ts'
import {actionsOf} from './without.ts'

describe.each(['restart', 'remap', 'remap --stream', 'alarms'])('%s', command => {
  it('needs its policy alone; without an action of it, it names that one, and its remains are those in the journal', async () => {
    const own = changes.filter(one => one.command === command)
    const tried = sample(actionsOf(command), 1)
    const but = actionsOf(command).filter(action => !tried.includes(action))
    const {faults, unasked} = await changeWithoutEach(command, own, {all: false, but})
    expect({faults, unasked}).toEqual({faults: [], unasked: []})
  })
})
