import type {World} from '../world.ts'
import ageLimit from './age-limit.ts'
import disableEnable from './disable-enable.ts'
import onFailureDestination from './on-failure-destination.ts'
import poisonRecord from './poison-record.ts'
import remapAlias from './remap-alias.ts'
import remapVersion from './remap-version.ts'
import restart from './restart.ts'

export const worlds: readonly World[] = [poisonRecord, ageLimit, onFailureDestination, disableEnable, restart, remapVersion, remapAlias]
