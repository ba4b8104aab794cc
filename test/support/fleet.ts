import type {openLab} from '../../packages/lab/src/entrance.ts'
import type {Report} from '../../src/model/report/report.ts'
import {doctorFleet, type FleetOptions, type Place} from '../../src/use-cases/fleet/fleet.ts'

export type Lab = ReturnType<typeof openLab>

export const labPlace = ({region, credentials, requestHandler, sleep}: Lab, name = region): Place => ({
  name,
  connection: {region, credentials, requestHandler, sleep, deadlineMs: 600_000},
})

export const everything = {functionPattern: null, tables: [], tags: [], stacks: []}

export const fleetOptions = (given: Partial<FleetOptions> = {}): FleetOptions => ({
  targets: everything,
  part: null,
  sinceSeconds: 3 * 3600,
  only: [],
  skip: [],
  toolVersion: '0.0.0',
  deep: false,
  inspectCode: false,
  onProgress: () => undefined,
  signal: new AbortController().signal,
  ...given,
})

/** One look at all pipelines of the labs, each a region of its own. */
export const lookAtFleet = async (places: readonly Place[], given: Partial<FleetOptions> = {}): Promise<Report> => {
  const report = await doctorFleet(places, fleetOptions(given))
  if (report === null) throw new Error('nothing was seen')
  return report
}

/** The counts of a lab. */
export const callsOf = (lab: Lab): Record<string, number> =>
  (lab.control('GET', '/_lab/calls').body as {requests: Record<string, number>}).requests
