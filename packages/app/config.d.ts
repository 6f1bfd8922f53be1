export interface Config {
  platformOrchestrator?: {
    /**
     * Sign-in without a password, for development only: the backend refuses to start with it in
     * production.
     */
    developmentSignIn?: {
      /**
       * Who may be chosen on the sign-in page.
       *
       * @deepVisibility frontend
       */
      users?: Array<{
        /** Full reference of the user, such as `user:default/ana`. */
        entityRef: string;
        /** The name on the page. */
        title: string;
        /** What the user does, in a few words. */
        description?: string;
      }>;
    };
  };
}
