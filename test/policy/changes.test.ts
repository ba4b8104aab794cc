import {describe, expect, it} from 'vitest'
import {changeWithoutEach} from './change-without.ts'
import {changes} from './changes.ts'

describe.each(['restart', 'remap', 'remap --stream', 'alarms'])('%s', command => {
  it('needs its policy alone; without an action of it, it names that one, and what it leaves behind is as the journal says', async () => {
    const own = changes.filter(one => one.command === command)
    const {faults, unasked} = await changeWithoutEach(command, own, {all: false})
    expect({faults, unasked}).toEqual({faults: [], unasked: []})
  }, 120_000)
})
