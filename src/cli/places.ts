import type {Place} from '../use-cases/fleet.ts'
import {type ConnectionFlags, connectionOf} from './connection.ts'
import type {FleetFlags} from './fleet-flags.ts'

/** Every account and region that the flags name, once: each profile, as each role, in each region. */
export async function placesOf(flags: Omit<ConnectionFlags, 'region' | 'profile'> & FleetFlags): Promise<Place[]> {
  const {enabledRegions, inRole} = await import('../use-cases/places.ts')
  const places: Place[] = []
  for (const profile of once(flags.profile) ?? [undefined])
    for (const role of once(flags['role-arn']) ?? [undefined]) {
      const connect = async (region: string | undefined) => {
        const connection = await connectionOf({...flags, region, profile})
        return role === undefined ? connection : inRole(connection, role)
      }
      const regions = flags['all-regions'] ? await enabledRegions(await connect(flags.region?.[0])) : (once(flags.region) ?? [undefined])
      for (const region of regions) {
        const connection = await connect(region)
        places.push({
          name: [region ?? connection.region ?? 'the default region', profile, role].filter(part => part !== undefined).join(' as '),
          connection,
        })
      }
    }
  return places
}

/** A script that joins lists may name one twice; its pipelines are there once all the same. */
const once = (names: string[] | undefined): string[] | undefined => names && [...new Set(names)]
