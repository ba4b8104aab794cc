import {type ChildProcess, spawn} from 'node:child_process'
import {once} from 'node:events'
import {tmpdir} from 'node:os'
import {setTimeout as wait} from 'node:timers/promises'
import {bareEnvironment} from '../commands/run.ts'

/** A process that this test started. */
export interface Running {
  /** The match of `ready`. */
  ready: RegExpExecArray
  stop(): Promise<void>
}

/** Starts a process and waits until its output matches `ready`; rejects when it ends before that. Its stdin stays open until it is stopped. */
export async function start(command: string, args: string[], ready: RegExp, env: NodeJS.ProcessEnv = bareEnvironment): Promise<Running> {
  const child = spawn(command, args, {cwd: tmpdir(), env, stdio: 'pipe'})
  const matched = new Promise<RegExpExecArray>((resolve, reject) => {
    let said = ''
    const listen = (chunk: Buffer) => {
      said = `${said}${chunk}`.slice(-8000)
      const match = ready.exec(said)
      if (match) resolve(match)
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.once('error', reject)
    child.once('exit', code => reject(new Error(`${command} ended with ${code}: ${said}`)))
  })
  // Also when the test's own set-up fails half-way.
  process.once('exit', () => child.kill('SIGKILL'))
  return {ready: await matched, stop: () => stop(child)}
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.stdin?.end()
  child.kill('SIGTERM')
  const late = setTimeout(() => child.kill('SIGKILL'), 5000)
  await gone
  clearTimeout(late)
}

/** Asks until it is answered; gives up after a minute, far more than a loaded machine needs. */
export async function untilReady(ask: () => Promise<unknown>): Promise<void> {
  const giveUpAt = performance.now() + 60_000
  for (;;) {
    try {
      await ask()
      return
    } catch (error) {
      if (performance.now() > giveUpAt) throw error
      await wait(100)
    }
  }
}
