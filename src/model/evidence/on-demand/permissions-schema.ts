import {z} from 'zod'

export const rolePermissionsSchema = z.object({
  role: z.string(),
  exists: z.boolean(),
  results: z.array(
    z.object({
      purpose: z
        .enum(['poll', 'destination', 'logs', 'key', 'destination-key'])
        .describe('the purpose of the permission; key: the key of the table'),
      action: z.string(),
      resource: z.string(),
      decision: z
        .string()
        .describe(
          'allowed, explicitDeny, implicitDeny: the verdict of identity policies, which resource policies can change; undetermined: denied, but under conditions that the simulation had no value for',
        ),
      limit: z
        .enum(['boundary', 'organization'])
        .optional()
        .describe('limits that deny it in spite of the policies of the role: its permissions boundary, or policies of the organization'),
    }),
  ),
})

const entries = z.array(z.string()).describe('as written; NotAction and NotResource are *, and their entries with a ! before them')

export const rolePoliciesSchema = z.object({
  role: z.string(),
  statements: z.array(
    z.object({
      policy: z.string(),
      inline: z.boolean().optional().describe('whether it is a policy of the role itself'),
      effect: z.string(),
      actions: entries,
      resources: entries,
    }),
  ),
})

export const streamPolicySchema = z.string().describe('the resource policy of the stream, as AWS keeps it')
