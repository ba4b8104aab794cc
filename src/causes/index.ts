import type {AnyCause} from '../model/cause.ts'
import {functionUnavailable} from './function-unavailable.ts'
import {mappingDisabled} from './mapping-disabled.ts'
import {poisonRecord} from './poison-record.ts'
import {staleStream} from './stale-stream.ts'
import {throttledConcurrency} from './throttled-concurrency.ts'

/** Every cause, in the order of harm: what stops all records first. */
export const causes: readonly AnyCause[] = [mappingDisabled, staleStream, functionUnavailable, poisonRecord, throttledConcurrency]
