import type { Caller } from '../../authorization/Caller';
import type { ApiServices } from '../ApiServices';

/** The Score file of a Component, for a caller who may see the Component and its application. */
export async function componentScoreFile(
  services: Pick<ApiServices, 'environments' | 'scoreFiles'>,
  componentRef: string,
  caller: Caller,
): Promise<{ content: string; location: string }> {
  const component = await services.scoreFiles.find(componentRef, caller.credentials);
  await services.environments.getApplication(component.application, caller);
  const content = await services.scoreFiles.read(component);
  return { content, location: component.location };
}
