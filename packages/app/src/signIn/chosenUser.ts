import type { DevelopmentUser } from './readDevelopmentUsers';

const STORAGE_KEY = 'tutti.developmentSignIn.user';

/** The user that was chosen earlier in this browser, when the list still has that user. */
export function recallUser(users: readonly DevelopmentUser[]): DevelopmentUser | undefined {
  const entityRef = window.localStorage.getItem(STORAGE_KEY);
  return users.find(user => user.entityRef === entityRef);
}

/** Keeps the choice over reloads and tabs of this browser. */
export function rememberUser(user: DevelopmentUser): void {
  window.localStorage.setItem(STORAGE_KEY, user.entityRef);
}

/** Forgets the choice, so that the list is shown again. */
export function forgetUser(): void {
  window.localStorage.removeItem(STORAGE_KEY);
}
