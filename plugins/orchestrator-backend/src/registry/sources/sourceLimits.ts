/** Bounds of what is read of one source, so that a wrong path in the configuration cannot fill the memory. */
export interface SourceLimits {
  /** Bytes of one file. Default 1 MiB. */
  fileBytes: number;
  /** Bytes of all files. Default 64 MiB. */
  totalBytes: number;
  /** Manifest files of all folders. Default 10,000. */
  files: number;
  /** Folders within each other. Default 32. */
  depth: number;
}

/** The limits in force. */
export const DEFAULT_SOURCE_LIMITS: SourceLimits = {
  fileBytes: 1024 * 1024,
  totalBytes: 64 * 1024 * 1024,
  files: 10_000,
  depth: 32,
};
