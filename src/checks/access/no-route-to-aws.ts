import {defineCheck, fail} from '../../model/check.ts'

export const noRouteToAws = defineCheck({
  id: 'no-route-to-aws',
  severity: 'medium',
  needs: ['networkPath'],
  run: ({networkPath}) => {
    if (networkPath === null) return []
    const closed = networkPath.subnets.filter(({way}) => way.kind === 'none' || way.kind === 'internet-gateway')
    if (closed.length === 0) return []
    return [
      fail({
        subnets: closed.map(({subnetId}) => subnetId),
        internetGateway: closed.some(({way}) => way.kind === 'internet-gateway'),
        endpoints: [...(closed.every(subnet => subnet.dynamodbEndpoint) ? ['dynamodb (gateway)'] : []), ...networkPath.interfaceEndpoints],
      }),
    ]
  },
  text: {
    title: 'A subnet of the function has no outbound access',
    why: 'Outbound calls of the VPC time out: to AWS services without an endpoint, and to the internet.',
    found: ({subnets, internetGateway, endpoints}) => {
      const route = internetGateway
        ? 'the route leads to an internet gateway, and a function has no public address'
        : 'there is no default route'
      const reachable = endpoints.length > 0 ? endpoints.join(', ') : 'no AWS service'
      return `${subnets.join(', ')}: ${route}. Reachable: ${reachable}.`
    },
  },
})
