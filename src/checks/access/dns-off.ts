import {regionFlag} from '../../advice/region-flag.ts'
import {defineCheck, fail} from '../../model/check.ts'
import {option} from '../../text/shell.ts'

export const dnsOff = defineCheck({
  id: 'dns-off',
  severity: 'medium',
  needs: ['networkPath', 'mapping'],
  run: ({networkPath, mapping}) =>
    networkPath?.dnsSupport === false
      ? [
          fail(
            {vpcId: networkPath.vpcId, dnsSupport: false},
            {
              command: `aws ec2 modify-vpc-attribute${regionFlag(mapping.functionArn)}${option('vpc-id', networkPath.vpcId)} --enable-dns-support Value=true`,
            },
          ),
        ]
      : [],
  text: {
    title: 'The VPC does not resolve names',
    why: 'Without DNS support no host name of an AWS service is resolved: calls end with ENOTFOUND or EAI_AGAIN.',
    found: ({vpcId}) => `enableDnsSupport of ${vpcId} is off.`,
    fix: () => 'Enable DNS support. It takes effect for the whole VPC.',
  },
})
