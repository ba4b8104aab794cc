import {defineCheck, fail} from '../../model/check.ts'

export const closedNetworkAcl = defineCheck({
  id: 'closed-network-acl',
  title: 'A network ACL blocks HTTPS',
  severity: 'medium',
  why: 'Unlike a security group, a network ACL must allow both outbound requests and inbound responses. It drops the rest silently.',
  needs: ['networkPath'],
  run: ({networkPath}) => {
    const closed = (networkPath?.subnets ?? []).filter(subnet => subnet.aclBlocks !== null)
    return closed.length > 0
      ? [fail({subnets: closed.map(({subnetId}) => subnetId), blocks: [...new Set(closed.map(subnet => subnet.aclBlocks ?? ''))]})]
      : []
  },
  say: ({subnets, blocks}) =>
    `${subnets.join(', ')}: the network ACL denies ${blocks.map(what => (what === 'requests' ? 'outbound HTTPS (TCP 443)' : 'inbound responses (TCP ports 1024 and up)')).join(' and ')}.`,
})
