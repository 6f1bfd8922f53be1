/** A repository of the configuration. */
export interface GitRepository {
  /** The name that definitions use. */
  name: string;
  /** URL or absolute path; holds no credentials. */
  url: string;
  branch: string;
  username: string;
  token?: string;
  author: { name: string; email: string };
}
