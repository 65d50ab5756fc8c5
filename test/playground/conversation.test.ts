import { conversationTests } from './conversation-tests.ts';

conversationTests('short');
