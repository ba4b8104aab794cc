/** The name of a role by its ARN, which may have a path before it. */
export const roleNameOf = (roleArn: string): string => roleArn.slice(roleArn.lastIndexOf('/') + 1)
