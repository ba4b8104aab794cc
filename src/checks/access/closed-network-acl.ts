import {defineCheck, fail} from '../../model/check.ts'

const denied = {
  requests: 'HTTPS (TCP 443) to the outside',
  answers: 'the responses (TCP ports from 1024 on) from the outside',
}

export const closedNetworkAcl = defineCheck({
  id: 'closed-network-acl',
  severity: 'medium',
  needs: ['networkPath'],
  run: ({networkPath}) => {
    const closed = (networkPath?.subnets ?? []).filter(subnet => subnet.aclBlocks !== null)
    return closed.length > 0
      ? [fail({subnets: closed.map(({subnetId}) => subnetId), blocks: [...new Set(closed.flatMap(({aclBlocks}) => aclBlocks ?? []))]})]
      : []
  },
  text: {
    title: 'A network ACL blocks HTTPS',
    why: 'Unlike a security group, a network ACL must allow both outbound requests and inbound responses. It drops the rest silently.',
    found: ({subnets, blocks}) => `${subnets.join(', ')}: the network ACL denies ${blocks.map(which => denied[which]).join(' and ')}.`,
  },
})
