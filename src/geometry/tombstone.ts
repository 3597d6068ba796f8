// Records that no sender of the workload sent: by their own key and value, or without a value, as a tombstone.

import type { LogRecord } from '../engine/log/storage/state.ts';
import type { Immutable, LaneId, Offset, Payload } from '../engine/vocabulary.ts';
import type { Rect } from './mark.ts';
import { type Sheet, toneOf } from './sheet.ts';
import { textWidth } from './text-width.ts';
import { say } from '../words/say.ts';

const textOf = (payload: Payload | null): string | null => (typeof payload === 'string' ? payload : null);

export function putOwnRecord(
  sheet: Sheet,
  key: string,
  lane: LaneId,
  record: Immutable<LogRecord>,
  offset: Offset,
  place: Rect,
): void {
  const tombstone = record.value === null && record.key !== null;
  const whose = textOf(record.key);
  const written = tombstone ? 'null' : (textOf(record.value) ?? '');
  const size = sheet.sizes.type(12);
  const tone = toneOf(sheet, whose);
  const fits =
    textWidth(written, size) <= place.w - 4 && place.h >= size * 1.9 + (tone === null ? 0 : place.w * 0.2);
  const what = tombstone ? `${written}, ${say('log.tombstone')}` : written;
  sheet.marks.push({
    ...{ kind: 'card', key, lane, ...place, tone, value: fits ? written : '', size },
    ...(tombstone && { tombstone }),
    name: [whose ?? say('log.a-record'), what, say('log.offset', { offset })].filter(Boolean).join(', '),
  });
}
