import {type Aws, type Connection, connect} from '../aws/index.ts'
import {parseFunction, refuseOtherRegion} from '../evidence/index.ts'

/** Connects for one function, or for all. An ARN names the region of its function. */
export function connectFor(connection: Connection, {functionText}: {functionText: string | null}): Aws {
  const region = functionText === null ? null : parseFunction(functionText).region
  refuseOtherRegion({region}, connection.region)
  return connect({...connection, region: connection.region ?? region ?? undefined})
}
