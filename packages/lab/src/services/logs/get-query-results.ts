import {operation} from '../protocol/operation.ts'
import {page} from '../protocol/pages.ts'
import {required, text, whole} from '../protocol/shapes.ts'
import {badToken} from './groups.ts'
import {queryOf, resultsOf, statusOf} from './queries.ts'

/** GetQueryResults reference. */
const mostItems = 10_000

export const queryId = required(text({min: 1, max: 256}))

export const getQueryResults = operation({
  action: 'logs:GetQueryResults',
  input: {queryId, nextToken: text({max: 1024}), maxItems: whole({min: 0, max: mostItems})},
  run: ({queryId: id, nextToken, maxItems}, {world}) => {
    const query = queryOf(world, id)
    const {rows, statistics} = resultsOf(world, query)
    const found = page(rows, nextToken, maxItems || mostItems)
    if (found === null) throw badToken()
    return {
      queryLanguage: 'CWLI',
      results: found.items,
      statistics: {...statistics, estimatedRecordsSkipped: 0, estimatedBytesSkipped: 0},
      status: statusOf(query, world.nowMs),
      nextToken: found.next,
    }
  },
})
