import type {Operation} from './plan.ts'

/** Where operations are kept: one file each. Those that need attention lie apart, so that every command can look for them. */
export interface Journal {
  /** Returns once the operation is on the disk. */
  save: (operation: Operation) => void
  /** Those that are unfinished, or that are to be undone later; newest first. */
  open: () => Operation[]
  /** All of them, newest first. */
  all: () => Operation[]
  /** Paths of files, or of a folder, that may hold an operation and cannot be read. Their operations are not known. */
  damaged: () => string[]
}
