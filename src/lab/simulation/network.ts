import type {LabNetwork} from './world.ts'

/** DynamoDB's and S3's prefix lists of us-east-1, where the lab's accounts live (EC2, DescribeManagedPrefixLists). */
export const prefixLists = [
  {id: 'pl-02cd2c6b', name: 'com.amazonaws.us-east-1.dynamodb', cidrs: ['3.218.180.0/22', '52.94.0.0/22', '52.119.224.0/20']},
  {id: 'pl-63a5400a', name: 'com.amazonaws.us-east-1.s3', cidrs: ['18.34.0.0/19', '52.216.0.0/15', '54.231.0.0/16']},
] as const

/** An account without a VPC. */
export const noNetwork = (): LabNetwork => ({
  vpcs: [],
  subnets: [],
  routeTables: [],
  natGateways: [],
  internetGateways: [],
  endpoints: [],
  securityGroups: [],
  acls: [],
})
