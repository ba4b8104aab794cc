import {describe, expect, it} from 'vitest'
import {drawOf} from '../../../packages/lab/src/incidents/plan.ts'
import {surroundingsOf} from '../../../packages/lab/src/incidents/surroundings.ts'
import {query, texts} from './wire-calls.ts'
import {labOfOne} from './world-of-one.ts'

const site = {
  region: 'us-east-1',
  accountId: '123456789012',
  functionRoleArn: 'arn:aws:iam::123456789012:role/r',
  tableArn: 'arn:t',
  queueArns: [],
}

/** The lab of one, with the network of a seed whose function is in it. */
function networked() {
  const lab = labOfOne()
  const {network, place} = surroundingsOf(drawOf(1, 'network'), site, true)
  Object.assign(lab.world, {network})
  Object.assign(lab.world.functions.get('orders-projector')!, place)
  const ask = (action: string, parameters: Record<string, string> = {}) => query(lab, '2016-11-15', action, parameters)
  return {ask, network, place}
}

describe('the network', () => {
  it('is shown: subnets with their free addresses, by id and by filter', () => {
    const {ask, network, place} = networked()
    const {body} = ask('DescribeSubnets', {'SubnetId.1': place.subnetIds[0]!, 'SubnetId.2': place.subnetIds[1]!})
    expect(texts(body, 'subnetId')).toEqual(place.subnetIds)
    expect(
      texts(body, 'availableIpAddressCount')
        .map(Number)
        .every(count => count > 3000),
    ).toBe(true)
    const open = ask('DescribeSubnets', {'Filter.1.Name': 'availability-zone', 'Filter.1.Value.1': '*a'}).body
    expect(texts(open, 'subnetId')).toHaveLength(2)
    expect(texts(ask('DescribeVpcs').body, 'vpcId')).toEqual([network.vpcs[0]?.id])
  })

  it('routes private subnets through NAT and to DynamoDB through the gateway endpoint', () => {
    const {ask, network, place} = networked()
    const parameters = {'Filter.1.Name': 'association.subnet-id', 'Filter.1.Value.1': place.subnetIds[0]!}
    const {body} = ask('DescribeRouteTables', parameters)
    expect(texts(body, 'natGatewayId')).toEqual([network.natGateways[0]?.id])
    expect(texts(body, 'destinationPrefixListId')).toEqual(['pl-02cd2c6b'])
    expect(texts(body, 'gatewayId')).toEqual(['local', network.endpoints[0]?.id])
    const main = ask('DescribeRouteTables', {'Filter.1.Name': 'association.main', 'Filter.1.Value.1': 'true'}).body
    expect(texts(main, 'destinationCidrBlock')).toEqual([network.vpcs[0]?.cidr])
    expect(texts(ask('DescribeManagedPrefixLists', {'PrefixListId.1': 'pl-02cd2c6b'}).body, 'prefixListName')).toEqual([
      'com.amazonaws.us-east-1.dynamodb',
    ])
  })

  it('has gates: endpoints, NAT, groups, ACLs, attributes, interfaces of the function', () => {
    const {ask, place} = networked()
    expect(texts(ask('DescribeVpcEndpoints').body, 'serviceName')).toEqual(['com.amazonaws.us-east-1.dynamodb'])
    expect(texts(ask('DescribeNatGateways', {'Filter.1.Name': 'state', 'Filter.1.Value.1': 'available'}).body, 'state')).toEqual([
      'available',
    ])
    expect(texts(ask('DescribeInternetGateways').body, 'internetGatewayId')).toHaveLength(1)
    expect(texts(ask('DescribeSecurityGroups', {'GroupId.1': place.securityGroupIds[0]!}).body, 'cidrIp')).toEqual(['0.0.0.0/0'])
    expect(texts(ask('DescribeNetworkAcls').body, 'ruleNumber')).toEqual(['100', '100', '32767', '32767'])
    const [VpcId = ''] = texts(ask('DescribeVpcs').body, 'vpcId')
    expect(ask('DescribeVpcAttribute', {VpcId, Attribute: 'enableDnsHostnames'}).body).toContain('<enableDnsHostnames><value>true</value>')
    expect(texts(ask('DescribeNetworkInterfaces').body, 'interfaceType')).toEqual(['lambda', 'lambda'])
  })

  it.each([
    ['DescribeSubnets', {'SubnetId.1': 'subnet-0'}, 'InvalidSubnetID.NotFound'],
    ['DescribeVpcs', {'Filter.1.Name': 'colour', 'Filter.1.Value.1': 'red'}, 'InvalidParameterValue'],
    ['DescribeVpcAttribute', {VpcId: 'vpc-0'}, 'MissingParameter'],
    ['DescribeInstances', {}, 'InvalidAction'],
  ])('%s %o is refused', (action, parameters, code) => {
    const {status, body} = networked().ask(action, parameters)
    expect(status).toBe(400)
    expect(body).toMatch(/^<\?xml.*<Response><Errors><Error>/)
    expect(texts(body, 'Code')).toEqual([code])
  })
})
