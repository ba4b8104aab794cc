import type {Incident} from '../../incidents/incident.ts'
import {createWorld} from './create-world.ts'
import type {Laws} from './laws.ts'
import type {World} from './world.ts'

const minuteMs = 60_000

/**
 * The world of an incident at the time when somebody looks. The simulation starts at a whole minute, so that all but the dates
 * depends on the seed alone; that puts the virtual now up to two minutes before `nearMs`.
 * @param laws the first, by default.
 * @param nearMs epoch milliseconds, by default the real now.
 */
export function openWorld(incident: Pick<Incident, 'build'>, seed: number, nearMs: number = Date.now(), laws?: Laws): World {
  const {openSecond, setup} = incident.build(seed)
  const minutes = Math.ceil(openSecond / 60)
  const startMs = (Math.floor(nearMs / minuteMs) - minutes) * minuteMs
  const world = createWorld({...setup(startMs), ...(laws && {laws})}, startMs)
  world.advanceTo(startMs + openSecond * 1000)
  return world
}
