/** When AWS stops patching a runtime, and when it refuses new functions with it and changes of those that have it: dates in UTC, null where none is scheduled. */
type Dates = readonly [deprecated: string | null, createBlocked: string | null, updateBlocked: string | null]

/**
 * The managed runtimes of Lambda by identifier. AWS calls dates that lie ahead a forecast, and has moved them before.
 * Source: Lambda Developer Guide, "Lambda runtimes", and cfn-lint 1.58.0 (20 October 2026), which agree. The runtimes of Lambda@Edge and
 * of base images alone are left out.
 */
export const runtimeDates: Readonly<Record<string, Dates>> = {
  'nodejs24.x': ['2028-04-30', '2028-06-01', '2028-07-01'],
  'nodejs22.x': ['2027-04-30', '2027-06-01', '2027-07-01'],
  'nodejs20.x': ['2026-04-30', '2027-02-01', '2027-03-03'],
  'nodejs18.x': ['2025-09-01', '2027-02-01', '2027-03-03'],
  'nodejs16.x': ['2024-06-12', '2027-02-01', '2027-03-03'],
  'nodejs14.x': ['2023-12-04', '2024-01-09', '2027-03-03'],
  'nodejs12.x': ['2023-03-31', '2023-03-31', '2023-04-30'],
  'nodejs10.x': ['2021-07-30', '2021-07-30', '2022-02-14'],
  'nodejs8.10': ['2020-03-06', '2020-02-04', '2020-03-06'],
  'nodejs6.10': ['2019-08-12', '2019-07-12', '2019-08-12'],
  'nodejs4.3': ['2020-03-05', '2020-02-03', '2020-03-05'],
  nodejs: ['2016-08-30', '2016-09-30', '2016-10-31'],
  'python3.14': ['2029-06-30', '2029-07-31', '2029-08-31'],
  'python3.13': ['2029-06-30', '2029-07-31', '2029-08-31'],
  'python3.12': ['2028-10-31', '2028-11-30', '2029-01-10'],
  'python3.11': ['2027-06-30', '2027-07-31', '2027-08-31'],
  'python3.10': ['2026-10-31', '2027-02-01', '2027-03-03'],
  'python3.9': ['2025-12-15', '2027-02-01', '2027-03-03'],
  'python3.8': ['2024-10-14', '2027-02-01', '2027-03-03'],
  'python3.7': ['2023-12-04', '2024-01-09', '2027-03-03'],
  'python3.6': ['2022-07-18', '2022-07-18', '2022-08-29'],
  'python2.7': ['2021-07-15', '2021-07-15', '2022-05-30'],
  'ruby4.0': ['2029-03-31', '2029-04-30', '2029-05-31'],
  'ruby3.4': ['2028-03-31', '2028-04-30', '2028-05-31'],
  'ruby3.3': ['2027-03-31', '2027-04-30', '2027-05-31'],
  'ruby3.2': ['2026-03-31', '2027-02-01', '2027-03-03'],
  'ruby2.7': ['2023-12-07', '2024-01-09', '2027-03-03'],
  'ruby2.5': ['2021-07-30', '2021-07-30', '2022-03-31'],
  java25: ['2029-06-30', '2029-07-31', '2029-08-31'],
  java21: ['2029-06-30', '2029-07-31', '2029-08-31'],
  java17: ['2027-06-30', '2027-07-31', '2027-08-31'],
  'java17.al2023': [null, null, null],
  java11: ['2027-06-30', '2027-07-31', '2027-08-31'],
  'java11.al2023': [null, null, null],
  java8: ['2024-01-08', '2024-02-08', '2027-03-03'],
  'java8.al2': ['2027-06-30', '2027-07-31', '2027-08-31'],
  'java8.al2023': [null, null, null],
  dotnet10: ['2028-11-14', '2028-12-14', '2029-01-15'],
  dotnet8: ['2026-11-10', '2027-02-01', '2027-03-03'],
  dotnet6: ['2024-12-20', '2027-02-01', '2027-03-03'],
  'dotnetcore3.1': ['2023-04-03', '2023-04-03', '2023-05-03'],
  'dotnetcore2.1': ['2022-01-05', '2022-01-05', '2022-04-13'],
  'dotnetcore2.0': ['2019-05-30', '2019-04-30', '2019-05-30'],
  'dotnetcore1.0': ['2019-06-27', '2019-06-30', '2019-07-30'],
  provided: ['2024-01-08', '2024-02-08', '2027-03-03'],
  'provided.al2': ['2026-07-31', '2027-02-01', '2027-03-03'],
  'provided.al2023': ['2029-06-30', '2029-07-31', '2029-08-31'],
  'go1.x': ['2024-01-08', '2024-02-08', '2027-03-03'],
}

/** The day of the newer of the two sources. */
export const runtimesReadOn = '2026-10-20'

/** The newest runtime of each family that finds the same handler. */
const newest: Readonly<Record<string, string>> = {
  nodejs: 'nodejs24.x',
  python: 'python3.14',
  ruby: 'ruby4.0',
  dotnet: 'dotnet10',
  dotnetcore: 'dotnet10',
  provided: 'provided.al2023',
}

/**
 * The runtime to move to, or null where none is known. Java stays at its version, on the newer system. The code of go1.x runs on no other runtime
 * without being built and packed again (`bootstrap`, on provided.al2023).
 */
export function successorOf(runtime: string): string | null {
  const [, family = '', version = ''] = /^([a-z]+)(\d*)/.exec(runtime) ?? []
  const next = family === 'java' ? `java${version}.al2023` : newest[family]
  return next !== undefined && next !== runtime && Object.hasOwn(runtimeDates, next) ? next : null
}

/** nodejs:22 of nodejs:22.v35, the version of a managed runtime as Lambda logs it. */
export const identifierOf = (runtimeVersion: string): string => runtimeVersion.replace(/\.v\d+$/, '')

/** nodejs22.x of nodejs:22.v35; null where no such runtime is known. */
export function runtimeOf(runtimeVersion: string): string | null {
  const identifier = identifierOf(runtimeVersion)
  const names = [identifier.replace(':', ''), `${identifier.replace(':', '')}.x`, identifier.replace(':', '.')]
  return names.find(name => Object.hasOwn(runtimeDates, name)) ?? null
}

/** Whether AWS still lets a function change to this runtime on this day (`2026-11-23`). */
export function mayChangeTo(runtime: string, day: string): boolean {
  const [, , updateBlocked] = runtimeDates[runtime] ?? []
  return updateBlocked === null || (updateBlocked !== undefined && day < updateBlocked)
}

/** A runtime that its owner keeps up to date: AWS deprecates none of these. */
export const isCustomerManaged = (runtime: string): boolean => runtime === 'custom'

/** Family and version: `nodejs26.x` is nodejs 26, `python3.15` is python 3.15; null where the name has another form. */
function versionOf(runtime: string): {family: string; version: readonly [number, number]} | null {
  const [, family, major, minor] = /^([a-z]+)(\d+)(?:\.(\d+))?(?:\.x|\.al\d+)?$/.exec(runtime) ?? []
  return family === undefined ? null : {family, version: [Number(major), Number(minor ?? 0)]}
}

/** Whether the family is in the list, with lower versions alone: AWS has released the runtime since, and deprecates none so young. */
export function isNewerThanTheList(runtime: string): boolean {
  const asked = versionOf(runtime)
  const listed = Object.keys(runtimeDates).flatMap(name => versionOf(name) ?? [])
  const family = listed.filter(known => known.family === asked?.family)
  return (
    asked !== null &&
    family.length > 0 &&
    family.every(({version: [major, minor]}) => asked.version[0] > major || (asked.version[0] === major && asked.version[1] > minor))
  )
}
