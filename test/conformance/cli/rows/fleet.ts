import {expect} from 'vitest'
import type {Row} from '../row.ts'

/** The services that a fleet is chosen by, and those that alarms call: stacks, tags, roles, regions and topics. */
export const fleetRows: readonly Row[] = [
  {
    aws: 'cloudformation list-stack-resources --stack-name orders',
    answers: {
      StackResourceSummaries: expect.arrayContaining([
        expect.objectContaining({
          ResourceType: 'AWS::Lambda::Function',
          PhysicalResourceId: 'orders-projector',
          ResourceStatus: 'CREATE_COMPLETE',
        }),
      ]),
    },
  },
  {
    aws: 'cloudformation describe-stack-resources --physical-resource-id {function}',
    answers: {
      StackResources: expect.arrayContaining([expect.objectContaining({StackName: 'orders', ResourceType: 'AWS::DynamoDB::Table'})]),
    },
  },
  {aws: 'cloudformation list-stack-resources --stack-name none', refused: 'ValidationError', saying: /does not exist/},
  {
    aws: 'resourcegroupstaggingapi get-resources --tag-filters Key=team,Values=orders --resource-type-filters lambda:function',
    answers: {
      ResourceTagMappingList: [
        {ResourceARN: expect.stringContaining('orders-projector'), Tags: expect.arrayContaining([{Key: 'team', Value: 'orders'}])},
      ],
    },
  },
  {aws: 'resourcegroupstaggingapi get-resources --resources-per-page 101 --no-paginate', refused: 'InvalidParameterException'},
  {
    aws: 'sts assume-role --role-arn arn:aws:iam::{account}:role/ddbstream-operator --role-session-name fleet',
    answers: {Credentials: {SessionToken: expect.any(String), Expiration: expect.any(String)}},
  },
  {aws: 'sts assume-role --role-arn arn:aws:iam::{account}:role/none --role-session-name fleet', refused: 'AccessDenied'},
  {aws: 'sns list-topics', answers: {Topics: [{TopicArn: expect.stringContaining(':on-call')}]}, keep: {topic: 'Topics.0.TopicArn'}},
  {aws: 'sns get-topic-attributes --topic-arn {topic}', answers: {Attributes: {SubscriptionsConfirmed: '0', Policy: expect.any(String)}}},
  {aws: 'sns get-topic-attributes --topic-arn {topic}-2', refused: 'NotFound'},
  {aws: 'sns publish --topic-arn {topic} --message late', answers: {MessageId: expect.any(String)}},
  {aws: 'ec2 describe-regions', answers: {Regions: expect.arrayContaining([expect.objectContaining({RegionName: 'us-east-1'})])}},
  {aws: 'lambda list-event-source-mappings --region eu-west-1', answers: {EventSourceMappings: []}},
  {aws: 'lambda get-function --function-name {function} --region eu-west-1', refused: 'ResourceNotFoundException'},
]
