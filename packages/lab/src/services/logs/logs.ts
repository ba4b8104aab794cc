import {AwsError, type CommonErrors, jsonErrors} from '../protocol/errors.ts'
import type {Service} from '../protocol/operation.ts'
import {describeLogGroups} from './describe-log-groups.ts'
import {describeLogStreams} from './describe-log-streams.ts'
import {describeQueries} from './describe-queries.ts'
import {filterLogEvents} from './filter-log-events.ts'
import {getQueryResults} from './get-query-results.ts'
import {startQuery} from './start-query.ts'
import {stopQuery} from './stop-query.ts'

/** Broken constraints of the model carry the service's own name (seen in AWS's answers to StartQuery and DescribeLogGroups). */
const errors: CommonErrors = {
  ...jsonErrors('ServiceUnavailableException'),
  invalid: (_, sentence) => new AwsError('InvalidParameterException', sentence),
}

export const logs: Service = {
  prefix: 'logs',
  errors,
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
