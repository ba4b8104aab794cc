import type {Place} from '../../use-cases/fleet/fleet.ts'
import type {FleetFlags} from '../flags/fleet-flags.ts'
import {type ConnectionFlags, connectionOf} from './connection.ts'

/** Every account and region that the flags name, once: each profile, as each role, in each region. */
export async function placesOf(flags: Omit<ConnectionFlags, 'region' | 'profile'> & FleetFlags): Promise<Place[]> {
  const {enabledRegions, inRole} = await import('../../use-cases/fleet/places.ts')
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
          name: [...whereOf(region ?? connection.region, profile), ...(role === undefined ? [] : [role])].join(' as '),
          connection,
        })
      }
    }
  return places
}

/** The region and the profile, or where the SDK takes the region from; which one it is, only a profile's file tells. */
function whereOf(region: string | undefined, profile: string | undefined): string[] {
  const {AWS_REGION: fromEnvironment, AWS_PROFILE: named = 'default'} = process.env
  if (region === undefined && !fromEnvironment) return [`the region of the profile ${profile ?? named}`]
  return [region ?? `${fromEnvironment} (AWS_REGION)`, ...(profile === undefined ? [] : [profile])]
}

/** A script that joins lists may name one twice; its pipelines are there once all the same. */
const once = (names: string[] | undefined): string[] | undefined => names && [...new Set(names)]
