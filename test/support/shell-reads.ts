import {spawnSync} from 'node:child_process'
import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'

/** Every program that a printed command may call is a function here that prints its words; nothing else can be found. */
const prelude = `PATH=/nonexistent
tell() { printf '%s\\0' "$#" "$@" >&3; }
aws() { tell aws "$@"; }
ddbstream() { tell ddbstream "$@"; }
curl() { tell curl "$@"; }
sleep() { tell sleep "$@"; }
date() { printf 1; }
`

function parsed(output: string): string[][] {
  const all = output.split('\0')
  const commands: string[][] = []
  for (let at = 0; at < all.length - 1; ) {
    const length = Number(all[at])
    commands.push(all.slice(at + 1, at + 1 + length))
    at += 1 + length
  }
  return commands
}

/**
 * The words of each program that bash and dash call for a text of commands, one list for each text. Both shells are one process for all
 * texts, in an empty folder. Throws where a shell meets an error of syntax, looks for another program, or where the two differ.
 */
export function wordsInShells(texts: readonly string[]): string[][][] {
  // A redirection writes a file.
  const cwd = mkdtempSync(join(tmpdir(), 'ddbstream-shell-'))
  const script = prelude + texts.map(text => `${text}\ntell END`).join('\n')
  const [bash, dash] = (['bash', 'dash'] as const).map(shell => {
    const {stdout, stderr, error, output} = spawnSync(shell, ['-s'], {
      input: script,
      encoding: 'utf8',
      cwd,
      env: {LC_ALL: 'C.UTF-8'},
      stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    })
    if (error) throw error
    if (stderr !== '' || stdout !== '') throw new Error(`${shell}: ${stderr}${stdout}`)
    return output[3] ?? ''
  })
  rmSync(cwd, {recursive: true})
  if (bash !== dash) throw new Error(`bash and dash differ:\n${bash}\n${dash}`)
  const lists: string[][][] = [[]]
  for (const words of parsed(bash ?? '')) {
    if (words.length === 1 && words[0] === 'END') lists.push([])
    else lists.at(-1)?.push(words)
  }
  return lists.slice(0, -1)
}
