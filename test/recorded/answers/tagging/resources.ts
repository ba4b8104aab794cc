import {among, type Recordings} from '../../recording.ts'

export default {
  source: 'localstack/localstack tests/aws/services/resourcegroupstaggingapi/test_rgsa.snapshot.json',
  stories: [
    {
      test: 'TestRGSAIntegrations::test_get_resources',
      recorded: '2024-03-20',
      steps: [
        {given: 'lambda:TagResource', input: {Resource: '{functionArn}', Tags: {test: 'test'}}},
        {
          asked: 'tagging:GetResources',
          input: {TagFilters: [{Key: 'test', Values: ['test']}]},
          status: 200,
          answer: {
            PaginationToken: '',
            ResourceTagMappingList: [{ResourceARN: '{functionArn}', Tags: among({Key: 'test', Value: 'test'})}],
          },
        },
      ],
    },
  ],
} satisfies Recordings
