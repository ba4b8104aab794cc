import {defineCheck, fail} from '../../model/check.ts'

export const closedSecurityGroup = defineCheck({
  id: 'closed-security-group',
  severity: 'medium',
  needs: ['networkPath'],
  run: ({networkPath}) =>
    networkPath && networkPath.securityGroups.length > 0 && !networkPath.httpsAnywhere
      ? [fail({securityGroups: networkPath.securityGroups})]
      : [],
  text: {
    title: 'No security group allows outbound HTTPS',
    why: 'Every call to an AWS service uses HTTPS: without a rule for port 443 it is dropped, and ends in a timeout.',
    found: ({securityGroups}) => `${securityGroups.join(', ')}: no outbound rule allows TCP port 443.`,
  },
})
