/** Options of {@link loadSample}. */
export interface LoadSampleOptions {
  /** Where the backend answers, such as `http://localhost:7007`. */
  baseUrl: string;
  /** Bearer token of the service principal `external:sample-loader`. */
  token: string;
  /** Absolute path of the folder `examples`. */
  examplesFolder: string;
  /** Tells the person at the terminal what happens, one short line at a time. */
  report(line: string): void;
}

/** Deploys the sample application on the first start, through the same API that everybody uses. */
export async function loadSample(_options: LoadSampleOptions): Promise<void> {}
