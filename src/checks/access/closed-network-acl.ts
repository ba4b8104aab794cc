import {defineCheck, fail} from '../../model/check.ts'

export const closedNetworkAcl = defineCheck({
  id: 'closed-network-acl',
  title: 'A network ACL blocks HTTPS',
  severity: 'medium',
  why: 'Unlike a security group, a network ACL must allow requests out and their answers in. It drops the rest silently.',
  needs: ['networkPath'],
  run: ({networkPath}) => {
    const closed = (networkPath?.subnets ?? []).filter(subnet => subnet.aclBlocks !== null)
    return closed.length > 0
      ? [fail({subnets: closed.map(({subnetId}) => subnetId), blocks: [...new Set(closed.map(subnet => subnet.aclBlocks ?? ''))]})]
      : []
  },
  say: ({subnets, blocks}) =>
    `${subnets.join(', ')}: the network ACL denies ${blocks.map(what => (what === 'requests' ? 'HTTPS (TCP 443) to the outside' : 'the answers (TCP ports from 1024 on) from the outside')).join(' and ')}.`,
})
