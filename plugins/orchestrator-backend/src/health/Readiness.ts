import type { Knex } from 'knex';

/** How often the database is looked at. */
const DEFAULT_INTERVAL = 2_500;
/** How long a look may take. */
const DEFAULT_TIMEOUT = 2_500;
/**
 * How long the database may be away before the process is no longer ready: longer than a slow moment. Whoever probes has
 * patience of his own.
 */
const DEFAULT_PATIENCE = 10_000;

/** What {@link Readiness.create} needs. */
export interface ReadinessOptions {
  database: Knex;
  /** Milliseconds between two looks; default 2.5 s. */
  interval?: number;
  /** Milliseconds that a look may take; default 2.5 s. */
  timeout?: number;
  /** Milliseconds that the database may be away; default 10 s. */
  patience?: number;
}

/** What has to be up once before the plugin is ready, in this order. */
const STEPS = ['migrations', 'registry', 'queue'] as const;
const SENTENCES: Record<Step, string> = {
  migrations: 'The tables are being brought up to date.',
  registry: 'The manifests have not been read yet.',
  queue: 'The queue is not up yet.',
};

/** A step of the start. */
export type Step = (typeof STEPS)[number];

/**
 * Whether this process can do its work: all steps of the start are done, and the database has answered not long ago. Time is
 * measured by the process's own steady clock.
 */
export class Readiness {
  readonly #options: Required<ReadinessOptions>;
  readonly #done = new Set<Step>();
  #answered = performance.now();
  #looking = false;
  #timer: NodeJS.Timeout | undefined;

  private constructor(options: Required<ReadinessOptions>) {
    this.#options = options;
  }

  static create(options: ReadinessOptions): Readiness {
    return new Readiness({
      interval: DEFAULT_INTERVAL,
      timeout: DEFAULT_TIMEOUT,
      patience: DEFAULT_PATIENCE,
      ...options,
    });
  }

  /** A step of the start is done. */
  done(step: Step): void {
    this.#done.add(step);
  }

  /** Begins to look at the database. */
  start(): void {
    this.#look();
    this.#timer = setInterval(() => this.#look(), this.#options.interval);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Why the process is not ready, as a sentence; undefined when it is. */
  trouble(): string | undefined {
    const missing = STEPS.find(step => !this.#done.has(step));
    if (missing) {
      return SENTENCES[missing];
    }
    const away = performance.now() - this.#answered;
    return away > this.#options.patience
      ? `The database has not answered for ${Math.round(away / 1000)} s.`
      : undefined;
  }

  /** One look at a time: a connection that hangs is no reason to open more of them. */
  #look(): void {
    if (this.#looking) {
      return;
    }
    this.#looking = true;
    this.#options.database
      .raw('select 1')
      .timeout(this.#options.timeout)
      .then(
        () => {
          this.#answered = performance.now();
        },
        () => undefined, // not ready after a while, which says so; others log what is wrong
      )
      .finally(() => {
        this.#looking = false;
      });
  }
}
