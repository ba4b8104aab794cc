import {now} from '../../clock.ts'
import {among, type Recordings} from '../../recording.ts'

export default {
  source: 'localstack/localstack tests/aws/services/cloudwatch/test_cloudwatch.snapshot.json',
  stories: [
    {
      test: 'TestCloudwatch::test_get_metric_data_with_zero_and_labels[query]',
      recorded: '2025-09-19',
      steps: [
        {
          given: 'cloudwatch:PutMetricData',
          input: {
            Namespace: 'test/namespace',
            MetricData: [
              {Timestamp: new Date(now), MetricName: 'metric1', Value: 0, Unit: 'Seconds'},
              {Timestamp: new Date(now), MetricName: 'metric1', Value: 2, Unit: 'Seconds'},
              {Timestamp: new Date(now), MetricName: 'metric1', Value: 4, Unit: 'Seconds'},
              {Timestamp: new Date(now), MetricName: 'metric1', Value: 3.5, Unit: 'Seconds'},
              {Timestamp: new Date(now), MetricName: 'metric1', Value: 7, Unit: 'Seconds'},
              {Timestamp: new Date(now), MetricName: 'metric1', Value: 100, Unit: 'Seconds'},
            ],
          },
        },
        {
          asked: 'cloudwatch:GetMetricData',
          input: {
            MetricDataQueries: [
              {
                Id: 'result_Average',
                MetricStat: {Metric: {Namespace: 'test/namespace', MetricName: 'metric1'}, Period: 60, Stat: 'Average'},
              },
              {Id: 'result_Sum', MetricStat: {Metric: {Namespace: 'test/namespace', MetricName: 'metric1'}, Period: 60, Stat: 'Sum'}},
              {
                Id: 'result_Minimum',
                MetricStat: {Metric: {Namespace: 'test/namespace', MetricName: 'metric1'}, Period: 60, Stat: 'Minimum'},
              },
              {
                Id: 'result_Maximum',
                MetricStat: {Metric: {Namespace: 'test/namespace', MetricName: 'metric1'}, Period: 60, Stat: 'Maximum'},
              },
            ],
            StartTime: new Date(now - 60_000),
            EndTime: new Date(now + 60_000),
          },
          status: 200,
          answer: {
            Messages: [],
            MetricDataResults: [
              {
                Id: 'result_Average',
                Label: 'metric1 Average',
                StatusCode: 'Complete',
                Timestamps: ['<instant>'],
                Values: [19.416666666666668],
              },
              {Id: 'result_Sum', Label: 'metric1 Sum', StatusCode: 'Complete', Timestamps: ['<instant>'], Values: [116.5]},
              {Id: 'result_Minimum', Label: 'metric1 Minimum', StatusCode: 'Complete', Timestamps: ['<instant>'], Values: [0.0]},
              {Id: 'result_Maximum', Label: 'metric1 Maximum', StatusCode: 'Complete', Timestamps: ['<instant>'], Values: [100.0]},
            ],
          },
        },
      ],
    },
    {
      test: 'TestCloudwatch::test_get_metric_data_for_multiple_metrics[query]',
      recorded: '2025-09-19',
      steps: [
        {
          given: 'cloudwatch:PutMetricData',
          input: {Namespace: 'test/namespace', MetricData: [{Timestamp: new Date(now), MetricName: 'metric1', Value: 50, Unit: 'Seconds'}]},
        },
        {
          given: 'cloudwatch:PutMetricData',
          input: {Namespace: 'test/namespace', MetricData: [{Timestamp: new Date(now), MetricName: 'metric2', Value: 25, Unit: 'Seconds'}]},
        },
        {
          given: 'cloudwatch:PutMetricData',
          input: {
            Namespace: 'test/namespace',
            MetricData: [
              {
                Timestamp: new Date(now),
                MetricName: 'metric3',
                StatisticValues: {SampleCount: 10, Sum: 55, Minimum: 1, Maximum: 10},
                Unit: 'Seconds',
              },
            ],
          },
        },
        {
          asked: 'cloudwatch:GetMetricData',
          input: {
            MetricDataQueries: [
              {Id: 'result1', MetricStat: {Metric: {Namespace: 'test/namespace', MetricName: 'metric1'}, Period: 60, Stat: 'Sum'}},
              {Id: 'result2', MetricStat: {Metric: {Namespace: 'test/namespace', MetricName: 'metric2'}, Period: 60, Stat: 'Sum'}},
              {Id: 'result3', MetricStat: {Metric: {Namespace: 'test/namespace', MetricName: 'metric3'}, Period: 60, Stat: 'Sum'}},
            ],
            StartTime: new Date(now - 60_000),
            EndTime: new Date(now + 60_000),
          },
          status: 200,
          answer: {
            Messages: [],
            MetricDataResults: [
              {Id: 'result1', Label: 'metric1', StatusCode: 'Complete', Timestamps: ['<instant>'], Values: [50.0]},
              {Id: 'result2', Label: 'metric2', StatusCode: 'Complete', Timestamps: ['<instant>'], Values: [25.0]},
              {Id: 'result3', Label: 'metric3', StatusCode: 'Complete', Timestamps: ['<instant>'], Values: [55.0]},
            ],
          },
        },
      ],
    },
    {
      test: 'TestCloudwatch::test_get_metric_data_stats[query-Sum]',
      recorded: '2025-09-19',
      steps: [
        {
          given: 'cloudwatch:PutMetricData',
          input: {Namespace: 'test/namespace', MetricData: [{Timestamp: new Date(now), MetricName: 'metric1', Value: 11, Unit: 'Seconds'}]},
        },
        {
          given: 'cloudwatch:PutMetricData',
          input: {
            Namespace: 'test/namespace',
            MetricData: [
              {
                Timestamp: new Date(now),
                MetricName: 'metric1',
                StatisticValues: {SampleCount: 10, Sum: 55, Minimum: 1, Maximum: 10},
                Unit: 'Seconds',
              },
            ],
          },
        },
        {
          asked: 'cloudwatch:GetMetricData',
          input: {
            MetricDataQueries: [
              {Id: 'result1', MetricStat: {Metric: {Namespace: 'test/namespace', MetricName: 'metric1'}, Period: 60, Stat: 'Sum'}},
            ],
            StartTime: new Date(now - 60_000),
            EndTime: new Date(now + 60_000),
          },
          status: 200,
          answer: {
            Messages: [],
            MetricDataResults: [{Id: 'result1', Label: 'metric1', StatusCode: 'Complete', Timestamps: ['<instant>'], Values: [66.0]}],
          },
        },
      ],
    },
    {
      test: 'TestCloudwatch::test_get_metric_data_stats[query-SampleCount]',
      recorded: '2025-09-19',
      steps: [
        {
          given: 'cloudwatch:PutMetricData',
          input: {Namespace: 'test/namespace', MetricData: [{Timestamp: new Date(now), MetricName: 'metric1', Value: 11, Unit: 'Seconds'}]},
        },
        {
          given: 'cloudwatch:PutMetricData',
          input: {
            Namespace: 'test/namespace',
            MetricData: [
              {
                Timestamp: new Date(now),
                MetricName: 'metric1',
                StatisticValues: {SampleCount: 10, Sum: 55, Minimum: 1, Maximum: 10},
                Unit: 'Seconds',
              },
            ],
          },
        },
        {
          asked: 'cloudwatch:GetMetricData',
          input: {
            MetricDataQueries: [
              {Id: 'result1', MetricStat: {Metric: {Namespace: 'test/namespace', MetricName: 'metric1'}, Period: 60, Stat: 'SampleCount'}},
            ],
            StartTime: new Date(now - 60_000),
            EndTime: new Date(now + 60_000),
          },
          status: 200,
          answer: {
            Messages: [],
            MetricDataResults: [{Id: 'result1', Label: 'metric1', StatusCode: 'Complete', Timestamps: ['<instant>'], Values: [11.0]}],
          },
        },
      ],
    },
    {
      test: 'TestCloudwatch::test_get_metric_data_stats[query-Minimum]',
      recorded: '2025-09-19',
      steps: [
        {
          given: 'cloudwatch:PutMetricData',
          input: {Namespace: 'test/namespace', MetricData: [{Timestamp: new Date(now), MetricName: 'metric1', Value: 11, Unit: 'Seconds'}]},
        },
        {
          given: 'cloudwatch:PutMetricData',
          input: {
            Namespace: 'test/namespace',
            MetricData: [
              {
                Timestamp: new Date(now),
                MetricName: 'metric1',
                StatisticValues: {SampleCount: 10, Sum: 55, Minimum: 1, Maximum: 10},
                Unit: 'Seconds',
              },
            ],
          },
        },
        {
          asked: 'cloudwatch:GetMetricData',
          input: {
            MetricDataQueries: [
              {Id: 'result1', MetricStat: {Metric: {Namespace: 'test/namespace', MetricName: 'metric1'}, Period: 60, Stat: 'Minimum'}},
            ],
            StartTime: new Date(now - 60_000),
            EndTime: new Date(now + 60_000),
          },
          status: 200,
          answer: {
            Messages: [],
            MetricDataResults: [{Id: 'result1', Label: 'metric1', StatusCode: 'Complete', Timestamps: ['<instant>'], Values: [1.0]}],
          },
        },
      ],
    },
    {
      test: 'TestCloudwatch::test_get_metric_data_stats[query-Maximum]',
      recorded: '2025-09-19',
      steps: [
        {
          given: 'cloudwatch:PutMetricData',
          input: {Namespace: 'test/namespace', MetricData: [{Timestamp: new Date(now), MetricName: 'metric1', Value: 11, Unit: 'Seconds'}]},
        },
        {
          given: 'cloudwatch:PutMetricData',
          input: {
            Namespace: 'test/namespace',
            MetricData: [
              {
                Timestamp: new Date(now),
                MetricName: 'metric1',
                StatisticValues: {SampleCount: 10, Sum: 55, Minimum: 1, Maximum: 10},
                Unit: 'Seconds',
              },
            ],
          },
        },
        {
          asked: 'cloudwatch:GetMetricData',
          input: {
            MetricDataQueries: [
              {Id: 'result1', MetricStat: {Metric: {Namespace: 'test/namespace', MetricName: 'metric1'}, Period: 60, Stat: 'Maximum'}},
            ],
            StartTime: new Date(now - 60_000),
            EndTime: new Date(now + 60_000),
          },
          status: 200,
          answer: {
            Messages: [],
            MetricDataResults: [{Id: 'result1', Label: 'metric1', StatusCode: 'Complete', Timestamps: ['<instant>'], Values: [11.0]}],
          },
        },
      ],
    },
    {
      test: 'TestCloudwatch::test_get_metric_data_stats[query-Average]',
      recorded: '2025-09-19',
      steps: [
        {
          given: 'cloudwatch:PutMetricData',
          input: {Namespace: 'test/namespace', MetricData: [{Timestamp: new Date(now), MetricName: 'metric1', Value: 11, Unit: 'Seconds'}]},
        },
        {
          given: 'cloudwatch:PutMetricData',
          input: {
            Namespace: 'test/namespace',
            MetricData: [
              {
                Timestamp: new Date(now),
                MetricName: 'metric1',
                StatisticValues: {SampleCount: 10, Sum: 55, Minimum: 1, Maximum: 10},
                Unit: 'Seconds',
              },
            ],
          },
        },
        {
          asked: 'cloudwatch:GetMetricData',
          input: {
            MetricDataQueries: [
              {Id: 'result1', MetricStat: {Metric: {Namespace: 'test/namespace', MetricName: 'metric1'}, Period: 60, Stat: 'Average'}},
            ],
            StartTime: new Date(now - 60_000),
            EndTime: new Date(now + 60_000),
          },
          status: 200,
          answer: {
            Messages: [],
            MetricDataResults: [{Id: 'result1', Label: 'metric1', StatusCode: 'Complete', Timestamps: ['<instant>'], Values: [6.0]}],
          },
        },
      ],
    },
    {
      test: 'TestCloudwatch::test_get_metric_data_with_dimensions[query]',
      recorded: '2025-09-19',
      steps: [
        {
          given: 'cloudwatch:PutMetricData',
          input: {
            Namespace: 'test/namespace',
            MetricData: [
              {
                Timestamp: new Date(now),
                MetricName: 'metric1',
                Value: 11,
                Unit: 'Seconds',
                Dimensions: [{Name: 'InstanceId', Value: 'one'}],
              },
            ],
          },
        },
        {
          given: 'cloudwatch:PutMetricData',
          input: {
            Namespace: 'test/namespace',
            MetricData: [
              {
                Timestamp: new Date(now),
                MetricName: 'metric1',
                Value: 11,
                Unit: 'Seconds',
                Dimensions: [{Name: 'InstanceId', Value: 'two'}],
              },
            ],
          },
        },
        {
          given: 'cloudwatch:PutMetricData',
          input: {
            Namespace: 'test/namespace',
            MetricData: [
              {
                Timestamp: new Date(now),
                MetricName: 'metric1',
                StatisticValues: {SampleCount: 10, Sum: 55, Minimum: 1, Maximum: 10},
                Unit: 'Seconds',
              },
            ],
          },
        },
        {
          asked: 'cloudwatch:GetMetricData',
          input: {
            MetricDataQueries: [
              {
                Id: 'result1',
                MetricStat: {
                  Metric: {Namespace: 'test/namespace', MetricName: 'metric1', Dimensions: [{Name: 'InstanceId', Value: 'one'}]},
                  Period: 60,
                  Stat: 'Sum',
                },
              },
            ],
            StartTime: new Date(now - 60_000),
            EndTime: new Date(now + 60_000),
          },
          status: 200,
          answer: {
            Messages: [],
            MetricDataResults: [{Id: 'result1', Label: 'metric1', StatusCode: 'Complete', Timestamps: ['<instant>'], Values: [11.0]}],
          },
        },
      ],
    },
    {
      test: 'TestCloudwatch::test_get_metric_with_no_results[query]',
      recorded: '2025-09-19',
      steps: [
        {
          given: 'cloudwatch:PutMetricData',
          input: {Namespace: 'test/namespace', MetricData: [{Timestamp: new Date(now), MetricName: 'm-1', Value: 1}]},
        },
        {
          asked: 'cloudwatch:GetMetricData',
          input: {
            MetricDataQueries: [
              {
                Id: 'result',
                MetricStat: {
                  Metric: {Namespace: 'test/namespace', MetricName: 'm-1', Dimensions: [{Name: 'foo', Value: 'bar'}]},
                  Period: 60,
                  Stat: 'Sum',
                },
              },
            ],
            StartTime: new Date(now - 60_000),
            EndTime: new Date(now + 60_000),
          },
          status: 200,
          answer: {Messages: [], MetricDataResults: [{Id: 'result', Label: 'm-1', StatusCode: 'Complete', Timestamps: [], Values: []}]},
        },
      ],
    },
    {
      test: 'TestCloudwatch::test_label_generation[query-input_pairs0]',
      recorded: '2025-09-19',
      steps: [
        {
          given: 'cloudwatch:PutMetricData',
          input: {
            Namespace: 'test/namespace',
            MetricData: [
              {Timestamp: new Date(now), MetricName: 'metric1', Value: 0, Unit: 'Seconds'},
              {Timestamp: new Date(now), MetricName: 'metric1', Value: 2, Unit: 'Seconds'},
              {Timestamp: new Date(now), MetricName: 'metric1', Value: 7, Unit: 'Seconds'},
              {Timestamp: new Date(now), MetricName: 'metric1', Value: 100, Unit: 'Seconds'},
            ],
          },
        },
        {
          asked: 'cloudwatch:GetMetricData',
          input: {
            MetricDataQueries: [
              {
                Id: 'result_Sum_60_Seconds',
                MetricStat: {Metric: {Namespace: 'test/namespace', MetricName: 'metric1'}, Period: 60, Stat: 'Sum', Unit: 'Seconds'},
              },
              {
                Id: 'result_Minimum_30_Seconds',
                MetricStat: {Metric: {Namespace: 'test/namespace', MetricName: 'metric1'}, Period: 30, Stat: 'Minimum', Unit: 'Seconds'},
              },
            ],
            StartTime: new Date(now - 60_000),
            EndTime: new Date(now + 60_000),
          },
          status: 200,
          answer: {
            Messages: [],
            MetricDataResults: [
              {Id: 'result_Sum_60_Seconds', Label: 'metric1 Sum 60', StatusCode: 'Complete', Timestamps: ['<instant>'], Values: [109.0]},
              {
                Id: 'result_Minimum_30_Seconds',
                Label: 'metric1 Minimum 30',
                StatusCode: 'Complete',
                Timestamps: ['<instant>'],
                Values: [0.0],
              },
            ],
          },
        },
      ],
    },
    {
      test: 'TestCloudwatch::test_label_generation[query-input_pairs1]',
      recorded: '2025-09-19',
      steps: [
        {
          given: 'cloudwatch:PutMetricData',
          input: {
            Namespace: 'test/namespace',
            MetricData: [
              {Timestamp: new Date(now), MetricName: 'metric1', Value: 0, Unit: 'Seconds'},
              {Timestamp: new Date(now), MetricName: 'metric1', Value: 2, Unit: 'Seconds'},
              {Timestamp: new Date(now), MetricName: 'metric1', Value: 7, Unit: 'Seconds'},
              {Timestamp: new Date(now), MetricName: 'metric1', Value: 100, Unit: 'Seconds'},
            ],
          },
        },
        {
          asked: 'cloudwatch:GetMetricData',
          input: {
            MetricDataQueries: [
              {
                Id: 'result_Sum_60_Seconds',
                MetricStat: {Metric: {Namespace: 'test/namespace', MetricName: 'metric1'}, Period: 60, Stat: 'Sum', Unit: 'Seconds'},
              },
              {
                Id: 'result_Minimum_60_Seconds',
                MetricStat: {Metric: {Namespace: 'test/namespace', MetricName: 'metric1'}, Period: 60, Stat: 'Minimum', Unit: 'Seconds'},
              },
            ],
            StartTime: new Date(now - 60_000),
            EndTime: new Date(now + 60_000),
          },
          status: 200,
          answer: {
            Messages: [],
            MetricDataResults: [
              {Id: 'result_Sum_60_Seconds', Label: 'metric1 Sum', StatusCode: 'Complete', Timestamps: ['<instant>'], Values: [109.0]},
              {Id: 'result_Minimum_60_Seconds', Label: 'metric1 Minimum', StatusCode: 'Complete', Timestamps: ['<instant>'], Values: [0.0]},
            ],
          },
        },
      ],
    },
    {
      test: 'TestCloudwatch::test_label_generation[query-input_pairs2]',
      recorded: '2025-09-19',
      steps: [
        {
          given: 'cloudwatch:PutMetricData',
          input: {
            Namespace: 'test/namespace',
            MetricData: [
              {Timestamp: new Date(now), MetricName: 'metric1', Value: 0, Unit: 'Seconds'},
              {Timestamp: new Date(now), MetricName: 'metric1', Value: 2, Unit: 'Seconds'},
              {Timestamp: new Date(now), MetricName: 'metric1', Value: 7, Unit: 'Seconds'},
              {Timestamp: new Date(now), MetricName: 'metric1', Value: 100, Unit: 'Seconds'},
            ],
          },
        },
        {
          asked: 'cloudwatch:GetMetricData',
          input: {
            MetricDataQueries: [
              {
                Id: 'result_Sum_60_Seconds',
                MetricStat: {Metric: {Namespace: 'test/namespace', MetricName: 'metric1'}, Period: 60, Stat: 'Sum', Unit: 'Seconds'},
              },
              {
                Id: 'result_Sum_30_Seconds',
                MetricStat: {Metric: {Namespace: 'test/namespace', MetricName: 'metric1'}, Period: 30, Stat: 'Sum', Unit: 'Seconds'},
              },
            ],
            StartTime: new Date(now - 60_000),
            EndTime: new Date(now + 60_000),
          },
          status: 200,
          answer: {
            Messages: [],
            MetricDataResults: [
              {Id: 'result_Sum_60_Seconds', Label: 'metric1 60', StatusCode: 'Complete', Timestamps: ['<instant>'], Values: [109.0]},
              {Id: 'result_Sum_30_Seconds', Label: 'metric1 30', StatusCode: 'Complete', Timestamps: ['<instant>'], Values: [109.0]},
            ],
          },
        },
      ],
    },
    {
      test: 'TestCloudwatch::test_label_generation[query-input_pairs3]',
      recorded: '2025-09-19',
      steps: [
        {
          given: 'cloudwatch:PutMetricData',
          input: {
            Namespace: 'test/namespace',
            MetricData: [
              {Timestamp: new Date(now), MetricName: 'metric1', Value: 0, Unit: 'Seconds'},
              {Timestamp: new Date(now), MetricName: 'metric1', Value: 2, Unit: 'Seconds'},
              {Timestamp: new Date(now), MetricName: 'metric1', Value: 7, Unit: 'Seconds'},
              {Timestamp: new Date(now), MetricName: 'metric1', Value: 100, Unit: 'Seconds'},
            ],
          },
        },
        {
          asked: 'cloudwatch:GetMetricData',
          input: {
            MetricDataQueries: [
              {
                Id: 'result_Sum_60_Seconds',
                MetricStat: {Metric: {Namespace: 'test/namespace', MetricName: 'metric1'}, Period: 60, Stat: 'Sum', Unit: 'Seconds'},
              },
              {
                Id: 'result_Minimum_30_Milliseconds',
                MetricStat: {
                  Metric: {Namespace: 'test/namespace', MetricName: 'metric1'},
                  Period: 30,
                  Stat: 'Minimum',
                  Unit: 'Milliseconds',
                },
              },
            ],
            StartTime: new Date(now - 60_000),
            EndTime: new Date(now + 60_000),
          },
          status: 200,
          answer: {
            Messages: [],
            MetricDataResults: [
              {Id: 'result_Sum_60_Seconds', Label: 'metric1 Sum 60', StatusCode: 'Complete', Timestamps: ['<instant>'], Values: [109.0]},
              {Id: 'result_Minimum_30_Milliseconds', Label: 'metric1 Minimum 30', StatusCode: 'Complete', Timestamps: [], Values: []},
            ],
          },
        },
      ],
    },
    {
      test: 'TestCloudwatch::test_label_generation[query-input_pairs4]',
      recorded: '2025-09-19',
      steps: [
        {
          given: 'cloudwatch:PutMetricData',
          input: {
            Namespace: 'test/namespace',
            MetricData: [
              {Timestamp: new Date(now), MetricName: 'metric1', Value: 0, Unit: 'Seconds'},
              {Timestamp: new Date(now), MetricName: 'metric1', Value: 2, Unit: 'Seconds'},
              {Timestamp: new Date(now), MetricName: 'metric1', Value: 7, Unit: 'Seconds'},
              {Timestamp: new Date(now), MetricName: 'metric1', Value: 100, Unit: 'Seconds'},
            ],
          },
        },
        {
          asked: 'cloudwatch:GetMetricData',
          input: {
            MetricDataQueries: [
              {
                Id: 'result_Sum_60_Seconds',
                MetricStat: {Metric: {Namespace: 'test/namespace', MetricName: 'metric1'}, Period: 60, Stat: 'Sum', Unit: 'Seconds'},
              },
              {
                Id: 'result_Minimum_60_Milliseconds',
                MetricStat: {
                  Metric: {Namespace: 'test/namespace', MetricName: 'metric1'},
                  Period: 60,
                  Stat: 'Minimum',
                  Unit: 'Milliseconds',
                },
              },
            ],
            StartTime: new Date(now - 60_000),
            EndTime: new Date(now + 60_000),
          },
          status: 200,
          answer: {
            Messages: [],
            MetricDataResults: [
              {Id: 'result_Sum_60_Seconds', Label: 'metric1 Sum', StatusCode: 'Complete', Timestamps: ['<instant>'], Values: [109.0]},
              {Id: 'result_Minimum_60_Milliseconds', Label: 'metric1 Minimum', StatusCode: 'Complete', Timestamps: [], Values: []},
            ],
          },
        },
      ],
    },
    {
      test: 'TestCloudwatch::test_label_generation[query-input_pairs5]',
      recorded: '2025-09-19',
      steps: [
        {
          given: 'cloudwatch:PutMetricData',
          input: {
            Namespace: 'test/namespace',
            MetricData: [
              {Timestamp: new Date(now), MetricName: 'metric1', Value: 0, Unit: 'Seconds'},
              {Timestamp: new Date(now), MetricName: 'metric1', Value: 2, Unit: 'Seconds'},
              {Timestamp: new Date(now), MetricName: 'metric1', Value: 7, Unit: 'Seconds'},
              {Timestamp: new Date(now), MetricName: 'metric1', Value: 100, Unit: 'Seconds'},
            ],
          },
        },
        {
          asked: 'cloudwatch:GetMetricData',
          input: {
            MetricDataQueries: [
              {
                Id: 'result_Sum_60_Seconds',
                MetricStat: {Metric: {Namespace: 'test/namespace', MetricName: 'metric1'}, Period: 60, Stat: 'Sum', Unit: 'Seconds'},
              },
              {
                Id: 'result_Sum_30_Milliseconds',
                MetricStat: {Metric: {Namespace: 'test/namespace', MetricName: 'metric1'}, Period: 30, Stat: 'Sum', Unit: 'Milliseconds'},
              },
            ],
            StartTime: new Date(now - 60_000),
            EndTime: new Date(now + 60_000),
          },
          status: 200,
          answer: {
            Messages: [],
            MetricDataResults: [
              {Id: 'result_Sum_60_Seconds', Label: 'metric1 60', StatusCode: 'Complete', Timestamps: ['<instant>'], Values: [109.0]},
              {Id: 'result_Sum_30_Milliseconds', Label: 'metric1 30', StatusCode: 'Complete', Timestamps: [], Values: []},
            ],
          },
        },
      ],
    },
    {
      test: 'TestCloudwatch::test_label_generation[query-input_pairs6]',
      recorded: '2025-09-19',
      steps: [
        {
          given: 'cloudwatch:PutMetricData',
          input: {
            Namespace: 'test/namespace',
            MetricData: [
              {Timestamp: new Date(now), MetricName: 'metric1', Value: 0, Unit: 'Seconds'},
              {Timestamp: new Date(now), MetricName: 'metric1', Value: 2, Unit: 'Seconds'},
              {Timestamp: new Date(now), MetricName: 'metric1', Value: 7, Unit: 'Seconds'},
              {Timestamp: new Date(now), MetricName: 'metric1', Value: 100, Unit: 'Seconds'},
            ],
          },
        },
        {
          asked: 'cloudwatch:GetMetricData',
          input: {
            MetricDataQueries: [
              {
                Id: 'result_Sum_60_Seconds',
                MetricStat: {Metric: {Namespace: 'test/namespace', MetricName: 'metric1'}, Period: 60, Stat: 'Sum', Unit: 'Seconds'},
              },
              {
                Id: 'result_Sum_60_Milliseconds',
                MetricStat: {Metric: {Namespace: 'test/namespace', MetricName: 'metric1'}, Period: 60, Stat: 'Sum', Unit: 'Milliseconds'},
              },
            ],
            StartTime: new Date(now - 60_000),
            EndTime: new Date(now + 60_000),
          },
          status: 200,
          answer: {
            Messages: [],
            MetricDataResults: [
              {Id: 'result_Sum_60_Seconds', Label: 'metric1', StatusCode: 'Complete', Timestamps: ['<instant>'], Values: [109.0]},
              {Id: 'result_Sum_60_Milliseconds', Label: 'metric1', StatusCode: 'Complete', Timestamps: [], Values: []},
            ],
          },
        },
      ],
    },
    {
      test: 'TestCloudwatch::test_multiple_dimensions_statistics[query]',
      recorded: '2025-09-19',
      steps: [
        {
          given: 'cloudwatch:PutMetricData',
          input: {
            Namespace: 'test/namespace',
            MetricData: [
              {
                Timestamp: new Date(now),
                MetricName: 'http.server.requests.count',
                Value: 0.0,
                Unit: 'Count',
                Dimensions: [
                  {Name: 'error', Value: 'none'},
                  {Name: 'exception', Value: 'none'},
                  {Name: 'method', Value: 'GET'},
                  {Name: 'outcome', Value: 'SUCCESS'},
                  {Name: 'uri', Value: '/greetings'},
                  {Name: 'status', Value: '200'},
                ],
              },
            ],
          },
        },
        {
          given: 'cloudwatch:PutMetricData',
          input: {
            Namespace: 'test/namespace',
            MetricData: [
              {
                Timestamp: new Date(now),
                MetricName: 'http.server.requests.count',
                Value: 5.0,
                Unit: 'Count',
                Dimensions: [
                  {Name: 'error', Value: 'none'},
                  {Name: 'exception', Value: 'none'},
                  {Name: 'method', Value: 'GET'},
                  {Name: 'outcome', Value: 'SUCCESS'},
                  {Name: 'uri', Value: '/greetings'},
                  {Name: 'status', Value: '200'},
                ],
              },
            ],
          },
        },
        {
          asked: 'cloudwatch:GetMetricData',
          input: {
            MetricDataQueries: [
              {
                Id: 'result1',
                MetricStat: {
                  Metric: {
                    Namespace: 'test/namespace',
                    MetricName: 'http.server.requests.count',
                    Dimensions: [
                      {Name: 'error', Value: 'none'},
                      {Name: 'exception', Value: 'none'},
                      {Name: 'method', Value: 'GET'},
                      {Name: 'outcome', Value: 'SUCCESS'},
                      {Name: 'uri', Value: '/greetings'},
                      {Name: 'status', Value: '200'},
                    ],
                  },
                  Period: 10,
                  Stat: 'Maximum',
                  Unit: 'Count',
                },
              },
            ],
            StartTime: new Date(now - 60_000),
            EndTime: new Date(now + 60_000),
          },
          status: 200,
          answer: {
            Messages: [],
            MetricDataResults: [
              {Id: 'result1', Label: 'http.server.requests.count', StatusCode: 'Complete', Timestamps: ['<instant>'], Values: [5.0]},
            ],
          },
        },
        {
          asked: 'cloudwatch:ListMetrics',
          input: {
            Namespace: 'test/namespace',
            MetricName: 'http.server.requests.count',
            Dimensions: [
              {Name: 'error', Value: 'none'},
              {Name: 'exception', Value: 'none'},
              {Name: 'method', Value: 'GET'},
              {Name: 'outcome', Value: 'SUCCESS'},
              {Name: 'uri', Value: '/greetings'},
              {Name: 'status', Value: '200'},
            ],
          },
          status: 200,
          answer: {
            Metrics: [
              {
                Dimensions: among(
                  {Name: 'error', Value: 'none'},
                  {Name: 'exception', Value: 'none'},
                  {Name: 'method', Value: 'GET'},
                  {Name: 'outcome', Value: 'SUCCESS'},
                  {Name: 'status', Value: '200'},
                  {Name: 'uri', Value: '/greetings'},
                ),
                MetricName: 'http.server.requests.count',
                Namespace: 'test/namespace',
              },
            ],
          },
        },
      ],
    },
    {
      test: 'TestCloudwatch::test_invalid_amount_of_datapoints[query]',
      recorded: '2025-09-19',
      steps: [
        {
          asked: 'cloudwatch:GetMetricStatistics',
          input: {
            Namespace: 'test/namespace',
            MetricName: 'metric_name',
            StartTime: new Date(now),
            EndTime: new Date(now + 86_400_000),
            Period: 1,
            Statistics: ['SampleCount'],
          },
          status: 400,
          refused: {
            code: 'InvalidParameterCombination',
            message:
              'You have requested up to 86400 datapoints, which exceeds the limit of 1440. You may reduce the datapoints requested by increasing Period, or decreasing the time range.',
            type: 'Sender',
          },
        },
        {
          asked: 'cloudwatch:GetMetricStatistics',
          input: {
            Namespace: 'test/namespace',
            MetricName: 'metric_name',
            StartTime: new Date(now),
            EndTime: new Date(now),
            Period: 1,
            Statistics: ['SampleCount'],
          },
          status: 400,
          refused: {
            code: 'InvalidParameterValue',
            message: 'The parameter StartTime must be less than the parameter EndTime.',
            type: 'Sender',
          },
        },
        {
          asked: 'cloudwatch:GetMetricStatistics',
          input: {
            Namespace: 'test/namespace',
            MetricName: 'metric_name',
            StartTime: new Date(now),
            EndTime: new Date(now + 86_400_000),
            Period: 60,
            Statistics: ['SampleCount'],
          },
          status: 200,
          answer: {Datapoints: [], Label: 'metric_name'},
        },
      ],
    },
    {
      test: 'TestCloudwatch::test_put_metric_data_validation[query]',
      recorded: '2025-09-19',
      steps: [
        {
          asked: 'cloudwatch:PutMetricData',
          input: {
            Namespace: 'test/namespace',
            MetricData: [{MetricName: 'mymetric', Timestamp: new Date(now), Unit: 'Count', Value: 1.5, Values: [1.0, 10.0]}],
          },
          status: 400,
          refused: {
            code: 'InvalidParameterCombination',
            message:
              'The parameters MetricData.member.1.Value and MetricData.member.1.Values are mutually exclusive and you have specified both.',
            type: 'Sender',
          },
        },
        {
          asked: 'cloudwatch:PutMetricData',
          input: {
            Namespace: 'test/namespace',
            MetricData: [{MetricName: 'mymetric', Timestamp: new Date(now), Unit: 'Count', Values: [1.0, 10.0], Counts: [2, 4, 5]}],
          },
          status: 400,
          refused: {
            code: 'InvalidParameterValue',
            message: 'The parameters MetricData.member.1.Values and MetricData.member.1.Counts must be of the same size.',
            type: 'Sender',
          },
        },
        {
          asked: 'cloudwatch:PutMetricData',
          input: {
            Namespace: 'test/namespace',
            MetricData: [
              {
                MetricName: 'mymetric',
                Timestamp: new Date(now),
                Unit: 'Count',
                Value: 1.5,
                StatisticValues: {SampleCount: 10, Sum: 55, Minimum: 1, Maximum: 10},
              },
            ],
          },
          status: 400,
          refused: {
            code: 'InvalidParameterCombination',
            message:
              'The parameters MetricData.member.1.Value and MetricData.member.1.StatisticValues are mutually exclusive and you have specified both.',
            type: 'Sender',
          },
        },
      ],
    },
  ],
} satisfies Recordings
