// The broker models that this page's lessons run on.

import { createModels } from '../engine/broker.ts';
import { logModel } from '../engine/log/model.ts';
import { queueModel } from '../engine/queue/model.ts';

export const models = createModels(logModel, queueModel);
