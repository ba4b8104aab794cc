import {jsonErrors} from '../errors.ts'
import type {Service} from '../operation.ts'
import {describeLogGroups} from './describe-log-groups.ts'
import {describeLogStreams} from './describe-log-streams.ts'
import {describeQueries} from './describe-queries.ts'
import {filterLogEvents} from './filter-log-events.ts'
import {getQueryResults} from './get-query-results.ts'
import {startQuery} from './start-query.ts'
import {stopQuery} from './stop-query.ts'

export const logs: Service = {
  prefix: 'logs',
  errors: jsonErrors('ServiceUnavailableException'),
  operations: {
    DescribeLogGroups: describeLogGroups,
    DescribeLogStreams: describeLogStreams,
    FilterLogEvents: filterLogEvents,
    StartQuery: startQuery,
    GetQueryResults: getQueryResults,
    StopQuery: stopQuery,
    DescribeQueries: describeQueries,
  },
  json: {target: 'Logs_20140328', version: '1.1', namespace: 'com.amazonaws.logs#'},
}
