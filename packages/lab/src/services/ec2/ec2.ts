import {AwsError, type CommonErrors} from '../protocol/errors.ts'
import type {Service} from '../protocol/operation.ts'
import {
  authorizeSecurityGroupEgress,
  createNatGateway,
  createNetworkAclEntry,
  createRoute,
  createVpcEndpoint,
  modifyVpcAttribute,
  modifyVpcEndpoint,
  replaceRoute,
} from './changes.ts'
import {describeManagedPrefixLists, describeNetworkInterfaces, describePrefixLists} from './interfaces.ts'
import {describeRegions} from './regions.ts'
import {describeNetworkAcls, describeRouteTables, describeSecurityGroups} from './rules.ts'
import {
  describeInternetGateways,
  describeNatGateways,
  describeSubnets,
  describeVpcAttribute,
  describeVpcEndpoints,
  describeVpcs,
} from './vpc.ts'

/** EC2's own codes (EC2 API reference, "Error codes"). */
const errors: CommonErrors = {
  denied: message => new AwsError('UnauthorizedOperation', `You are not authorized to perform this operation. ${message}`, {status: 403}),
  expired: () => new AwsError('RequestExpired', 'Request has expired.'),
  throttled: () => new AwsError('RequestLimitExceeded', 'Request limit exceeded.', {status: 503}),
  internal: (message = 'An internal error has occurred') => new AwsError('InternalError', message, {status: 500}),
  unknownOperation: name => new AwsError('InvalidAction', `The action ${name} is not valid for this web service.`),
  invalid: (violations, sentence) => {
    const missing = violations.find(violation => violation.missing)
    return missing === undefined
      ? new AwsError('InvalidParameterValue', sentence)
      : new AwsError('MissingParameter', `The request must contain the parameter ${missing.member}`)
  },
}

export const ec2: Service = {
  prefix: 'ec2',
  errors,
  operations: {
    AuthorizeSecurityGroupEgress: authorizeSecurityGroupEgress,
    CreateNatGateway: createNatGateway,
    CreateNetworkAclEntry: createNetworkAclEntry,
    CreateRoute: createRoute,
    CreateVpcEndpoint: createVpcEndpoint,
    ModifyVpcAttribute: modifyVpcAttribute,
    ModifyVpcEndpoint: modifyVpcEndpoint,
    ReplaceRoute: replaceRoute,
    DescribeInternetGateways: describeInternetGateways,
    DescribeManagedPrefixLists: describeManagedPrefixLists,
    DescribeNatGateways: describeNatGateways,
    DescribeNetworkAcls: describeNetworkAcls,
    DescribeNetworkInterfaces: describeNetworkInterfaces,
    DescribePrefixLists: describePrefixLists,
    DescribeRegions: describeRegions,
    DescribeRouteTables: describeRouteTables,
    DescribeSecurityGroups: describeSecurityGroups,
    DescribeSubnets: describeSubnets,
    DescribeVpcAttribute: describeVpcAttribute,
    DescribeVpcEndpoints: describeVpcEndpoints,
    DescribeVpcs: describeVpcs,
  },
  query: {version: '2016-11-15', namespace: 'http://ec2.amazonaws.com/doc/2016-11-15/', dialect: 'ec2'},
}
