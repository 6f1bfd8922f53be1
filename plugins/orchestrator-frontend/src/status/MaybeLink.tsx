import { Link } from '@backstage/ui';
import type { ReactNode } from 'react';

/** A link, or the bare text where there is no page to lead to. */
export function MaybeLink(props: { to: string | undefined; children: ReactNode }) {
  return props.to ? <Link href={props.to}>{props.children}</Link> : <>{props.children}</>;
}
