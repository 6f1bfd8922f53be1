import { RoomHeader } from '../RoomHeader';
import { TryIt } from './TryIt';

/** Asks which definition a request would match, of any type. */
export function TryItPage() {
  return (
    <>
      <RoomHeader title="Try it">
        Which definition does a request match in a context, why not another one, and what would the
        driver be given?
      </RoomHeader>
      <TryIt />
    </>
  );
}
