import {assumeRole} from './sts.ts'
import {type Aws, type Connection, connect, disconnect} from './transport/connection.ts'

/** An assumed role lasts an hour at the most where one role takes on another (IAM User Guide, "Role chaining"). */
const sessionName = 'ddbstream'

/** The same connection as a role: its credentials are taken on when first needed, and again before they end, by whom the connection is without it. */
export function asRole(connection: Connection, roleArn: string): Connection {
  const takeOn = async (run: Aws) => {
    const aws = connect(connection)
    try {
      return await assumeRole(aws, roleArn, sessionName)
    } finally {
      for (const [action, n] of aws.requests) run.requests.set(action, (run.requests.get(action) ?? 0) + n)
      disconnect(aws)
    }
  }
  // The profile is whose credentials take on the role; the clients get the role's.
  return {...connection, takeOn}
}
