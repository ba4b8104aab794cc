import {describeRegions} from '../../aws/ec2.ts'
import {type Connection, connect, disconnect} from '../../aws/index.ts'
import {asRole} from '../../aws/role.ts'
import {AwsError} from '../../aws/transport/aws-error.ts'
import {toUserError} from '../../aws/transport/user-error.ts'

/** The IAM actions of --all-regions and --role-arn. */
export const placesActions: readonly string[] = ['ec2:DescribeRegions', 'sts:AssumeRole']

/** The same connection as a role. */
export const inRole: (connection: Connection, roleArn: string) => Connection = asRole

/** The regions that are enabled for the account. Throws a UserError when they cannot be read. */
export async function enabledRegions(connection: Connection): Promise<string[]> {
  const aws = connect(connection)
  try {
    return (await describeRegions(aws)).sort()
  } catch (error) {
    throw error instanceof AwsError ? toUserError(error, connection) : error
  } finally {
    disconnect(aws)
  }
}
