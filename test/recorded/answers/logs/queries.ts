import {now} from '../../clock.ts'
import type {Recordings} from '../../recording.ts'

export default {
  source: 'localstack/localstack tests/aws/services/logs/test_logs_queries.snapshot.json',
  stories: [
    {
      test: 'TestCloudWatchLogsInsightsQueries::test_start_query_basic',
      recorded: '2026-02-06',
      steps: [
        {
          asked: 'logs:StartQuery',
          input: {
            logGroupName: '/aws/lambda/orders-projector',
            startTime: now / 1000 - 3600,
            endTime: now / 1000 + 300,
            queryString: 'fields @message',
          },
          status: 200,
          answer: {queryId: '<uuid:1>'},
        },
      ],
    },
    {
      test: 'TestCloudWatchLogsInsightsQueries::test_start_query_log_group_not_found',
      recorded: '2026-02-06',
      steps: [
        {
          asked: 'logs:StartQuery',
          input: {logGroupName: 'non-existent', startTime: now / 1000 - 3600, endTime: now / 1000 + 300, queryString: 'fields @message'},
          status: 400,
          refused: {
            code: 'ResourceNotFoundException',
            message:
              "Log group 'non-existent' does not exist for account ID '{account}' (Service: AWSLogs; Status Code: 400; Error Code: ResourceNotFoundException; Request ID: <uuid>; Proxy: null)",
          },
        },
      ],
    },
    {
      test: 'TestCloudWatchLogsInsightsQueries::test_describe_queries',
      recorded: '2026-02-06',
      steps: [
        {
          given: 'logs:StartQuery',
          input: {
            logGroupName: '/aws/lambda/orders-projector',
            startTime: now / 1000 - 3600,
            endTime: now / 1000 + 300,
            queryString: 'fields @message',
          },
        },
        {
          asked: 'logs:DescribeQueries',
          input: {logGroupName: '/aws/lambda/orders-projector'},
          status: 200,
          answer: {
            queries: [
              {
                createTime: '<number>',
                logGroupName: '/aws/lambda/orders-projector',
                queryId: '<uuid:1>',
                queryLanguage: 'CWLI',
                queryString: '<text>',
                status: '<text>',
              },
            ],
          },
          differs: {
            at: ['queries.0.queryDuration', 'queries.0.bytesScanned', 'queries.0.userIdentity'],
            reason: 'AWS documents these members; the client that recorded did not know them yet.',
          },
        },
      ],
    },
    {
      test: 'TestCloudWatchLogsInsightsQueries::test_describe_queries_with_status_filter',
      recorded: '2026-02-06',
      steps: [
        {
          given: 'logs:StartQuery',
          input: {
            logGroupName: '/aws/lambda/orders-projector',
            startTime: now / 1000 - 3600,
            endTime: now / 1000 + 300,
            queryString: 'fields @message',
          },
        },
        {passSeconds: 60},
        {
          asked: 'logs:DescribeQueries',
          input: {logGroupName: '/aws/lambda/orders-projector', status: 'Complete'},
          status: 200,
          answer: {
            queries: [
              {
                createTime: '<number>',
                logGroupName: '/aws/lambda/orders-projector',
                queryId: '<uuid:1>',
                queryLanguage: 'CWLI',
                queryString: '<text>',
                status: '<text>',
              },
            ],
          },
          differs: {
            at: ['queries.0.queryDuration', 'queries.0.bytesScanned', 'queries.0.userIdentity'],
            reason: 'AWS documents these members; the client that recorded did not know them yet.',
          },
        },
        {
          asked: 'logs:DescribeQueries',
          input: {logGroupName: '/aws/lambda/orders-projector', status: 'Scheduled'},
          status: 200,
          answer: {queries: []},
        },
      ],
    },
  ],
} satisfies Recordings
