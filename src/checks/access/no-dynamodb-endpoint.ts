import {defineCheck, fail} from '../../model/check.ts'

export const noDynamodbEndpoint = defineCheck({
  id: 'no-dynamodb-endpoint',
  severity: 'info',
  needs: ['networkPath'],
  run: ({networkPath}) => {
    const without = (networkPath?.subnets ?? []).filter(({dynamodbEndpoint, way}) => !dynamodbEndpoint && way.kind === 'nat')
    const byInterface = networkPath?.interfaceEndpoints.some(service => service.endsWith('.dynamodb'))
    return without.length > 0 && !byInterface ? [fail({subnets: without.map(({subnetId}) => subnetId)})] : []
  },
  text: {
    title: 'Calls to DynamoDB leave through the NAT gateway',
    why: 'A gateway endpoint is free and has a shorter path; a NAT gateway is billed by the gigabyte.',
    found: ({subnets}) => `${subnets.join(', ')}: no endpoint for DynamoDB, so calls to it go through the NAT gateway.`,
  },
})
