import {z} from 'zod'
import {whole, wholeOrMinusOne} from '../schema-types.ts'

const ruleSchema = z.object({
  protocol: z.string().describe('tcp, udp, icmp, a number, or -1 for all'),
  fromPort: wholeOrMinusOne.nullable(),
  toPort: wholeOrMinusOne.nullable(),
  to: z.array(z.string()).describe('CIDR blocks, prefix lists and security groups'),
})

/** The network of a function in a VPC, as far as it decides where the function can connect to. */
export const networkSchema = z.object({
  vpcId: z.string(),
  dnsSupport: z.boolean().nullable(),
  subnets: z.array(
    z.object({
      subnetId: z.string(),
      routeTableId: z.string().nullable().optional(),
      networkAclId: z.string().nullable().optional(),
      freeAddresses: whole.nullable(),
      routes: z.array(
        z.object({
          destination: z.string().describe('a CIDR block or a prefix list'),
          target: z.string().describe('nat-…, igw-…, vpce-…, tgw-…, local, …'),
          state: z.string().describe('active or blackhole'),
        }),
      ),
      networkAcl: z.array(
        z.object({
          egress: z.boolean(),
          number: whole,
          allow: z.boolean(),
          protocol: z.string(),
          fromPort: wholeOrMinusOne.nullable(),
          toPort: wholeOrMinusOne.nullable(),
          cidr: z.string(),
        }),
      ),
    }),
  ),
  securityGroups: z.array(z.object({groupId: z.string(), egress: z.array(ruleSchema)})),
  natGateways: z.array(z.object({id: z.string(), state: z.string()})),
  endpoints: z.array(
    z.object({
      id: z.string(),
      service: z.string().describe('com.amazonaws.REGION.dynamodb, …'),
      type: z.string().describe('Gateway, Interface, …'),
      state: z.string(),
      subnetIds: z.array(z.string()),
      privateDns: z.boolean().nullable(),
    }),
  ),
  prefixLists: z.array(z.object({id: z.string(), name: z.string()})),
})
