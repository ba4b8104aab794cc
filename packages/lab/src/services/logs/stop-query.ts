import {operation} from '../protocol/operation.ts'
import {queryId} from './get-query-results.ts'
import {invalid} from './groups.ts'
import {queryOf, statusOf} from './queries.ts'

export const stopQuery = operation({
  action: 'logs:StopQuery',
  input: {queryId},
  run: ({queryId: id}, {world}) => {
    const query = queryOf(world, id)
    const status = statusOf(query, world.nowMs)
    if (status === 'Complete' || status === 'Cancelled') throw invalid(`Query with id ${id} has already ended with status ${status}`)
    query.stoppedMs = world.nowMs
    return {success: true}
  },
})
