import {spawnSync} from 'node:child_process'
import {mkdtempSync, readdirSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {bareEnvironment, bin, binary, ddbstream, someCredentials} from './run.ts'
import {expectPrinted} from './schemas.ts'

/** Nothing listens there. */
const nowhere = 'http://127.0.0.1:9'
const folder = mkdtempSync(join(tmpdir(), 'ddbstream-usage-'))
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

describe('wrong usage exits 2 and names the next step', () => {
  test.each<[string, string[], RegExp]>([
    ['unknown command', ['doctr', 'x'], /Did you mean `doctor`/],
    ['function without a command', ['orders-projector'], /ddbstream doctor orders-projector/],
    ['unknown command of a topic', ['lab', 'strat'], /Did you mean `lab start`/],
    ['flags before the command', ['--json', 'doctor', 'x'], /Expected a command, got/],
    ['no function', ['doctor'], /doctor orders-projector --lab/],
    ['two functions', ['doctor', 'x', 'y'], /Unexpected argument: y/],
    ['unknown flag', ['doctor', 'x', '--sincee', '3h'], /Did you mean `--since`/],
    ['flag without value', ['doctor', 'x', '--since'], /--since expects a value/],
    ['not a duration', ['doctor', 'x', '--since', '3w'], /--since 3w is not a duration/],
    ['unknown check', ['doctor', 'x', '--only', 'iterator-aeg'], /Did you mean `iterator-age`/],
    ['unknown severity', ['doctor', 'x', '--fail-on', 'bad'], /info, low, medium, high, critical, never/],
    ['no such slice', ['doctor', 'x-*', '--slice', '5/2'], /--slice 5\/2 is not a slice/],
    ['no such slice, by its former name', ['doctor', 'x-*', '--shard', '5/2'], /--slice 5\/2 is not a slice/],
    ['unknown format', ['doctor', 'x', '--format', 'xml'], /Formats: human, json/],
    ['file in no folder', ['doctor', 'x', '--save', '/nonexistent/e.json'], /Cannot write .* no such file or folder/],
    ['no such file', ['doctor', '--from', '/nonexistent/e.json'], /Cannot read/],
    ['file and function', ['doctor', 'x', '--from', 'e.json'], /remove the function/],
    [
      'file and AWS',
      ['doctor', '--from', 'e.json', '--region', 'eu-west-1', '--lab', 'healthy'],
      /--from cannot be combined with --region, --lab\. --from FILE: Judge saved evidence .* It goes with --only/,
    ],
    [
      'file and a flag of the lab',
      ['doctor', '--from', 'e.json', '--lab-options', 'functions=3'],
      /--from cannot be combined with --lab-options/,
    ],
    ['a file without a name', ['doctor', '--from', ''], /--from names no file/],
    [
      'a time between samples, and one sample',
      ['doctor', 'x', '--every', '30s'],
      /--every needs --samples\. --samples N: Number of samples/,
    ],
    ['too many samples', ['doctor', 'x', '--samples', '21'], /--samples 21 is not a whole number from 1 to 20/],
    ['a check twice, one unknown', ['doctor', 'x', '--skip', 'no-bisect,nope'], /--skip: there is no check "nope"/],
    ['no ARN of a role', ['doctor', 'x', '--role-arn', 'nonsense'], /--role-arn "nonsense" is not the ARN of a role/],
    ['no tag', ['doctor', 'x-*', '--tag', '=x'], /--tag =x names no key/],
    ['a baseline that is not named', ['doctor', 'x', '--update-baseline'], /--update-baseline needs --baseline/],
    ['a severity with a typing error', ['doctor', 'x', '--fail-on', 'hihg'], /--fail-on hihg is not possible\. Did you mean `high`/],
    ['a rule without a watch', ['iterator-age', '--until', 'ok'], /--until needs --watch\. --watch: Refresh until it is stopped/],
    ['a bell without a watch', ['iterator-age', '--bell'], /--bell needs --watch/],
    ['an interval without a watch', ['iterator-age', '--interval', '2s'], /--interval needs --watch/],
    [
      'too short an interval',
      ['iterator-age', '--watch', '--interval', '0.5s'],
      /--interval 0.5s is out of range: it can be from 1s to 1h/,
    ],
    ['no refresh', ['iterator-age', '--watch', '--count', '0'], /--count 0 is not a whole number from 1/],
    ['an unknown rule', ['iterator-age', '--watch', '--until', 'done'], /--until done is not possible.*ok, stalled, drained/],
    ['notifications that no configuration has', ['iterator-age', '--watch', '--notify'], /configuration.*ddbstream init/],
    ['no address', ['serve', '--metrics', 'x'], /--metrics x is not an address/],
    [
      'an option that the lab lacks',
      ['doctor', 'x', '--lab', 'healthy', '--lab-options', 'fault=1'],
      /no option "fault"\. Did you mean `faults`/,
    ],
    [
      'a wrong option of the lab',
      ['doctor', 'x', '--lab', 'healthy', '--lab-options', 'faults=2'],
      /--lab-options faults 2 is not a number from 0 to 1/,
    ],
    ['an option of the lab without it', ['doctor', 'x', '--lab-options', 'faults=0.5'], /--lab-options needs --lab/],
    ['a share that is none', ['lab', 'start', '--incident', 'healthy', '--faults', '2'], /--faults 2 is not a number from 0 to 1/],
    ['no IAM action', ['lab', 'start', '--incident', 'healthy', '--deny', 'x'], /--deny: "x" is not an IAM action/],
    ['remap to nothing', ['remap', 'x'], /Missing flag: one of --publish, --stream, --version/],
    ['remap to two things', ['remap', 'x', '--publish', '--stream', 'latest'], /--publish and --stream cannot be combined/],
    ['two formats at once', ['mappings', '--json', '--yaml'], /--json and --yaml cannot be combined/],
    ['truncated file', ['doctor', '--from', file('truncated.json', '{"schemaVersion":1,"tool":{"na')], /not complete JSON/],
    ['foreign file', ['doctor', '--from', file('foreign.json', '{"a":1}')], /not an evidence file/],
    ['newer file', ['doctor', '--from', file('newer.json', '{"schemaVersion":99,"tool":{"name":"ddbstream"}}')], /newer ddbstream/],
    ['seed without lab', ['doctor', 'x', '--seed', '3'], /--seed needs --lab\. --lab INCIDENT: Use the embedded lab/],
    [
      'lab and endpoint',
      ['doctor', 'x', '--lab', 'healthy', '--endpoint-url', 'http://127.0.0.1:1'],
      /--endpoint-url and --lab cannot be combined/,
    ],
    ['endpoint that is no URL', ['doctor', 'x', '--endpoint-url', 'localhost:4566'], /not an http or https URL/],
    ['lab start without incident', ['lab', 'start'], /Missing flag: --incident INCIDENT/],
    ['negative seed', ['lab', 'start', '--incident', 'healthy', '--seed', '-1'], /--seed -1 is not a whole number/],
    ['lab describe without incident', ['lab', 'describe'], /Missing argument: INCIDENT/],
    ['help for no command', ['bogus', '--help'], /There is no command "bogus"/],
    ['help about no command', ['help', 'bogus'], /There is no command "bogus"/],
    ['a value for a flag that takes none', ['doctor', '--json=yes'], /--json takes no value/],
    ['too far back', ['doctor', 'x', '--since', '15d'], /from 30m to 14d/],
    ['too short', ['doctor', 'x', '--since', '29m'], /from 30m to 14d/],
    ['no region', ['doctor', 'x', '--region', ''], /--region "" is not the name of a region/],
    ['bad region', ['doctor', 'x', '--region', 'b ad'], /--region "b ad" is not the name of a region/],
  ])('%s', async (_, args, words) => {
    const {code, out, err} = await ddbstream(args, someCredentials)
    expect((err + out).replace(/\s+/g, ' ')).toMatch(words)
    expect([out, err]).toContain('')
    expect(err + out).not.toMatch(/\n\s+at |node_modules/)
    expect(code).toBe(2)
  })
})

test.each<[string, string[], number, RegExp]>([
  ['an unknown command', ['doctr', 'x'], 2, /^$/],
  ['an unknown flag', ['doctor', 'x', '--sincee', '3h'], 2, /^$/],
  ['a wrong value, under --json', ['doctor', 'x', '--since', '3w', '--json'], 2, /"E_USAGE"/],
  ['no credentials', ['doctor', 'x', '--region', 'us-east-1'], 4, /^$/],
])('the binary ends with its words and its exit code: %s', async (_, args, exitCode, result) => {
  const own = await binary(args)
  expect(own).toEqual(await ddbstream(args))
  expect(own.out).toMatch(result)
  expect(own.code).toBe(exitCode)
})

test.each<[string, Record<string, string>, RegExp]>([
  ['region of the AWS CLI', {AWS_REGION: '', AWS_DEFAULT_REGION: 'b ad'}, /region of AWS_REGION or the profile is not the name/],
  ['region', {AWS_REGION: 'b ad', AWS_DEFAULT_REGION: 'us-east-1'}, /region of AWS_REGION or the profile is not the name/],
  ['endpoint', {AWS_ENDPOINT_URL: 'notaurl'}, /AWS_ENDPOINT_URL is notaurl, which is not an http or https URL/],
  ['endpoint of a service', {AWS_ENDPOINT_URL_LAMBDA: 'localhost:1'}, /AWS_ENDPOINT_URL_LAMBDA is localhost:1/],
])('a bad %s in the environment exits 2', async (_, environment, words) => {
  const {code, err} = await ddbstream(['doctor', 'x'], {...someCredentials, ...environment})
  expect(err).toMatch(words)
  expect(code).toBe(2)
})

test.each([[[]], [['--json']]])('a result that stdout cannot take %j exits 2 and says why', async flags => {
  const {stderr, status} = await inShell(['lab', 'list', ...flags], '> /dev/full')
  expect(stderr).toContain('Cannot write the result to stdout: the disk is full.')
  expect(status).toBe(2)
})

test('evidence that the disk cannot take exits 2 and says why, after the diagnosis', async () => {
  const args = ['doctor', 'orders-projector', '--lab', 'healthy', '--save', '/dev/full', '--json']
  const {code, out, err} = await ddbstream(args, someCredentials)
  expect(err.replace(/\s+/g, ' ')).toMatch(/the disk is full.* Free some space/)
  expect(JSON.parse(out)).toMatchObject({verdict: 'healthy'})
  expect(code).toBe(2)
})

test('words that stderr cannot take change nothing', async () => {
  expect((await inShell(['doctor', 'x', '--since', '3w'], '2> /dev/full')).status).toBe(2)
})

/** Runs the built binary with a redirection. */
async function inShell(args: string[], redirection: string): Promise<{stderr: string; status: number | null}> {
  const words = [process.execPath, bin, ...args].map(word => `'${word}'`).join(' ')
  return spawnSync('sh', ['-c', `${words} ${redirection}`], {encoding: 'utf8', env: bareEnvironment})
}

test.each<[string, string[]]>([
  ['a parse error', ['doctor', 'x', '--no-such-flag', '--json']],
  ['an unknown command', ['nope', '--json']],
  ['a usage error', ['doctor', '--format', 'json']],
])('under --json %s is JSON on stdout', async (_, args) => {
  const {code, out, err} = await ddbstream(args)
  expectPrinted('error', JSON.parse(out))
  expect(err).toBe('')
  expect(code).toBe(2)
})

describe('AWS out of reach exits 4', () => {
  const elsewhere = file(
    'config',
    `[profile elsewhere]\nregion = us-east-1\nendpoint_url = ${nowhere}\naws_access_key_id = a\naws_secret_access_key = b\n`,
  )
  const files = readdirSync(folder).length
  test.each<[string, Record<string, string>, string[], string]>([
    ['no region', {}, [], 'No AWS region'],
    ['no credentials', {AWS_REGION: 'us-east-1'}, [], 'credentials'],
    ['no such profile', {AWS_REGION: 'us-east-1'}, ['--profile', 'nope'], 'There is no profile nope'],
    ['no such profile and no region', {}, ['--profile', 'nope'], 'There is no profile nope'],
    ['endpoint refused', someCredentials, ['--endpoint-url', nowhere], 'ECONNREFUSED'],
    [
      "the profile's own endpoint refused",
      {...someCredentials, AWS_CONFIG_FILE: elsewhere},
      ['--profile', 'elsewhere'],
      'ECONNREFUSED 127.0.0.1:9',
    ],
  ])('%s', async (_, environment, args, words) => {
    const {code, out, err} = await ddbstream(['doctor', 'x', '--save', join(folder, 'half.json'), ...args], environment)
    expect(err).toContain(words)
    expect(err).toMatch(/^Error: /)
    expect(err).not.toMatch(/\n\s+at /)
    expect(out).toBe('')
    expect(code).toBe(4)
    expect(readdirSync(folder).length).toBe(files)
  })
})
