import {afterAll, beforeAll, expect, it} from 'vitest'
import {describeWith, ministack} from '../peers.ts'
import {labStage} from './lab-stage.ts'
import {liveStage} from './live-stage.ts'
import {type Emulator, startMinistack} from './ministack.ts'
import {type Batch, type Played, played} from './played.ts'
import type {Stage} from './stage.ts'
import type {Difference, World} from './world.ts'
import {worlds} from './worlds/index.ts'

/** Each emulator is a row: its peer, and its start. */
const emulators = [{peer: ministack, start: startMinistack}]

/** Real time passes there: an age limit is a minute at least. */
const timeout = 300_000

for (const {peer, start} of emulators) {
  describeWith(peer, path => {
    let emulator: Emulator
    const inTheLab = new Map<World, Played>()
    beforeAll(async () => {
      // First: the lab simulates without a pause, and would keep those who wait for the emulator from looking.
      for (const world of worlds) inTheLab.set(world, await playOn(await labStage(world), world))
      emulator = await start(path)
    }, timeout)
    afterAll(() => emulator?.stop())

    it.concurrent.each(worlds)('$id: $story', {timeout}, async world => {
      const live = await playOn(await liveStage(emulator.endpoint, world), world)
      const lab = inTheLab.get(world) as Played
      expectComplete(live, world, 'live')
      expectComplete(lab, world, 'lab')
      if (world.batches === 'scripted') expect(without(live.batches, world, 'onlyLive')).toEqual(without(lab.batches, world, 'onlyLab'))
      expect(messageDifferences(live, lab)).toEqual(world.differences.flatMap(({message}) => (message === undefined ? [] : [message])))
    })
  })
}

async function playOn(stage: Stage, world: World): Promise<Played> {
  try {
    await world.play(stage)
    return await played(stage)
  } finally {
    await stage.close()
  }
}

/** Every record is processed once, but for those that the settings let Lambda discard. */
function expectComplete({processed}: Played, {discarded, batches}: World, stage: 'live' | 'lab'): void {
  const given = discarded?.[stage] ?? []
  const expected = processed.map((_, place) => (given.includes(place) ? 0 : 1))
  // A restart may deliver a batch that was running a second time.
  expect(batches === 'by time' ? processed.map(times => Math.min(times, 1)) : processed, stage).toEqual(expected)
}

/** The batches that both have to have; each one that only one of them may have must be there. */
function without(batches: readonly Batch[], {differences}: World, side: keyof NonNullable<Difference['batches']>): Batch[] {
  const own = differences.flatMap(one => one.batches?.[side] ?? []).map(one => JSON.stringify(one))
  const text = batches.map(({records, version, ended}) => JSON.stringify({records, version, ended}))
  expect(text).toEqual(expect.arrayContaining(own))
  return batches.filter((_, i) => !own.includes(text[i] ?? ''))
}

function messageDifferences({messages: live}: Played, {messages: lab}: Played): object[] {
  expect(live).toHaveLength(lab.length)
  return live.flatMap((message, i) =>
    [...new Set([...Object.keys(message), ...Object.keys(lab[i] ?? {})])].flatMap(field =>
      message[field] === lab[i]?.[field] ? [] : [{field, live: message[field] ?? null, lab: lab[i]?.[field] ?? null}],
    ),
  )
}
