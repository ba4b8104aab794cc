import type {LiveIncident} from '../incident.ts'
import disabled from './disabled.ts'
import failingFunction from './failing-function.ts'
import filter from './filter.ts'
import healthy from './healthy.ts'
import partialResponse from './partial-response.ts'
import permissionRemoved from './permission-removed.ts'
import poisonRecord from './poison-record.ts'
import slow from './slow.ts'
import throttled from './throttled.ts'
import timeOut from './time-out.ts'

/** In the order in which they are made. The first one gives the function its healthy past. */
export const liveIncidents: readonly LiveIncident[] = [
  healthy,
  poisonRecord,
  failingFunction,
  throttled,
  disabled,
  timeOut,
  partialResponse,
  filter,
  permissionRemoved,
  slow,
]
