/** The parts of AWS that use cases need. Collectors and fixes import the operations from the file of their service. */
export {type Aws, type Connection, connect, disconnect, forgetCredentials, nowMs, renewDeadline, usage} from './transport/connection.ts'
export {regionOf} from './transport/region.ts'
