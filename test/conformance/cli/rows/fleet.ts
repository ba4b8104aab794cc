import {expect} from 'vitest'
import type {Row} from '../row.ts'

/** What a fleet is chosen by: stacks, tags, roles and regions. */
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
    answers: {ResourceTagMappingList: [{ResourceARN: expect.stringContaining('orders-projector'), Tags: [{Key: 'team', Value: 'orders'}]}]},
  },
  {aws: 'resourcegroupstaggingapi get-resources --resources-per-page 101 --no-paginate', refused: 'InvalidParameterException'},
  {
    aws: 'sts assume-role --role-arn arn:aws:iam::{account}:role/ddbstream-operator --role-session-name fleet',
    answers: {Credentials: {SessionToken: expect.any(String), Expiration: expect.any(String)}},
  },
  {aws: 'sts assume-role --role-arn arn:aws:iam::{account}:role/none --role-session-name fleet', refused: 'AccessDenied'},
  {aws: 'ec2 describe-regions', answers: {Regions: [{RegionName: 'us-east-1', OptInStatus: 'opt-in-not-required'}]}},
]
