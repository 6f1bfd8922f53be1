import type { ApiServices } from '../ApiServices';
import type { Routes } from '../Routes';

/** Routes about pins. */
export function addPinRoutes(routes: Routes, { pins }: ApiServices): void {
  routes.handle('listPins', ({ query, caller }) => pins.list(query, caller));
  routes.handle('setPin', ({ body, caller }) => pins.set(body, caller));
  routes.handle('deletePin', ({ path, caller }) => pins.remove(path.uid, caller));
}
