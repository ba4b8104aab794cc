/**
 * The day of all tests, in this process and in those that it starts: 2 November 2026, at noon when a file of tests begins. The clock goes on as
 * ever. So no result depends on the calendar: the lab stands at the present, and some judgements know dates of AWS.
 */
const dayMs = Date.UTC(2026, 10, 2, 12)
const variable = 'DDBSTREAM_TESTS_OFFSET_MS'

const real = globalThis[Symbol.for('ddbstream real date')] ?? Date
globalThis[Symbol.for('ddbstream real date')] = real

// A process that was started by a test has its parent's clock.
const given = process.env.NODE_OPTIONS?.includes('support/day.js') ? process.env[variable] : undefined
const offsetMs = given === undefined ? dayMs - real.now() : Number(given)
process.env[variable] = String(offsetMs)

const now = () => real.now() + offsetMs

globalThis.Date = new Proxy(real, {
  construct: (target, values, maker) =>
    Reflect.construct(target, values.length === 0 ? [now()] : values, maker === globalThis.Date ? target : maker),
  apply: () => new real(now()).toString(),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
})
