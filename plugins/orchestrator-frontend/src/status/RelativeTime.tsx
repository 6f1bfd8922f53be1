import { DateTime } from 'luxon';

/** A time relative to now; the exact time shows on hover. */
export function RelativeTime(props: { at: string | undefined }) {
  if (!props.at) {
    return <>–</>;
  }
  const time = DateTime.fromISO(props.at);
  return (
    <time dateTime={props.at} title={time.toLocaleString(DateTime.DATETIME_FULL_WITH_SECONDS)}>
      {time.toRelative() ?? props.at}
    </time>
  );
}
