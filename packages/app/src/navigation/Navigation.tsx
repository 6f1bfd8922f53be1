import {
  Sidebar,
  SidebarDivider,
  SidebarGroup,
  SidebarItem,
  SidebarScrollWrapper,
  SidebarSpace,
} from '@backstage/core-components';
import type { NavContentComponentProps, NavContentNavItem } from '@backstage/plugin-app-react';
import { Logo } from './Logo';

function Entry(props: NavContentNavItem) {
  const { href, icon, title } = props;
  return <SidebarItem to={href} text={title} icon={() => icon} />;
}

/**
 * The bar on the left: the catalog first, templates second, then whatever the installed plugins
 * bring, and the settings (with sign-out) at the end.
 */
export function Navigation(props: NavContentComponentProps) {
  const items = props.navItems.withComponent(Entry);
  const catalog = items.take('page:catalog');
  const create = items.take('page:scaffolder');
  const settings = items.take('page:user-settings');
  return (
    <Sidebar>
      <Logo />
      <SidebarDivider />
      <SidebarGroup label="Menu">
        {catalog}
        {create}
        <SidebarScrollWrapper>{items.rest({ sortBy: 'title' })}</SidebarScrollWrapper>
      </SidebarGroup>
      <SidebarSpace />
      <SidebarDivider />
      <SidebarGroup label="Settings">{settings}</SidebarGroup>
    </Sidebar>
  );
}
