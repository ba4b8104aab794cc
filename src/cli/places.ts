import type {Place} from '../use-cases/fleet.ts'
import {type ConnectionFlags, connectionOf} from './connection.ts'
import type {FleetFlags} from './fleet-flags.ts'

/** Every account and region that the flags name: each profile, as each role, in each region. */
export async function placesOf(flags: Omit<ConnectionFlags, 'region' | 'profile'> & FleetFlags): Promise<Place[]> {
  const {enabledRegions, inRole} = await import('../use-cases/places.ts')
  const places: Place[] = []
  for (const profile of flags.profile ?? [undefined])
    for (const role of flags['role-arn'] ?? [undefined]) {
      const connect = async (region: string | undefined) => {
        const connection = await connectionOf({...flags, region, profile})
        return role === undefined ? connection : inRole(connection, role)
      }
      const regions = flags['all-regions'] ? await enabledRegions(await connect(flags.region?.[0])) : (flags.region ?? [undefined])
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
