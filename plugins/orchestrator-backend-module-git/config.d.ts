export interface Config {
  platformOrchestrator?: {
    git?: {
      /** Repositories that definitions name in the input `repository` of the driver `git-delivery`. */
      repositories?: {
        [name: string]: {
          /** `https://…`, `ssh://…`, or the path of a bare repository on this machine. Without credentials. */
          url: string;
          /** The branch for definitions that name none. Default `main`. */
          branch?: string;
          /** For https. Default `git`, which most servers accept beside a token. */
          username?: string;
          /**
           * Password or token for https.
           *
           * @visibility secret
           */
          token?: string;
          /** Who the commits are from. Default: Tutti, tutti@localhost. */
          author?: { name: string; email: string };
        };
      };
      /** Where copies of repositories are kept while the process runs. Default: the system's temporary folder. */
      cacheFolder?: string;
      /** The git binary. Default: `git`, as the PATH finds it. */
      binary?: string;
    };
  };
}
