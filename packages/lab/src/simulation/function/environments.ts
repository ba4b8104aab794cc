/** One execution environment of a version. */
export interface Environment {
  number: number
  idleSinceMs: number
  /** Its process is gone after a crash or a timeout: the next invocation starts it again, within its duration. */
  crashed: boolean
  /** The most memory that it used so far, as REPORT lines show it. Megabytes. */
  highestMb: number
}

export interface Environments {
  /** When each began, by its number. */
  bornMs: number[]
  /** By version; longest idle first. */
  idle: Map<string, Environment[]>
  /** Lambda takes an idle environment away after a while; how long is not documented (minutes are observed). */
  idleTimeoutMs: number
}

export const createEnvironments = (idleTimeoutMs: number): Environments => ({bornMs: [], idle: new Map(), idleTimeoutMs})

/** Takes the environment that became idle last, or a new one. */
export function takeEnvironment(run: Environments, version: string, nowMs: number): {environment: Environment; isNew: boolean} {
  const idle = run.idle.get(version)
  const last = idle?.pop()
  if (last !== undefined && nowMs - last.idleSinceMs <= run.idleTimeoutMs) return {environment: last, isNew: false}
  if (idle !== undefined) idle.length = 0
  const environment = {number: run.bornMs.length, idleSinceMs: nowMs, crashed: false, highestMb: 0}
  run.bornMs.push(nowMs)
  return {environment, isNew: true}
}

export function returnEnvironment(run: Environments, version: string, environment: Environment, nowMs: number): void {
  environment.idleSinceMs = nowMs
  const idle = run.idle.get(version)
  if (idle === undefined) run.idle.set(version, [environment])
  else idle.push(environment)
}

/** New code or settings: environments that are idle are not used again. */
export const dropEnvironments = (run: Environments, version: string): void => {
  run.idle.delete(version)
}
