import {execFile} from 'node:child_process'
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {strToU8, zipSync} from 'fflate'
import {bareEnvironment, type Ran, someCredentials} from '../../commands/run.ts'

/** An AWS CLI that talks to one endpoint, and to nothing else. Its folder holds a package of code, `PACKAGE.zip`. */
export interface AwsCli {
  run(args: string[]): Promise<Ran>
  close(): void
}

/** `validates`: the CLI judges the parameters itself, before it sends anything. */
export function awsCli(path: string, endpoint: string, validates = false): AwsCli {
  const folder = mkdtempSync(join(tmpdir(), 'ddbstream-aws-cli-'))
  const config = join(folder, 'config')
  // The CLI itself would refuse many requests that the lab must refuse. Version 1 prints times as numbers unless told.
  writeFileSync(config, `[default]\nparameter_validation = ${validates}\ncli_timestamp_format = iso8601\n`)
  writeFileSync(join(folder, 'PACKAGE.zip'), zipSync({'index.js': strToU8('exports.handler = async () => ({})')}))
  const env = {
    ...bareEnvironment,
    ...someCredentials,
    // Debian's program is found by its own path, but it looks for Python's.
    PATH: '/usr/bin:/bin',
    HOME: folder,
    AWS_CONFIG_FILE: config,
    // Version 1 does not know AWS_REGION.
    AWS_DEFAULT_REGION: someCredentials.AWS_REGION,
    AWS_PAGER: '',
    AWS_DEFAULT_OUTPUT: 'json',
    // One answer is judged, and no retry.
    AWS_MAX_ATTEMPTS: '1',
  }
  const options = {cwd: folder, env, timeout: 50_000, maxBuffer: 64e6}
  return {
    run: args =>
      new Promise(resolve => {
        const child = execFile(path, [...args, '--endpoint-url', endpoint], options, (_, out, err) =>
          resolve({code: child.exitCode, out, err}),
        )
      }),
    close: () => rmSync(folder, {recursive: true, force: true}),
  }
}
