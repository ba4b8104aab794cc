/** With this much memory a function has one whole processor (Lambda Developer Guide, "Configure function memory"). */
const wholeProcessorMb = 1769

/** Share of a processor that goes with so much memory. More than one does not help code that runs on one thread. */
export const cpuShareOf = (memoryMb: number): number => Math.min(1, memoryMb / wholeProcessorMb)
