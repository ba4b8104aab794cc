import {execFileSync, spawnSync} from 'node:child_process'
import {readFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import {expect, test} from 'vitest'
import {helpGroups} from '../../src/cli/help-groups.ts'
import {isExhaustive} from '../support/sample.ts'
import {bin, binary, ddbstream} from './run.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

test('--help names the commands, and no command is help too', async () => {
  const {code, out} = await binary(['--help'])
  expect(out).toMatch(/doctor .*\n/)
  expect(out).toMatch(/lab .*\n/)
  expect(code).toBe(0)
  expect(await binary([])).toMatchObject({code, out})
  expect(await ddbstream(['--help'])).toMatchObject({code, out})
})

test('--help lists each command and topic once, by purpose', async () => {
  const {out} = await ddbstream(['--help'])
  expect(out.match(/^[A-Z][A-Z ]+$/gm)).toEqual(['VERSION', 'USAGE', 'DIAGNOSE', 'WATCH', 'CHANGE', 'SET UP'])
  const listed = helpGroups.flatMap(([, names]) => names)
  const {commands} = JSON.parse(readFileSync(`${root}/oclif.manifest.json`, 'utf8')) as {commands: object}
  expect([...listed].sort()).toEqual([...new Set(Object.keys(commands).map(id => id.split(':')[0]))].sort())
  for (const name of listed) expect(out).toMatch(new RegExp(`^  ${name} +\\S`, 'm'))
})

test.each(['doctor', 'configure', 'iterator-age', 'serve'])('%s --help shows no furnishing of the lab', async command => {
  const {out} = await ddbstream([command, '--help'])
  expect(out).toContain('--lab=INCIDENT')
  expect(out).not.toMatch(/--lab-options|--deny|--policy=|--faults|--functions|--latency-ms/)
})

test('lab start --help shows them', async () => {
  const {out} = await ddbstream(['lab', 'start', '--help'])
  for (const flag of ['--deny', '--policy', '--faults', '--functions', '--latency-ms']) expect(out).toContain(flag)
})

test('the words that people try are commands', async () => {
  expect(await ddbstream(['version'])).toEqual(await ddbstream(['--version']))
  const enabled = await ddbstream(['enable', 'orders-projector', '--lab', 'mapping-disabled', '--dry-run'])
  expect(enabled.out).toMatch(/Enabled +false → true/)
  const configured = await ddbstream(['configure', 'orders-projector', '--set', 'Enabled=true', '--lab', 'mapping-disabled', '--dry-run'])
  expect(enabled).toEqual({...configured, out: configured.out.replace('configure', 'enable')})
  const help = await ddbstream(['enable', '--help'])
  expect(help.out).toMatch(/^Enable the mapping of a pipeline.*\$ ddbstream enable FUNCTION/s)
  expect(help.out).not.toMatch(/--set=|--recommended|--memory/)
  expect((await ddbstream(['disable', 'orders-projector', '--lab', 'healthy', '--dry-run'])).out).toMatch(/Enabled +true → false/)
})

test('doctor --help shows examples and exit codes', async () => {
  const {code, out} = await ddbstream(['doctor', '--help'])
  expect(out).toContain('$ ddbstream doctor orders-projector')
  expect(out).toMatch(/3\s+undecided/)
  expect(out).toContain('--slice=N/OF')
  expect(out).not.toContain('--shard')
  expect(code).toBe(0)
})

test('help is --help, for a command too', async () => {
  expect(await ddbstream(['help'])).toEqual(await ddbstream(['--help']))
  const help = await ddbstream(['doctor', '--help'])
  expect(await ddbstream(['help', 'doctor'])).toEqual(help)
  expect(help.out).toContain('--only=CHECK...')
  expect(await ddbstream(['help', 'lab', 'start'])).toEqual(await ddbstream(['lab', 'start', '--help']))
})

test('--version is the version of the package', async () => {
  const {version} = JSON.parse(readFileSync(`${root}/package.json`, 'utf8')) as {version: string}
  expect((await binary(['--version'])).out).toBe(`ddbstream/${version} ${process.platform}-${process.arch} node-${process.version}\n`)
})

test.runIf(isExhaustive).each(['docs', 'schemas'])('the output of `npm run %s` is up to date', script => {
  expect(() => execFileSync('npm', ['run', '--silent', script, '--', '--check'], {cwd: root, stdio: 'pipe'})).not.toThrow()
})

test('the manifest names no folder of the machine that built it', () => {
  const manifest = readFileSync(`${root}/oclif.manifest.json`, 'utf8')
  expect(manifest).not.toContain(root.replace(/\/$/, ''))
  expect(Object.keys((JSON.parse(manifest) as {commands: object}).commands)).toContain('lab:start')
})

test('a reader that stops reading breaks nothing', () => {
  const {stdout, stderr} = spawnSync('sh', ['-c', `{ "${process.execPath}" "${bin}" doctor --help; echo "exit $?" >&2; } | true`], {
    encoding: 'utf8',
  })
  expect(stdout).toBe('')
  expect(stderr).toBe('exit 0\n')
})
