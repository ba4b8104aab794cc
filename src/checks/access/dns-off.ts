import {regionFlag} from '../../advice/region-flag.ts'
import {defineCheck, fail} from '../../model/check.ts'

export const dnsOff = defineCheck({
  id: 'dns-off',
  title: 'The VPC resolves no names',
  severity: 'medium',
  why: 'Without DNS support no host name of an AWS service is found: calls end with ENOTFOUND or EAI_AGAIN.',
  needs: ['networkPath', 'mapping'],
  run: ({networkPath, mapping}) =>
    networkPath?.dnsSupport === false
      ? [
          fail(
            {vpcId: networkPath.vpcId, dnsSupport: false},
            {
              summary: 'Switch DNS support on. It takes effect for the whole VPC.',
              command: `aws ec2 modify-vpc-attribute${regionFlag(mapping.functionArn)} --vpc-id ${networkPath.vpcId.replace(/[^\w-]/g, '')} --enable-dns-support Value=true`,
            },
          ),
        ]
      : [],
  say: ({vpcId}) => `enableDnsSupport of ${vpcId} is off.`,
})
