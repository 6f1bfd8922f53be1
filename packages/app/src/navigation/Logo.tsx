import { Link, useSidebarOpenState } from '@backstage/core-components';
import styles from './Logo.module.css';

/** The name of the app at the top of the navigation; one letter while the bar is folded. */
export function Logo() {
  const { isOpen } = useSidebarOpenState();
  return (
    <Link to="/" underline="none" aria-label="Tutti, home" className={styles.link}>
      <span className={styles.name}>{isOpen ? 'Tutti' : 'T'}</span>
    </Link>
  );
}
