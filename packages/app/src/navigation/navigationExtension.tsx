import { NavContentBlueprint } from '@backstage/plugin-app-react';
import { Navigation } from './Navigation';

/** Puts {@link Navigation} in the place of the stock navigation. */
export const navigationExtension = NavContentBlueprint.make({ params: { component: Navigation } });
