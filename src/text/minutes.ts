/** A minute in milliseconds: CloudWatch's shortest period for the metrics that are read here. */
export const minuteMs = 60_000

/** The start (epoch milliseconds) of the minute in which an instant lies. */
export const minuteFloor = (ms: number): number => Math.floor(ms / minuteMs) * minuteMs

/** The start (epoch milliseconds) of the first minute that does not begin before an instant. */
export const minuteCeil = (ms: number): number => Math.ceil(ms / minuteMs) * minuteMs
