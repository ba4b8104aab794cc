import {expect} from 'vitest'
import type {Row} from '../row.ts'

/** EC2 has a query dialect of its own: lists as `<item>`, booleans and numbers that the model types, errors in `<Errors>`. */
export const ec2Rows: readonly Row[] = [
  {
    aws: 'ec2 describe-vpcs',
    answers: {
      Vpcs: expect.arrayContaining([
        expect.objectContaining({VpcId: expect.stringMatching(/^vpc-/), CidrBlock: expect.any(String), IsDefault: expect.any(Boolean)}),
      ]),
    },
    keep: {vpc: 'Vpcs.0.VpcId'},
  },
  {
    aws: 'ec2 describe-subnets',
    answers: {
      Subnets: expect.arrayContaining([
        expect.objectContaining({
          SubnetId: expect.stringMatching(/^subnet-/),
          AvailableIpAddressCount: expect.any(Number),
          CidrBlock: expect.any(String),
          VpcId: expect.any(String),
        }),
      ]),
    },
    keep: {subnet: 'Subnets.0.SubnetId'},
  },
  {aws: 'ec2 describe-subnets --subnet-ids {subnet}', answers: {Subnets: [{SubnetId: expect.any(String)}]}},
  {
    aws: 'ec2 describe-subnets --subnet-ids subnet-00000000000000000',
    refused: 'InvalidSubnetID.NotFound',
    saying: /^The subnet ID 'subnet-00000000000000000' does not exist/,
  },
  {
    aws: 'ec2 describe-subnets --filters Name=vpc-id,Values={vpc}',
    answers: {Subnets: expect.arrayContaining([expect.objectContaining({VpcId: expect.any(String)})])},
  },
  {aws: 'ec2 describe-subnets --filters Name=vpc-id,Values=vpc-00000000000000000', answers: {Subnets: []}},
  {
    aws: 'ec2 describe-subnets --filters Name=no-such,Values=x',
    refused: 'InvalidParameterValue',
    saying: /^The filter 'no-such' is invalid/,
  },
  {
    aws: 'ec2 describe-route-tables --filters Name=vpc-id,Values={vpc}',
    answers: {
      RouteTables: expect.arrayContaining([
        expect.objectContaining({
          RouteTableId: expect.stringMatching(/^rtb-/),
          Associations: expect.any(Array),
          Routes: expect.arrayContaining([expect.objectContaining({State: 'active'})]),
        }),
      ]),
    },
  },
  {aws: 'ec2 describe-nat-gateways', answers: {NatGateways: expect.any(Array)}},
  {aws: 'ec2 describe-internet-gateways', answers: {InternetGateways: expect.any(Array)}},
  {aws: 'ec2 describe-vpc-endpoints', answers: {VpcEndpoints: expect.any(Array)}},
  {
    aws: 'ec2 describe-security-groups',
    answers: {
      SecurityGroups: expect.arrayContaining([
        expect.objectContaining({GroupId: expect.stringMatching(/^sg-/), IpPermissionsEgress: expect.any(Array)}),
      ]),
    },
    keep: {group: 'SecurityGroups.0.GroupId'},
  },
  {aws: 'ec2 describe-security-groups --group-ids {group}', answers: {SecurityGroups: [{GroupId: expect.any(String)}]}},
  {aws: 'ec2 describe-security-groups --group-ids sg-00000000000000000', refused: 'InvalidGroup.NotFound'},
  {
    aws: 'ec2 describe-network-acls',
    answers: {
      NetworkAcls: expect.arrayContaining([
        expect.objectContaining({
          Entries: expect.arrayContaining([expect.objectContaining({Egress: expect.any(Boolean), RuleNumber: expect.any(Number)})]),
        }),
      ]),
    },
  },
  {
    aws: 'ec2 describe-vpc-attribute --vpc-id {vpc} --attribute enableDnsSupport',
    answers: {EnableDnsSupport: {Value: expect.any(Boolean)}},
  },
  {aws: 'ec2 describe-vpc-attribute --vpc-id vpc-00000000000000000 --attribute enableDnsSupport', refused: 'InvalidVpcID.NotFound'},
  {
    aws: 'ec2 describe-managed-prefix-lists',
    answers: {
      PrefixLists: expect.arrayContaining([
        expect.objectContaining({PrefixListId: expect.stringMatching(/^pl-/), PrefixListName: 'com.amazonaws.us-east-1.dynamodb'}),
      ]),
    },
  },
  {aws: 'ec2 describe-prefix-lists', answers: {PrefixLists: expect.arrayContaining([expect.objectContaining({Cidrs: expect.any(Array)})])}},
  {aws: 'ec2 describe-network-interfaces', answers: {NetworkInterfaces: expect.any(Array)}},
]
